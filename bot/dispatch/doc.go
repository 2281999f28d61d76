// Package dispatch brings every visitor message to a turn of the bot: it has
// turns begun, sees them through their claim, and asks for a person where turns
// die. What a turn says is none of its business; package bot tells it what to do
// with a claim.
//
// # Invariants
//
//   - A message and the job of its turn are stored in one transaction
//     ([Dispatcher.EnqueueTurnTx]): no message is forgotten.
//   - At most one live turn a conversation: a turn is a claim
//     (conversation.Claim), and whoever comes second finds none to take.
//   - A turn that fails gives its claim back, so that the next try need not wait
//     for the lease.
//   - A visitor without a reply and without a live turn gets another turn once,
//     then a person ([Dispatcher.Sweep]). An outage ends in answers for those it
//     left waiting, not in all of them being sent to people at once.
//
// # Life cycle
//
// [Dispatcher.Nudge] starts the turn at once after commit on this node, the job is
// the recovery path, and whichever comes first takes the claim. The clocks: the
// turn (50 s) ends before the job (60 s), that before the queue's rescue (90 s).
//
// The package may import what bot may, and not bot.
package dispatch
