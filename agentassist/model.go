package agentassist

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/llm"
)

//go:embed prompts/draft.v1.md
var draftPrompt string

// Bounds of what a model is asked and may say.
const (
	modelFrom    = 0.15 // retrieval confidence below which it would only say that it does not know
	modelSources = 8
	modelLines   = 10
	modelTokens  = 400
	lineRunes    = 600
)

var errUnsupported = errors.New("no sentence was supported")

// askModel lets the model draft the answer from the same passages. nil without
// an error means that there is nothing to ask, or that the sources do not help.
func (a *Assistant) askModel(ctx context.Context, s *situation, m *material) (*Suggestion, error) {
	if len(m.passages) == 0 || m.confidence < modelFrom {
		return nil, nil //nolint:nilnil // none is an answer, not an error
	}
	ctx, cancel := context.WithTimeout(ctx, modelTime)
	defer cancel()
	passages := m.bestPassages()
	hidden, secrets := mask.New(), prompt.NewSecrets()
	system, user := s.prompt(passages, hidden, secrets)
	cfg := guard.Config{System: system, Secrets: secrets, Said: s.pending}
	for _, p := range passages {
		cfg.Sources = append(cfg.Sources, guard.Source{Title: p.title, Section: p.section, Text: p.text})
	}
	result, model, err := stream(ctx, budget.Metered{DB: a.DB, Chat: a.Chat, Workspace: s.ref.Workspace}, guard.New(cfg), system, user)
	switch {
	case err != nil:
		return nil, err
	case result.Missed:
		return nil, nil //nolint:nilnil // as above
	case result.Facts == 0:
		return nil, errUnsupported
	}
	one := Suggestion{Label: Answer, Model: model, Text: marks.ReplaceAllString(hidden.Show(result.Text), "")}
	if lead := s.lead(); lead != "" && !apologises.MatchString(one.Text) {
		one.Text = lead + "\n\n" + one.Text
	}
	if asksForKnown(one.Text, s.facts) {
		return nil, errUnsupported
	}
	for _, n := range result.Cited {
		one.cite(passages[n-1])
	}
	one.finish(s.seq)
	return &one, nil
}

// marks are the numbers of sources: they mean nothing once it is sent.
var marks = regexp.MustCompile(` ?\[\d{1,2}\]`)

func stream(ctx context.Context, chat llm.Chat, g *guard.Guard, system, user string) (guard.Result, string, error) {
	cool := float32(0.2)
	req := llm.Request{MaxTokens: modelTokens, Temperature: &cool, Messages: []llm.Message{
		{Role: llm.RoleSystem, Text: system}, {Role: llm.RoleUser, Text: user},
	}}
	model := ""
	finished := false
	for d, err := range chat.Stream(ctx, req) {
		if err != nil {
			return guard.Result{}, "", err
		}
		if _, err := g.Write(d.Text); err != nil {
			return guard.Result{}, "", err
		}
		if d.Finish != "" {
			model, finished = d.Model, d.Finish == llm.FinishStop
		}
	}
	if !finished {
		return guard.Result{}, "", &llm.Error{Reason: llm.Incomplete}
	}
	if _, err := g.Close(); err != nil {
		return guard.Result{}, "", err
	}
	if model == "" {
		model = "unnamed"
	}
	return g.Result(), model, nil
}

// bestPassages are those that were quoted, then the others in their order.
func (m *material) bestPassages() []passage {
	taken := map[int]bool{}
	var out []passage
	for _, g := range m.extracted.Groups {
		if !taken[g.Passage] {
			taken[g.Passage] = true
			out = append(out, m.passages[g.Passage])
		}
	}
	for i, p := range m.passages {
		if !taken[i] {
			out = append(out, p)
		}
	}
	return out[:min(modelSources, len(out))]
}

// prompt puts what other people wrote into the user message only, between
// fences that only this call knows.
func (s *situation) prompt(passages []passage, hidden *mask.Mask, secrets prompt.Secrets) (system, user string) {
	language := "English"
	if s.lang == "zh" {
		language = "Simplified Chinese"
	}
	agent := s.agent
	if agent == "" {
		agent = "an agent"
	}
	system = strings.NewReplacer(
		"{agent}", prompt.Neutral(agent), "{workspace}", prompt.Neutral(s.workspace), "{date}", time.Now().UTC().Format("Monday, 2006-01-02"),
		"{nonce}", secrets.Nonce, "{canary}", secrets.Canary, "{no_answer}", prompt.NoAnswer, "{language}", language,
	).Replace(draftPrompt)
	var b strings.Builder
	fence := func(name, text string) {
		text = strings.ReplaceAll(prompt.Neutral(text), secrets.Nonce, "")
		fmt.Fprintf(&b, "<<%s %s>>\n%s\n<<end %s>>\n\n", name, secrets.Nonce, strings.TrimSpace(text), secrets.Nonce)
	}
	for i, p := range passages {
		fence(fmt.Sprintf("source %d", i+1), p.title+" › "+p.section+"\n"+p.text)
	}
	fence("known", s.known(hidden))
	var talk strings.Builder
	for _, l := range s.lines[max(0, len(s.lines)-modelLines):] {
		fmt.Fprintf(&talk, "(%s) %s\n", l.Role, hidden.Hide(strings.Join(strings.Fields(clip.Line(l.Text, lineRunes)), " ")))
	}
	fence("conversation", talk.String())
	fence("visitor asks", hidden.Hide(s.question.Query()))
	return system, strings.TrimSpace(b.String())
}

func (s *situation) known(hidden *mask.Mask) string {
	var b strings.Builder
	for _, kind := range slices.Sorted(maps.Keys(s.facts)) {
		if kind == handoff.FactTried || kind == handoff.FactWish || kind == handoff.FactDetail {
			continue // the conversation tells them
		}
		if kind == handoff.FactAddress || kind == handoff.FactName {
			fmt.Fprintf(&b, "%s: given\n", kind) // that it is known is enough
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n", kind, hidden.Hide(s.facts[kind]))
	}
	return b.String()
}

// failureName is a short name for why a model's draft was not used.
func failureName(err error) string {
	switch {
	case errors.Is(err, guard.ErrLeak):
		return "leak"
	case errors.Is(err, errUnsupported):
		return "unsupported"
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
	return "failed"
}
