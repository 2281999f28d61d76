package writer

import (
	"context"
	"errors"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/llm"
)

// answerTokens bounds a model's answer: the prompt asks for 80 words, and
// Chinese takes up to two tokens a character.
const answerTokens = 500

// errNothingLeft: no sentence of a reply passed the checks.
var errNothingLeft = errors.New("no sentence was supported")

// Answer is what a model made of a question.
type Answer struct {
	// Text is what passed the checks; Cited are the numbers of its sources, in
	// the order of their citations.
	Text  string
	Cited []int
	// OK: the answer may stand, or Missed: the model finds none in the sources.
	OK, Missed bool
	// Void: something was shown that does not stand.
	Void bool
}

// Answer lets the model answer and shows each sentence that passes the checks.
// note is kept up from the beginning, so that it tells of a call that was cut
// off as well.
func (w Writer) Answer(ctx context.Context, task Task, note *trace.Model, show func(text string)) Answer {
	secrets, m := prompt.NewSecrets(), mask.New()
	built := prompt.Build(task.prompted(secrets, m))
	note.Prompt = built.Version
	bill, refused := w.reserve(ctx, task, built)
	if refused != budget.None {
		note.Failure = string(refused)
		return Answer{}
	}
	said := &said{}
	result, err := w.stream(ctx, task, asked{built: built, secrets: secrets, mask: m, said: said}, show)
	w.settle(ctx, task, bill, note, built, said)
	note.Sent = trace.Redact(built.System+"\n\n"+built.User, secrets.Nonce, secrets.Canary)
	note.Said = trace.Redact(said.text.String(), secrets.Nonce, secrets.Canary)
	note.Dropped, note.Masked = redacted(result.Dropped), m.Counts()
	shown := result.Text != ""
	switch {
	case err != nil:
		note.Failure = failureName(err)
	case result.Missed:
		return Answer{OK: true, Missed: true, Void: shown}
	case result.Facts == 0:
		note.Failure = failureName(errNothingLeft)
	default:
		return Answer{OK: true, Text: m.Show(result.Text), Cited: result.Cited}
	}
	return Answer{Void: shown}
}

// asked is a prompt on its way to a model.
type asked struct {
	built   prompt.Built
	secrets prompt.Secrets
	mask    *mask.Mask
	said    *said
}

func (w Writer) stream(ctx context.Context, task Task, a asked, show func(string)) (guard.Result, error) {
	cfg := guard.Config{System: a.built.System, Secrets: a.secrets, Said: task.Question, Hosts: task.LinkHosts}
	for _, s := range task.sources(a.mask) {
		cfg.Sources = append(cfg.Sources, guard.Source{Title: s.Title, Section: s.Section, Text: s.Text})
	}
	g := guard.New(cfg)
	finished := false
	for d, err := range w.Model.Stream(ctx, request(a.built, answerTokens, 0.1)) {
		if err != nil {
			return g.Result(), err
		}
		a.said.note(d)
		text, err := g.Write(d.Text)
		if err != nil {
			return g.Result(), err
		}
		show(a.mask.Show(text))
		finished = d.Finish == llm.FinishStop
	}
	if !finished {
		return g.Result(), &llm.Error{Reason: llm.Incomplete}
	}
	text, err := g.Close()
	if err != nil {
		return g.Result(), err
	}
	show(a.mask.Show(text))
	return g.Result(), nil
}

func request(built prompt.Built, tokens int, temperature float32) llm.Request {
	return llm.Request{MaxTokens: tokens, Temperature: &temperature, Messages: []llm.Message{
		{Role: llm.RoleSystem, Text: built.System}, {Role: llm.RoleUser, Text: built.User},
	}}
}
