package rehearsal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/labelled"
)

// Script is one conversation: what the visitor does, and what should come of it.
type Script struct {
	ID    string `json:"id"`
	Lang  string `json:"lang"`
	Steps []Step `json:"steps"`
	// Person says whether a person should have been called by the end.
	Person bool `json:"person"`
	// Resolution should be the bot's at the end: "confirmed", "assumed", or ""
	// for neither.
	Resolution conversation.Resolution `json:"resolution"`
	// MustContain are strings that the bot's answers must hold, together.
	MustContain []string `json:"must_contain,omitempty"`
}

// Step is one thing that the visitor does: exactly one of Say, Silence and Thumb.
type Step struct {
	Say string `json:"say,omitempty"`
	// Silence is for how many minutes the visitor does nothing.
	Silence int `json:"silence,omitempty"`
	// Thumb under the last answer: "up" or "down".
	Thumb string `json:"thumb,omitempty"`
	// When takes the step only if the bot's last word was an "offer" of a person,
	// a "question" back or the "check_in"; a leading "!" only if it was not.
	When string `json:"when,omitempty"`
}

var situations = []string{"", "offer", "!offer", "question", "!question", "check_in", "!check_in"}

// Load reads the scripts of a file.
func Load(ctx context.Context, path string) ([]Script, error) {
	var list []Script
	seen := map[string]bool{}
	err := labelled.EachItem(ctx, path, func(s Script) error {
		if err := s.check(); err != nil {
			return err
		}
		if seen[s.ID] {
			return fmt.Errorf("id %q occurs twice", s.ID)
		}
		seen[s.ID] = true
		list = append(list, s)
		return nil
	})
	return list, err
}

func (s *Script) check() error {
	switch {
	case s.ID == "" || len(s.Steps) == 0:
		return fmt.Errorf("a conversation needs an id and steps")
	case s.Lang != "en" && s.Lang != "zh":
		return fmt.Errorf("lang %q is not en or zh", s.Lang)
	case !slices.Contains([]conversation.Resolution{conversation.Unsettled, conversation.Confirmed, conversation.Assumed}, s.Resolution):
		return fmt.Errorf("resolution %q is not confirmed, assumed or empty", s.Resolution)
	case s.Person && s.Resolution != conversation.Unsettled:
		return fmt.Errorf("what a person was called for is not resolved by the bot")
	}
	for i, step := range s.Steps {
		set := 0
		for _, is := range []bool{strings.TrimSpace(step.Say) != "", step.Silence > 0, step.Thumb == "up" || step.Thumb == "down"} {
			if is {
				set++
			}
		}
		if set != 1 || !slices.Contains(situations, step.When) {
			return fmt.Errorf("step %d is not one of say, silence and thumb, or has another when than %s", i+1, strings.Join(situations[1:], ", "))
		}
	}
	return nil
}
