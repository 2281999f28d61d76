package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/demo"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// talk is one written conversation on its way into the database.
type talk struct {
	*seeder
	demo.Conversation
	tx      *postgres.Tx
	visitor account.Visitor
	id      uuid.UUID
	at      time.Time // of the message to come
}

func (s *seeder) talk(ctx context.Context, c demo.Conversation, began time.Time) error {
	_, v, err := s.accounts.NewVisitor(ctx, s.workspace, c.Lang, c.Visitor.Page)
	if err != nil {
		return err
	}
	return s.db.InWorkspace(ctx, s.workspace, func(tx *postgres.Tx) error {
		t := &talk{seeder: s, Conversation: c, tx: tx, visitor: v, at: began}
		return t.run(ctx)
	})
}

func (t *talk) run(ctx context.Context) error {
	if _, err := t.accounts.UpdateVisitorTx(ctx, t.tx, t.visitor.ID, account.VisitorUpdate{
		Name: &t.Visitor.Name, Email: &t.Visitor.Email,
	}); err != nil {
		return err
	}
	opened, err := t.conversations.OpenTx(ctx, t.tx, t.visitor.ID, t.Lang)
	if err != nil {
		return err
	}
	t.id = opened.ID
	for _, m := range t.Messages {
		t.at = t.at.Add(m.After)
		if err := t.message(ctx, m); err != nil {
			return fmt.Errorf("message %d: %w", m.Seq, err)
		}
	}
	return t.end(ctx)
}

func (t *talk) message(ctx context.Context, m demo.Message) error {
	if m.By == demo.ByAgent {
		if err := t.take(ctx); err != nil {
			return err
		}
	}
	seq, err := t.say(ctx, m)
	if err != nil || m.By != demo.ByVisitor {
		return err
	}
	if m.Miss != "" {
		if err := gap.NoteTx(ctx, t.tx, gap.Asked{Conversation: t.id, Seq: seq, Lang: t.Lang, Text: m.Text, Outcome: gap.Outcome(m.Miss)}); err != nil {
			return err
		}
		if err := t.backdate(ctx); err != nil {
			return err
		}
	}
	if _, err := t.moods.RecordTx(ctx, t.tx, t.id, seq, m.Text); err != nil {
		return err
	}
	if t.Handoff == nil || t.Handoff.Seq != m.Seq {
		return nil
	}
	c, err := t.conversations.GetTx(ctx, t.tx, t.id)
	if err != nil {
		return err
	}
	d, err := t.decide(ctx, seq)
	if err != nil {
		return err
	}
	if err := t.queue.RecordDecisionTx(ctx, t.tx, handoff.Entry{Conversation: t.id, Seq: seq, Decision: d}); err != nil {
		return err
	}
	request := handoff.Request{Conversation: c, Decision: d}
	if team, ok := t.teams[t.Team]; ok {
		request.Team = &team.ID
	}
	if err := t.queue.RequestTx(ctx, t.tx, request); err != nil {
		return err
	}
	return t.backdate(ctx)
}

// decide is what the bot would have made of the visitor's words. Where they alone
// bring no person, the visitor pressed the button.
func (t *talk) decide(ctx context.Context, seq int64) (handoff.Decision, error) {
	messages, err := t.conversations.MessagesTx(ctx, t.tx, t.id, len(t.Messages))
	if err != nil {
		return handoff.Decision{}, err
	}
	lines, err := handoff.LinesOf(messages)
	if err != nil {
		return handoff.Decision{}, err
	}
	reason := handoff.Reason(t.Handoff.Reason)
	d := handoff.Decide(handoff.Signals{Lines: lines, Lang: t.Lang, Stage: string(conversation.StageBot)})
	if d.Kind == handoff.Handover && d.Reason == reason {
		return d, nil
	}
	rule := "button.person"
	if reason == handoff.ReasonAcceptedOffer {
		rule = "button.offer"
	}
	return handoff.Decision{
		Kind: handoff.Handover, Reason: reason, Rule: rule, Confidence: 1, Evidence: handoff.Evidence{Seq: seq, Quote: t.Handoff.Quote},
	}, nil
}

func (t *talk) say(ctx context.Context, m demo.Message) (int64, error) {
	a := conversation.Append{Conversation: t.id}
	switch m.By {
	case demo.ByVisitor:
		a.Author = conversation.Author{Kind: conversation.ByVisitor, ID: t.visitor.ID}
	case demo.ByBot:
		a.Author = conversation.Bot()
	case demo.ByAgent:
		a.Author = t.agents[t.Agent].author()
	}
	message := conversation.Message{Text: m.Text, Offer: m.Offer}
	for i, slug := range m.Sources {
		source, err := t.source(ctx, slug)
		if err != nil {
			return 0, err
		}
		source.Number = i + 1
		message.Sources = append(message.Sources, source)
	}
	a.Data = message
	if m.Note {
		a.Data = conversation.Note{Text: m.Text}
	}
	done, err := t.conversations.AppendTx(ctx, t.tx, a)
	if err != nil {
		return 0, err
	}
	return done.Seq, t.backdate(ctx)
}

func (t *talk) source(ctx context.Context, slug string) (s conversation.Source, err error) {
	err = t.tx.QueryRow(ctx, `SELECT id, title FROM articles WHERE workspace_id = $1 AND lang = $2 AND slug = $3`,
		t.workspace, t.Lang, slug).Scan(&s.ArticleID, &s.Title)
	return s, err
}

// take gives the conversation to its agent before their first word.
func (t *talk) take(ctx context.Context) error {
	c, err := t.conversations.GetTx(ctx, t.tx, t.id)
	if err != nil || c.Stage == conversation.StagePerson {
		return err
	}
	agent := t.agents[t.Agent]
	if err := t.queue.CloseTx(ctx, t.tx, c, &agent.id); err != nil {
		return err
	}
	if _, err := t.conversations.MoveTx(ctx, t.tx, conversation.Move{
		Conversation: t.id, To: conversation.StagePerson, Agent: agent.ref(), By: agent.author(),
	}); err != nil {
		return err
	}
	return t.backdate(ctx)
}

// end brings the conversation to its written stage.
func (t *talk) end(ctx context.Context) error {
	c, err := t.conversations.GetTx(ctx, t.tx, t.id)
	if err != nil {
		return err
	}
	t.at = t.at.Add(time.Minute)
	switch t.Stage {
	case demo.Resolved:
		by := conversation.System()
		if agent, ok := t.agents[t.Agent]; ok {
			by = agent.author()
		}
		if err := t.queue.CloseTx(ctx, t.tx, c, nil); err != nil {
			return err
		}
		if _, err := t.conversations.MoveTx(ctx, t.tx, conversation.Move{Conversation: t.id, To: conversation.StageResolved, By: by}); err != nil {
			return err
		}
		if c, err = t.conversations.GetTx(ctx, t.tx, t.id); err == nil && t.Rating != nil {
			err = t.conversations.RateTx(ctx, t.tx, c, conversation.Rated{Score: t.Rating.Score, Comment: t.Rating.Comment})
		}
		if err != nil {
			return err
		}
	case demo.InPerson:
		if err := t.take(ctx); err != nil {
			return err
		}
	case demo.Waiting, demo.BotStage:
	}
	// No turn is owed for what was written in the past.
	_, err = t.tx.Exec(ctx, `UPDATE conversations SET answered_seq = last_visitor_seq, created_at = $3, resolved_at = CASE WHEN resolved_at IS NOT NULL THEN $4::timestamptz END
		WHERE workspace_id = $1 AND id = $2`, t.workspace, t.id, time.Now().UTC().Add(-t.Ago), t.at)
	if err != nil {
		return err
	}
	if err := t.backdate(ctx); err != nil {
		return err
	}
	return t.count(ctx)
}

// count sets the deadlines anew by the written times: while the conversation
// was replayed they were counted by the clock of the moment.
func (t *talk) count(ctx context.Context) error {
	for _, sql := range []string{
		`DELETE FROM sla_clocks WHERE workspace_id = $1 AND conversation_id = $2`,
		`DELETE FROM sla_cases WHERE workspace_id = $1 AND conversation_id = $2`,
		`DELETE FROM timers WHERE workspace_id = $1 AND subject_id = $2 AND kind = 'deadline'`,
	} {
		if _, err := t.tx.Exec(ctx, sql, t.workspace, t.id); err != nil {
			return fmt.Errorf("forget deadlines: %w", err)
		}
	}
	if t.Stage != demo.Resolved {
		if err := t.queue.Deadlines.TouchTx(ctx, t.tx, t.id); err != nil {
			return err
		}
		// A deadline that passed did so when it was due, whenever that is told.
		if _, err := t.tx.Exec(ctx, `UPDATE events SET at = greatest((data ->> 'due_at')::timestamptz, $3)
			WHERE workspace_id = $1 AND conversation_id = $2 AND kind = 'deadline.missed' AND at >= app_now() - interval '1 second'`,
			t.workspace, t.id, t.at); err != nil {
			return fmt.Errorf("date missed deadlines: %w", err)
		}
		return t.backdate(ctx) // what else it found is of then as well
	}
	// What ended before there was a clock, as the clocks would have found it.
	_, err := t.tx.Exec(ctx, `INSERT INTO sla_clocks (workspace_id, id, conversation_id, goal, team_id, started_at, spent_s, target_s, missed_at, ended_at, outcome)
		SELECT $1, gen_random_uuid(), $2, done.goal, h.team_id, h.requested_at, done.spent, done.target,
			CASE WHEN done.spent > done.target THEN h.requested_at + make_interval(secs => done.target) END,
			h.requested_at + make_interval(secs => done.spent), CASE WHEN done.spent > done.target THEN 'late' ELSE 'met' END
		FROM handoffs h JOIN conversations c ON c.workspace_id = h.workspace_id AND c.id = h.conversation_id
		CROSS JOIN LATERAL (SELECT min(e.at) AS at FROM events e WHERE e.workspace_id = $1 AND e.conversation_id = $2
			AND e.kind = 'message.added' AND e.author_kind = 'agent') reply
		CROSS JOIN LATERAL (SELECT p.* FROM sla_policies p WHERE p.workspace_id = $1 AND (p.team_id IS NULL OR p.team_id = h.team_id)
			ORDER BY p.team_id NULLS LAST LIMIT 1) policy
		CROSS JOIN LATERAL (VALUES
			('first_reply', extract(epoch FROM reply.at - h.requested_at)::float8, (policy.first_reply -> 'minutes' ->> 0)::int * 60),
			('resolution', extract(epoch FROM c.resolved_at - h.requested_at)::float8, (policy.resolution -> 'minutes' ->> 0)::int * 60)
		) done (goal, spent, target)
		WHERE h.workspace_id = $1 AND h.conversation_id = $2 AND done.spent >= 0`, t.workspace, t.id)
	if err != nil {
		return fmt.Errorf("count deadlines: %w", err)
	}
	return nil
}

// backdate moves what was recorded just now to its written time.
func (t *talk) backdate(ctx context.Context) error {
	for _, sql := range []string{
		`UPDATE events SET at = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND at >= app_now() - interval '1 second' AND at > $3`,
		`UPDATE asked_questions SET at = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND at >= app_now() - interval '1 second' AND at > $3`,
		`UPDATE moods SET at = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND at >= app_now() - interval '1 second' AND at > $3`,
		`UPDATE handoffs SET requested_at = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND requested_at >= app_now() - interval '1 second' AND requested_at > $3`,
		`UPDATE decisions SET at = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND at >= app_now() - interval '1 second' AND at > $3`,
		`UPDATE conversations SET last_at = $3, waiting_since = CASE WHEN waiting_since >= app_now() - interval '1 second' THEN $3 ELSE waiting_since END
			WHERE workspace_id = $1 AND id = $2`,
	} {
		if _, err := t.tx.Exec(ctx, sql, t.workspace, t.id, t.at); err != nil {
			return fmt.Errorf("backdate: %w", err)
		}
	}
	return nil
}
