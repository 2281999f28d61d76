// Package sla keeps teams to their promises: how soon a person replies first,
// how soon again, and by when a case is resolved.
//
// # What is counted
//
// A case begins when the conversation comes to people, by a handoff or because
// an agent takes it, and ends when it is resolved or goes back to the bot.
//
//   - First reply runs from then, or from the visitor's next message where
//     nobody waits yet, until the first word of an agent. Answers of the bot do
//     not end it: a person was asked for.
//   - Next reply runs only while the visitor waits: from their first message that
//     no agent has met until an agent's word.
//   - Resolution runs for the whole case and rests while the conversation is
//     snoozed: snoozing is how an agent says that somebody else is waited for. It
//     does not rest whenever the agent spoke last, because in a chat that is most
//     of the time. The reply clocks never rest: snoozed or not, a visitor who
//     waits is waiting.
//
// Time is counted in the team's hours (package calendar), or around the clock
// where the policy says so, by the priority of the latest handoff. A clock that
// runs is counted anew by whatever holds now: a policy or calendar that was
// changed, the team that the conversation went to. What was missed stays missed.
// A clock that comes to nothing, because the case ends without the reply, is
// void and counts for nothing, unless it was missed before.
//
// # Invariants
//
//   - At most one clock of a goal runs for a conversation, and a conversation
//     that people have has exactly one case.
//   - A warning and a miss are recorded once each, by one timer of the
//     conversation (package internal/timer), in the transaction that finds them.
//   - [Clocks.TouchTx] is called in the transactions that change a conversation;
//     where one forgets it, a sweep finds the difference within half a minute.
//
// The package may import what handoff may, and not handoff itself.
package sla
