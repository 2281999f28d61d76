package eval

import (
	"errors"
	"fmt"

	"github.com/firstlinehq/firstline/handoff"
)

// turn is one line of a transcript in a file.
type turn struct {
	Role string  `json:"role"`
	Text *string `json:"text"`
}

// transcript checks the turns and numbers them from 1. The bot's lines carry no
// marks in a file, so their wording tells what they offered and missed.
func transcript(turns []turn) ([]handoff.Line, error) {
	if len(turns) == 0 {
		return nil, errors.New("turns are missing")
	}
	lines := make([]handoff.Line, len(turns))
	for i, t := range turns {
		role := handoff.Role(t.Role)
		switch role {
		case handoff.RoleVisitor, handoff.RoleBot, handoff.RoleAgent:
		default:
			return nil, fmt.Errorf("turn %d: role %q is not visitor, bot or agent", i, t.Role)
		}
		if t.Text == nil {
			return nil, fmt.Errorf("turn %d: text is missing", i)
		}
		lines[i] = handoff.Line{Role: role, Seq: int64(i + 1), Text: *t.Text}
	}
	return handoff.MarkBotLines(lines), nil
}
