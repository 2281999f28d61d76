// Package writer lets a model write for a turn of the bot: the answer, the
// question that a follow-up stands for, and a yes or no where it is unsure
// whether a person is wanted.
//
// # Invariants
//
//   - What is shown of an answer has passed package guard, sentence by sentence;
//     nothing is shown of what failed there.
//   - Each call is charged with the most that it can cost before it is made, and
//     with what it did cost afterwards, also when it was cut off. A call that
//     cannot be charged is not made.
//   - Personal data leaves as marks, if the workspace wants that.
//   - Whatever goes wrong is a short name in the note ([trace.Model],
//     [trace.Rewrite]) and never an error: the caller has a lesser answer.
//
// The package may import what bot may.
package writer
