package action

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Detail is one line of what will be done.
type Detail struct {
	Label string `json:"label"`
	// Labels is Label by language.
	Labels locale.Texts `json:"labels,omitempty"`
	Text   string       `json:"text"`
}

// ConfirmationAsked says that an action waits for the visitor's yes:
// "action.asked". It shows exactly what will be done.
type ConfirmationAsked struct {
	Confirmation uuid.UUID `json:"confirmation_id"`
	Title        string    `json:"title"`
	// Titles is Title by language, for whoever reads in another one than the
	// conversation's.
	Titles    locale.Texts `json:"titles,omitempty"`
	Details   []Detail     `json:"details"`
	ExpiresAt time.Time    `json:"expires_at"`
}

// Kind implements conversation.EventData.
func (ConfirmationAsked) Kind() string { return "action.asked" }

// Audience implements conversation.EventData.
func (ConfirmationAsked) Audience() conversation.Audience { return conversation.Everyone }

// State is how far a confirmation has come. The values are stored: do not
// rename.
type State string

// The states. A confirmation is pending first; confirmed and started are on
// the way, all others final.
const (
	Pending   State = "pending"
	Confirmed State = "confirmed"
	Running   State = "started"
	Declined  State = "declined"
	Carried   State = "done"
	Fell      State = "failed"
	NotKnown  State = "unknown"
	Expired   State = "expired"
)

// ConfirmationSettled says what became of a confirmation: "action.settled".
// It comes once when it is decided, and for a yes once more when it has been
// carried out.
type ConfirmationSettled struct {
	Confirmation uuid.UUID `json:"confirmation_id"`
	State        State     `json:"state" enum:"confirmed,declined,done,failed,unknown,expired"`
}

// Kind implements conversation.EventData.
func (ConfirmationSettled) Kind() string { return "action.settled" }

// Audience implements conversation.EventData.
func (ConfirmationSettled) Audience() conversation.Audience { return conversation.Everyone }
