package writer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Writer writes through a model, on a workspace's budget.
type Writer struct {
	DB *postgres.DB
	// Model may be nil: then nothing is written.
	Model llm.Chat
}

// Ready reports whether there is a model to ask.
func (w Writer) Ready() bool { return llm.Ready(w.Model) }

// Task is what is to be written.
type Task struct {
	// Turn is named in logs; Workspace and Visitor are charged.
	Turn, Workspace, Visitor uuid.UUID
	// Lang is the language to write in, "en" or "zh".
	Lang string
	// Question is what the visitor asks now, History what was said before it,
	// oldest first.
	Question string
	History  []prompt.Line
	// Sources are the passages to answer from, numbered from 1.
	Sources []prompt.Source
	// Personal is how many of the first sources speak of the visitor: what is
	// hidden of their words is hidden in them.
	Personal int
	// Brand names the company; empty is "this company". Instructions are the
	// admin's, in plain words.
	Brand, Instructions string
	// MaskPersonal hides personal data from the model.
	MaskPersonal bool
	// LinkHosts, unless empty, are the only hosts whose links stay links.
	LinkHosts []string
}

// prompted is the task as a prompt is made from it, with what hides personal
// data.
func (t Task) prompted(secrets prompt.Secrets, m *mask.Mask) prompt.Answer {
	hide := m.Hide
	if !t.MaskPersonal {
		hide = func(s string) string { return s }
	}
	brand := t.Brand
	if brand == "" {
		brand = "this company"
	}
	a := prompt.Answer{
		Workspace: brand, Instructions: t.Instructions, Lang: t.Lang, Now: time.Now(), Secrets: secrets,
		Sources: t.sources(m), Question: hide(t.Question),
	}
	for _, l := range t.History {
		a.History = append(a.History, prompt.Line{Visitor: l.Visitor, Text: hide(l.Text)})
	}
	return a
}

// sources are those that the model is given, as it is given them.
func (t Task) sources(m *mask.Mask) []prompt.Source {
	out := slices.Clone(t.Sources)
	for i := range out[:min(t.Personal, len(out))] {
		if t.MaskPersonal {
			out[i].Text = m.Hide(out[i].Text)
		}
	}
	return out
}

// failureName is a short, stable name for why a model's words were not used.
func failureName(err error) string {
	switch {
	case errors.Is(err, guard.ErrLeak):
		return "leak"
	case errors.Is(err, errNothingLeft):
		return "unsupported"
	case errors.Is(err, errNoQuestion):
		return "no_question"
	case errors.Is(err, errNoVerdict):
		return "no_verdict"
	case errors.Is(err, errBadCall):
		return "bad_call"
	case errors.Is(err, context.DeadlineExceeded):
		return string(llm.Slow)
	}
	var refused *budget.RefusedError
	if errors.As(err, &refused) {
		return string(refused.Limit)
	}
	if reason := llm.ReasonOf(err); reason != "" {
		return string(reason)
	}
	return strings.ToLower(fmt.Sprintf("%T", err))
}
