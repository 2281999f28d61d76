// Package opinion asks a model how a visitor feels where the built-in scorer is
// unsure. It runs beside the conversation, in a job: no turn and no visitor
// waits for it, and without a model, a budget or the workspace's leave the
// built-in score stands. What the model says is checked like any other words of
// a stranger; only numbers within bounds reach the mood line, and both opinions
// are kept.
//
// Personal data is always hidden from the model: how somebody feels does not
// hang on it.
package opinion
