// Package llm is the seam to language models: a stream of text for a prompt,
// vectors for texts, an order for candidates.
//
// Invariants:
//   - A stream that ended well has yielded exactly one Delta with a Finish
//     that is FinishStop or FinishToolCalls, and it was the last one. Anything
//     else ends with an error; half an answer never looks whole.
//   - Every call is bounded in time and bytes ([Limits]) whatever the endpoint
//     does.
//   - Errors are *[Error]: they name endpoint host and model, never a key, a
//     prompt or a reply.
//
// llm/openai speaks to any OpenAI-compatible endpoint, llm/llmtest is a fake
// endpoint that misbehaves on demand. The package imports nothing of ours.
package llm
