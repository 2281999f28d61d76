package agentassist

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/agentassist/internal/db"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/sentiment"
)

// transcriptLines is how many messages back a draft looks.
const transcriptLines = 40

// pendingLines bounds what counts as "since the last reply": an answer to a
// flood of messages is an answer to the last of them.
const pendingLines = 6

// situation is what a draft is made for.
type situation struct {
	ref conversation.Ref
	// seq is the visitor message to reply to, the last one.
	seq         int64
	lang        string
	number      int64
	visitor     string // name as far as it is known
	agent       string
	workspace   string
	lines       []handoff.Line
	history     []talk.Line
	pending     string // what the visitor said since somebody last replied
	question    talk.Standalone
	facts       map[handoff.FactKind]string
	mood        sentiment.Mood
	prepared    *prepared
	nothingToDo bool
}

// read loads the situation in one transaction, and understands it after that:
// reading texts takes milliseconds, which no connection should be held for.
func (a *Assistant) read(ctx context.Context, ref conversation.Ref) (situation, error) {
	s := situation{ref: ref}
	var events []*conversation.Event
	err := a.DB.InWorkspace(ctx, ref.Workspace, func(tx *postgres.Tx) error {
		s = situation{ref: ref}
		row, err := db.New(tx).Situation(ctx, db.SituationParams{WorkspaceID: ref.Workspace, ID: ref.ID})
		if errors.Is(err, pgx.ErrNoRows) {
			return conversation.ErrNotFound
		}
		if err != nil {
			return wrap("read situation", err)
		}
		stage := conversation.Stage(row.Stage)
		held := stage == conversation.StagePerson || stage == conversation.StageWaiting
		if !held || row.AssistOff || row.DraftedSeq >= row.LastVisitorSeq {
			s.nothingToDo = true
			return nil
		}
		s.seq, s.lang, s.number = row.LastVisitorSeq, row.Lang, row.Number
		s.visitor, s.agent, s.workspace = row.VisitorName, row.AgentName, row.WorkspaceName
		if s.mood, err = a.Moods.LatestTx(ctx, tx, ref.ID); err != nil {
			return err
		}
		if s.prepared, err = a.preparedTx(ctx, tx, s.lang); err != nil {
			return err
		}
		events, err = a.Conversations.MessagesTx(ctx, tx, ref.ID, transcriptLines)
		return err
	})
	if err != nil || s.nothingToDo {
		return s, err
	}
	return s, s.understand(events)
}

// understand reads the transcript: what was said, what is known, what is asked.
func (s *situation) understand(events []*conversation.Event) error {
	var said []*conversation.Event
	for _, e := range events {
		if e.Seq > s.seq {
			break
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return err
		}
		if m.Line != "" {
			continue // "you are second in the queue" is no part of the talk
		}
		said = append(said, e)
		line := talk.Line{Visitor: e.Author.Kind == conversation.ByVisitor, Text: m.Text}
		for _, src := range m.Cited() {
			line.Titles = append(line.Titles, src.Title)
		}
		s.history = append(s.history, line)
	}
	lines, err := handoff.LinesOf(said)
	if err != nil {
		return err
	}
	s.lines = lines
	first := len(lines)
	for first > 0 && len(lines)-first < pendingLines && lines[first-1].Role == handoff.RoleVisitor {
		first--
	}
	s.facts = map[handoff.FactKind]string{}
	for _, f := range handoff.FactsOf(lines) {
		if !f.Superseded {
			s.facts[f.Kind] = f.Value
		}
	}
	if s.visitor == "" {
		s.visitor = s.facts[handoff.FactName]
	}
	s.ask(first)
	return nil
}

// ask settles which question the suggestions answer: what the visitor said
// since the last reply or, where that says nothing of the matter ("a human
// please"), what the conversation is about.
func (s *situation) ask(first int) {
	var parts []string
	for _, l := range s.lines[first:] {
		if talk.SmallTalk(l.Text) == talk.None {
			parts = append(parts, l.Text)
		}
	}
	s.pending = strings.Join(parts, "\n")
	now, _ := handoff.MatterOf(s.lines[first:])
	if now.Text != "" && s.pending != "" {
		s.question = talk.Resolve(s.history[:first], s.pending)
		if s.question.Topic == "" && s.replies(first) {
			// By itself "yes, about 3 cm" would find whatever says so.
			if matter, _ := handoff.MatterOf(s.lines[:first]); matter.Text != "" {
				s.question = talk.Standalone{Text: matter.Text + " " + s.pending, Topic: matter.Text}
			}
		}
		return
	}
	issue, open := handoff.MatterOf(s.lines)
	s.question = talk.Standalone{Text: open.Text}
	if issue.Text != open.Text {
		s.question.Topic = issue.Text
	}
	if s.pending == "" {
		s.pending = issue.Text
	}
}

// shortAnswer is how many words that name something an answer to a question of
// ours has at most; whoever says more, says what it is about.
const shortAnswer = 6

// replies reports whether the visitor's words are a short reply to an agent's, which
// leaves out what it is about.
func (s *situation) replies(first int) bool {
	if first == 0 || strings.ContainsAny(s.pending, "?？") || contentTerms(s.pending) > shortAnswer {
		return false
	}
	before := s.lines[first-1]
	return before.Role == handoff.RoleAgent
}

// upset reports whether words of comfort are due.
func (s *situation) upset() bool {
	return s.mood.Level == sentiment.Angry || s.mood.Level == sentiment.Upset
}
