package bot

import (
	"context"
	"strings"

	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/bot/writer"
	"github.com/firstlinehq/firstline/handoff"
)

// writer is what asks the model, if there is one and the workspace wants it.
func (t *turn) writer() (w writer.Writer, ready bool) {
	w = writer.Writer{DB: t.bot.DB, Model: t.bot.Model}
	return w, t.settings.UseModel && w.Ready()
}

// task is what a model is asked about.
func (t *turn) task() writer.Task {
	task := writer.Task{
		Turn: t.id, Workspace: t.claim.Workspace, Visitor: t.claim.Visitor, Lang: t.lang, Question: t.lines.Pending(), History: t.lines.History(),
		Brand: t.settings.Brand, Instructions: t.instructions(), MaskPersonal: t.settings.MaskPersonal, LinkHosts: t.settings.LinkHosts,
	}
	task.Sources, task.Personal = append(task.Sources, t.findings...), len(t.findings)
	for _, p := range t.found.Passages {
		task.Sources = append(task.Sources, prompt.Source{Title: p.Title, Section: p.Section, Text: p.Text})
	}
	return task
}

// instructions joins what the admin says in plain words, about answers and about
// when to bring a person in, with the tone that the visitor's mood asks for.
func (t *turn) instructions() string {
	return strings.TrimSpace(t.settings.Voice + "\n" + t.around.Guidance + "\n" + t.tone.Guidance())
}

// askModel lets the model answer. ok is false when it did not, for whatever
// reason; what it said by then has been noted as void by the next thing shown.
func (t *turn) askModel(ctx context.Context) (r reply, ok bool) {
	w, ready := t.writer()
	if !ready || len(t.findings) == 0 && (len(t.found.Passages) == 0 || t.found.Confidence < modelFrom) {
		return reply{}, false
	}
	ctx, cancel := context.WithDeadline(ctx, t.begun.Add(answerBy))
	defer cancel()
	t.trace.Model = &trace.Model{}
	a := w.Answer(ctx, t.task(), t.trace.Model, t.show)
	if a.Void {
		t.screen.Void()
	}
	switch {
	case a.Missed:
		return reply{outcome: Missed}, true
	case !a.OK:
		return reply{}, false
	}
	r = reply{text: a.Text, outcome: Answered, mode: ByModel}
	for i, n := range a.Cited {
		if n <= len(t.findings) {
			r.sources = append(r.sources, finding(i+1, t.findings[n-1]))
			continue
		}
		n -= len(t.findings)
		p := t.found.Passages[n-1]
		r.sources = append(r.sources, p.Source(i+1, p.Text))
		t.cite(n - 1)
	}
	return r, true
}

// settlePerson lets a model say whether a person is wanted, where the local
// decision is unsure. It may bring one in and never keep one away.
func (t *turn) settlePerson(ctx context.Context) {
	w, ready := t.writer()
	if !ready || !t.decision.Unsure || t.waiting() {
		return
	}
	t.trace.Person = &trace.Person{}
	wanted := w.WantsPerson(ctx, t.task(), t.trace.Person)
	if t.trace.Person.Failure == "" {
		t.decision = handoff.Settle(t.decision, wanted)
	}
}

// rewrite lets a model put a follow-up into a question that stands by itself,
// if the workspace wants that. Whatever goes wrong leaves the question as it
// is, with the topic carried over.
func (t *turn) rewrite(ctx context.Context) {
	w, ready := t.writer()
	if !ready || !t.question.FollowUp || !t.settings.Rewrite || t.trace.Refused != "" {
		return
	}
	t.trace.Rewrite = &trace.Rewrite{}
	text := w.Standalone(ctx, t.task(), t.trace.Rewrite)
	if text == "" {
		return
	}
	t.question = talk.Standalone{Text: transcript.WithoutPersonal(text), FollowUp: true}
	t.trace.Refused = t.settings.Refused(text)
}
