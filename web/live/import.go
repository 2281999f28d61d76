package live

import (
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// ImportMoved is the signal that an import of articles has got further, so that
// whoever looks at it looks again: "import.moved".
type ImportMoved struct {
	ImportID uuid.UUID `json:"import_id" format:"uuid"`
	State    string    `json:"state" enum:"open,reading,planned,applying,done,failed,canceled"`
}

// Kind implements conversation.EventData.
func (ImportMoved) Kind() string { return "import.moved" }

// Audience implements conversation.EventData.
func (ImportMoved) Audience() conversation.Audience { return conversation.Staff }
