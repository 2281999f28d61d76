package writer

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/llm"
)

// Bounds of the question whether a visitor wants a person: the answer waits for
// it.
const (
	personTime   = 2 * time.Second
	personTokens = 4
)

// errNoVerdict: the model said neither yes nor no.
var errNoVerdict = errors.New("neither yes nor no")

// WantsPerson asks the model whether the question is a request for a person.
// Whatever goes wrong is no. Personal data is always hidden.
func (w Writer) WantsPerson(ctx context.Context, task Task, note *trace.Person) bool {
	ctx, cancel := context.WithTimeout(ctx, personTime)
	defer cancel()
	task.MaskPersonal, task.Sources = true, nil
	secrets := prompt.NewSecrets()
	built := prompt.BuildPerson(task.prompted(secrets, mask.New()))
	note.Prompt = built.Version
	chat := budget.Metered{DB: w.DB, Chat: w.Model, Workspace: task.Workspace, Visitor: task.Visitor}
	said, err := llm.Complete(ctx, chat, request(built, personTokens, 0))
	note.Usage, note.CostMicros = said.Usage, said.Price.Micros(said.Usage)
	if err == nil {
		note.Wanted, err = verdict(said.Text)
	}
	if err != nil {
		note.Failure = failureName(err)
		return false
	}
	return note.Wanted
}

func verdict(text string) (bool, error) {
	switch strings.ToUpper(strings.Trim(text, " \t\r\n.!\"'*")) {
	case "YES":
		return true, nil
	case "NO":
		return false, nil
	}
	return false, errNoVerdict
}
