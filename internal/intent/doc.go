// Package intent keeps what the messages of a workspace may want: the intents,
// labelled examples of each, the models trained from them, and what live
// messages were taken to want.
//
// Invariants:
//   - A text has one label in a workspace: labelling it again moves it.
//   - An example that was taken from a conversation is masked, and goes with it.
//   - A model is known by its version and never changes; one of them reads live
//     messages, or none does. Models name intents by id, so that renaming one
//     breaks nothing; what was deleted is no longer given.
//   - Reading a message asks no model endpoint, unless the live model was trained
//     with embeddings; when that endpoint is slow or gone, words alone decide.
//
// How intents are learned is internal/intent/learn's. The package may import
// that, bot/mask, internal/postgres, internal/llm, internal/jobs and
// internal/problem.
package intent
