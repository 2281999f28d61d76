package sentiment

import "github.com/firstlinehq/firstline/internal/conversation"

// Reply is a message to the visitor, by the bot or an agent.
type Reply struct {
	Seq int64
	By  conversation.AuthorKind
}

// Effect is what a reply did to the mood: the visitor's next message against
// the last one before.
type Effect struct {
	Reply
	// Valence is the change, in [-2, 2]; above zero it got better.
	Valence float64
	// Anger is the change, in [-1, 1]; below zero it got better.
	Anger float64
	// Before and After are those two messages.
	Before, After Point
	// Known is false where the visitor has not written before or since.
	Known bool
}

// Effects says for each reply what it did to the mood. Of several replies
// without a word of the visitor in between each gets the common effect: which
// of them did it nobody can tell. Both lists are in the order of their seqs.
func Effects(line []Point, replies []Reply) []Effect {
	effects := make([]Effect, len(replies))
	next := 0
	for i, r := range replies {
		effects[i].Reply = r
		for next < len(line) && line[next].Seq < r.Seq {
			next++
		}
		if next == 0 || next == len(line) {
			continue
		}
		before, after := line[next-1], line[next]
		effects[i].Valence = after.Valence - before.Valence
		effects[i].Anger = after.Anger - before.Anger
		effects[i].Before, effects[i].After, effects[i].Known = before, after, true
	}
	return effects
}

// Change names what a reply did to the mood.
type Change string

// The changes.
const (
	NoChange  Change = "" // none that matters
	Calmer    Change = "calmer"
	Angrier   Change = "angrier"
	Happier   Change = "happier"
	Unhappier Change = "unhappier"
)

// A change that an agent should see is a good part of the scale, and one out of
// or into a mood that is shown as bad: that a calm visitor says thanks is none.
const (
	clearAnger   = 0.25
	clearValence = 0.6
)

// Change is the change that matters, if any did.
func (e *Effect) Change() Change {
	was, is := e.Before.Mood.Level.rank() < Even.rank(), e.After.Mood.Level.rank() < Even.rank()
	switch {
	case !e.Known:
	case was && e.Anger <= -clearAnger:
		return Calmer
	case is && e.Anger >= clearAnger:
		return Angrier
	case was && e.Valence >= clearValence:
		return Happier
	case is && e.Valence <= -clearValence:
		return Unhappier
	}
	return NoChange
}
