package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm"
)

// answerTokens bounds a model's answer: the prompt asks for 80 words, and
// Chinese takes up to two tokens a character.
const answerTokens = 500

// errNothingLeft: no sentence of a reply passed the checks.
var errNothingLeft = errors.New("no sentence was supported")

// askModel lets the model answer. ok is false when it did not, for whatever
// reason; what it said by then has been noted as void by the next thing shown.
func (t *turn) askModel(ctx context.Context) (r reply, ok bool) {
	if !llm.Ready(t.bot.Model) || !t.settings.UseModel || len(t.found.passages) == 0 || t.found.confidence < modelFrom {
		return reply{}, false
	}
	ctx, cancel := context.WithDeadline(ctx, t.begun.Add(answerBy))
	defer cancel()
	secrets := prompt.NewSecrets()
	m := mask.New()
	built := t.prompt(secrets, m)
	note := &trace.Model{Prompt: built.Version}
	t.trace.Model = note
	bill, refused := t.reserve(ctx, built)
	if refused != budget.None {
		note.Failure = string(refused)
		return reply{}, false
	}
	said := &said{}
	result, err := t.stream(ctx, built, secrets, m, said)
	t.settle(ctx, bill, built, said)
	note.Sent = trace.Redact(built.System+"\n\n"+built.User, secrets.Nonce, secrets.Canary)
	note.Said = trace.Redact(said.text.String(), secrets.Nonce, secrets.Canary)
	shown := result.Text != ""
	note.Dropped, note.Masked = redacted(result.Dropped), m.Counts()
	switch {
	case err != nil:
		note.Failure = failureName(err)
	case result.Missed:
		t.void = shown
		return reply{outcome: Missed}, true
	case result.Facts == 0:
		note.Failure = failureName(errNothingLeft)
	default:
		return t.written(result, m), true
	}
	t.void = shown
	return reply{}, false
}

// written is the model's answer with the sources it cites.
func (t *turn) written(result guard.Result, m *mask.Mask) reply {
	r := reply{text: m.Show(result.Text), outcome: Answered, mode: ByModel}
	for i, n := range result.Cited {
		p := t.found.passages[n-1]
		r.sources = append(r.sources, conversation.Source{
			Number: i + 1, ArticleID: p.article, Title: p.title, Section: p.section, Anchor: p.anchor, Quote: p.text,
		})
		t.cite(n - 1)
	}
	return r
}

func (t *turn) prompt(secrets prompt.Secrets, m *mask.Mask) prompt.Built {
	hide := m.Hide
	if !t.settings.MaskPersonal {
		hide = func(s string) string { return s }
	}
	brand := t.settings.Brand
	if brand == "" {
		brand = "this company"
	}
	a := prompt.Answer{
		Workspace: brand, House: t.house(), Lang: t.lang, Now: time.Now(), Secrets: secrets,
		Question: hide(t.pendingText()),
	}
	for _, p := range t.found.passages {
		a.Sources = append(a.Sources, prompt.Source{Title: p.title, Section: p.section, Text: p.text})
	}
	for _, l := range t.lines {
		if !l.pending && !l.fixed {
			a.History = append(a.History, prompt.Line{Visitor: l.by == conversation.ByVisitor, Text: hide(l.text)})
		}
	}
	return prompt.Build(a)
}

// house joins what the admin says in plain words, about answers and about when
// to bring a person in, with the tone that the visitor's mood asks for.
func (t *turn) house() string {
	return strings.TrimSpace(t.settings.House + "\n" + t.around.Guidance + "\n" + t.tone.Guidance())
}

// stream asks the model and shows each sentence that passes the checks.
func (t *turn) stream(ctx context.Context, built prompt.Built, secrets prompt.Secrets, m *mask.Mask, said *said) (guard.Result, error) {
	cfg := guard.Config{System: built.System, Secrets: secrets, Said: t.pendingText(), Hosts: t.settings.LinkHosts}
	for _, p := range t.found.passages {
		cfg.Sources = append(cfg.Sources, guard.Source{Title: p.title, Section: p.section, Text: p.text})
	}
	g := guard.New(cfg)
	cool := float32(0.1)
	req := llm.Request{MaxTokens: answerTokens, Temperature: &cool, Messages: []llm.Message{
		{Role: llm.RoleSystem, Text: built.System}, {Role: llm.RoleUser, Text: built.User},
	}}
	finished := false
	for d, err := range t.bot.Model.Stream(ctx, req) {
		if err != nil {
			return g.Result(), err
		}
		said.note(d)
		text, err := g.Write(d.Text)
		if err != nil {
			return g.Result(), err
		}
		t.show(m.Show(text))
		finished = d.Finish == llm.FinishStop
	}
	if !finished {
		return g.Result(), &llm.Error{Reason: llm.Incomplete}
	}
	text, err := g.Close()
	if err != nil {
		return g.Result(), err
	}
	t.show(m.Show(text))
	return g.Result(), nil
}

// failureName is a short, stable name for why a model's reply was not used.
func failureName(err error) string {
	switch {
	case errors.Is(err, guard.ErrLeak):
		return "leak"
	case errors.Is(err, errNothingLeft):
		return "unsupported"
	case errors.Is(err, errNoQuestion):
		return "no_question"
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
