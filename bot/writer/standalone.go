package writer

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Bounds of a rewriting: a visitor waits for it before the search begins.
const (
	rewriteTime   = 4 * time.Second
	rewriteTokens = 120
	rewriteRunes  = 300
)

// errNoQuestion: what the model made of a follow-up is no question to search
// with.
var errNoQuestion = errors.New("not a question that can be searched for")

// Standalone lets the model put a follow-up into a question that stands by
// itself; "" if nothing came of it. Personal data is always hidden, and stays
// hidden in the question.
func (w Writer) Standalone(ctx context.Context, task Task, note *trace.Rewrite) string {
	ctx, cancel := context.WithTimeout(ctx, rewriteTime)
	defer cancel()
	task.MaskPersonal, task.Sources = true, nil
	secrets := prompt.NewSecrets()
	built := prompt.BuildStandalone(task.prompted(secrets, mask.New()))
	chat := budget.Metered{DB: w.DB, Chat: w.Model, Workspace: task.Workspace, Visitor: task.Visitor}
	said, err := llm.Complete(ctx, chat, request(built, rewriteTokens, 0))
	note.Usage, note.CostMicros = said.Usage, said.Price.Micros(said.Usage)
	text := strings.TrimSpace(said.Text)
	if err == nil && !searchable(text, built.User, secrets) {
		err = errNoQuestion
	}
	if err != nil {
		note.Failure = failureName(err)
		return ""
	}
	note.Text = trace.Redact(text)
	return text
}

var figures = regexp.MustCompile(`\d+`)

// searchable reports whether a rewritten question may be searched for: one
// short line about what was spoken of, without addresses, secrets of the
// prompt, or figures that nobody said.
func searchable(text, said string, secrets prompt.Secrets) bool {
	if text == "" || utf8.RuneCountInString(text) > rewriteRunes || strings.ContainsAny(text, "\n\r") ||
		strings.Contains(text, "://") || strings.Contains(text, secrets.Canary) || strings.Contains(text, secrets.Nonce) {
		return false
	}
	for _, f := range figures.FindAllString(text, -1) {
		if !strings.Contains(said, f) {
			return false
		}
	}
	return fromTheTalk(text, said)
}

// fromTheTalk reports whether at least half of a question's words stand in the
// conversation: a rewording may add a synonym, not a subject of its own.
func fromTheTalk(text, said string) bool {
	spoken := make(map[string]bool)
	for _, term := range token.Terms(said) {
		spoken[term.Text] = true
	}
	words, known := 0, 0
	for _, term := range token.Terms(text) {
		if term.Kind == token.Word || term.Kind == token.Code || term.Kind == token.Char {
			words++
			if spoken[term.Text] {
				known++
			}
		}
	}
	return words > 0 && 2*known >= words
}
