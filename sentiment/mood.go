package sentiment

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// Level is a mood in one of five steps, from red through grey to green.
type Level string

// The levels, from the worst. They are stored and shown: do not rename.
const (
	Angry      Level = "angry"   // attacks us
	Upset      Level = "upset"   // unhappy, whether with us or with how things stand
	Even       Level = "neutral" // neither
	Content    Level = "content" // friendly
	Happy      Level = "happy"   // delighted, grateful
	levelCount       = 5
)

// rank orders levels from the worst, 0, to the best, 4.
func (l Level) rank() int {
	switch l {
	case Angry:
		return 0
	case Upset:
		return 1
	case Content:
		return 3
	case Happy:
		return levelCount - 1
	}
	return 2
}

// Mood is how the visitor of a conversation feels now: the values of single
// messages, smoothed. The zero Mood is that of a visitor who has said nothing.
type Mood struct {
	Conversation uuid.UUID
	// Seq is that of the visitor message it is as of; 0 = none yet.
	Seq int64
	At  time.Time
	// Level is the mood in a word; "" only in the zero Mood.
	Level Level
	// Valence is in [-1, 1], Anger and Urgency in [0, 1]; see Score.
	Valence, Anger, Urgency float64
	// Cause is that of the newest message that had one to tell.
	Cause Cause
	// Confidence is that of the newest message's label, in [0, 1].
	Confidence float64
	// Slope is the smoothed change of Valence from message to message; below
	// zero it gets worse.
	Slope float64
	// Peak is the greatest anger so far, and PeakSeq its message.
	Peak    float64
	PeakSeq int64
	// Changed says, after RecordTx, that the mood changed so that somebody
	// should know; the event is recorded.
	Changed bool
}

// recoverable is the anger below which there is nothing to recover from.
const recoverable = 0.3

// Recovery is how much of the greatest anger is gone, in [0, 1]: 1 where the
// visitor is calm again or has always been.
func (m Mood) Recovery() float64 {
	if m.Peak < recoverable {
		return 1
	}
	return min(max((m.Peak-m.Anger)/m.Peak, 0), 1)
}

// Point is one visitor message on the mood line.
type Point struct {
	Seq int64
	At  time.Time
	// Score is that of the message alone; its Shares and Label are not kept.
	Valence, Anger, Urgency float64
	Cause                   Cause
	Confidence              float64
	// Mood is the smoothed state after it.
	Mood Mood
	// By names what scored it: "builtin", or a model.
	By string
}

// MoodChanged is a change of mood that matters: into or out of anger or upset,
// or a message that cannot wait. "mood.changed", for staff.
type MoodChanged struct {
	// Level is the mood now, and Was that before.
	Level Level `json:"level" enum:"angry,upset,neutral,content,happy"`
	Was   Level `json:"was" enum:"angry,upset,neutral,content,happy"`
	// Message is the seq of the visitor message that changed it.
	Message int64   `json:"message"`
	Valence float64 `json:"valence" minimum:"-1" maximum:"1"`
	Anger   float64 `json:"anger" minimum:"0" maximum:"1"`
	Urgency float64 `json:"urgency" minimum:"0" maximum:"1"`
	Slope   float64 `json:"slope"`
	Cause   Cause   `json:"cause" enum:"none,product,wait,bot,policy"`
}

// Kind implements conversation.EventData.
func (MoodChanged) Kind() string { return "mood.changed" }

// Audience implements conversation.EventData.
func (MoodChanged) Audience() conversation.Audience { return conversation.Staff }

// urgent is the urgency from which a visitor cannot wait.
const urgent = 0.7

// matters reports whether somebody should hear of a change. Between neutral,
// content and happy nobody has to act, and a list that flickers is not read.
func matters(was, now Level, urgencyBefore, urgencyNow float64) bool {
	if urgencyBefore < urgent && urgencyNow >= urgent {
		return true
	}
	return min(was.rank(), Even.rank()) != min(now.rank(), Even.rank())
}
