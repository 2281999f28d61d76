package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
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
	if t.bot.Model == nil || !t.settings.UseModel || len(t.found.passages) == 0 || t.found.confidence < modelFrom {
		return reply{}, false
	}
	ctx, cancel := context.WithDeadline(ctx, t.begun.Add(answerBy))
	defer cancel()
	secrets := prompt.NewSecrets()
	m := mask.New()
	built := t.prompt(secrets, m)
	t.trace.Model = &ModelTrace{Prompt: built.Version}
	result, err := t.stream(ctx, built, secrets, m)
	said := result.Text != ""
	t.trace.Model.Dropped, t.trace.Model.Masked = result.Dropped, m.Counts()
	switch {
	case err != nil:
		t.trace.Model.Failure = failureName(err)
	case result.Missed:
		t.void = said
		return reply{outcome: Missed}, true
	case result.Facts == 0:
		t.trace.Model.Failure = failureName(errNothingLeft)
	default:
		return t.written(result, m), true
	}
	t.void = said
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

// house joins what the admin says in plain words: about answers, and about when
// to bring a person in.
func (t *turn) house() string {
	return strings.TrimSpace(t.settings.House + "\n" + t.around.Guidance)
}

// stream asks the model and shows each sentence that passes the checks.
func (t *turn) stream(ctx context.Context, built prompt.Built, secrets prompt.Secrets, m *mask.Mask) (guard.Result, error) {
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
		text, err := g.Write(d.Text)
		if err != nil {
			return g.Result(), err
		}
		t.show(m.Show(text))
		if d.Finish != "" {
			t.trace.Model.Name, t.trace.Model.Usage = d.Model, d.Usage
			finished = d.Finish == llm.FinishStop
		}
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
	case errors.Is(err, context.DeadlineExceeded):
		return string(llm.Slow)
	}
	if reason := llm.ReasonOf(err); reason != "" {
		return string(reason)
	}
	return strings.ToLower(fmt.Sprintf("%T", err))
}
