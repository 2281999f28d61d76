package writer

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/llm"
)

// Bounds of a choice: a visitor waits for it before the answer begins.
const (
	chooseTime   = 10 * time.Second
	chooseTokens = 300
	// MostWishes is how many actions one turn may call.
	MostWishes = 3
)

// errBadCall: the model asks for a tool in a form that is none.
var errBadCall = errors.New("not a usable tool call")

// Wish is an action that the model would like to have done. Both are its
// words: whether that may be is not decided here.
type Wish struct {
	Name      string
	Arguments map[string]any
}

// Choose lets the model choose among tools by what the visitor has written. It
// sees no article: no text but the visitor's can ask for a call, and no answer
// of a call can ask for another.
func (w Writer) Choose(ctx context.Context, task Task, tools []llm.Tool, note *trace.Actions) []Wish {
	ctx, cancel := context.WithTimeout(ctx, chooseTime)
	defer cancel()
	secrets, m := prompt.NewSecrets(), mask.New()
	built := prompt.BuildChoose(task.prompted(secrets, m), MostWishes)
	note.Prompt = built.Version
	req := request(built, chooseTokens, 0)
	req.Tools = tools
	chat := budget.Metered{DB: w.DB, Chat: w.Model, Workspace: task.Workspace, Visitor: task.Visitor}
	said, err := llm.Complete(ctx, chat, req)
	note.Usage, note.CostMicros = said.Usage, said.Price.Micros(said.Usage)
	if err != nil {
		note.Failure = failureName(err)
		return nil
	}
	var wishes []Wish
	for _, call := range said.ToolCalls {
		if len(wishes) == MostWishes {
			note.Dropped++
			continue
		}
		wish, err := wished(call, m)
		if err != nil {
			note.Failure = failureName(err)
			continue
		}
		wishes = append(wishes, wish)
	}
	return wishes
}

// wished reads a call. Marks of hidden data become the data again: the model
// has only seen the marks.
func wished(call llm.ToolCall, m *mask.Mask) (Wish, error) {
	w := Wish{Name: call.Name, Arguments: map[string]any{}}
	if strings.TrimSpace(call.Arguments) == "" {
		return w, nil
	}
	d := json.NewDecoder(strings.NewReader(call.Arguments))
	d.UseNumber()
	if err := d.Decode(&w.Arguments); err != nil || d.More() || w.Arguments == nil {
		return Wish{}, errBadCall
	}
	for name, value := range w.Arguments {
		if text, ok := value.(string); ok {
			w.Arguments[name] = m.Show(text)
		}
	}
	return w, nil
}
