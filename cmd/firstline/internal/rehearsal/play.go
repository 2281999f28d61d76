package rehearsal

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/eval"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/timer"
)

// Played is what became of one conversation.
type Played struct {
	Script Script
	// Person: one was called, in the visitor's turn PersonTurn (from 1).
	Person     bool
	PersonTurn int
	Offered    bool
	Resolution conversation.Resolution
	// Missing are the strings that no answer held.
	Missing []string
	Turns   []trace.Turn
	// Sentences of the answers, and those of them that their sources do not carry.
	Sentences   int
	Unsupported []string
}

// play lets the scripted visitor speak, one step after the other.
func (s *stage) play(ctx context.Context, script Script) (Played, error) {
	_, visitor, err := s.accounts.NewVisitor(ctx, s.ws, script.Lang, "")
	if err != nil {
		return Played{}, err
	}
	var c conversation.Conversation
	if err := s.in(ctx, func(tx *postgres.Tx) error {
		c, err = s.conversations.OpenTx(ctx, tx, visitor.ID, script.Lang)
		return err
	}); err != nil {
		return Played{}, err
	}
	p := Played{Script: script}
	turn := 0
	for _, step := range script.Steps {
		if ok, err := s.fits(ctx, c.ID, step.When); err != nil {
			return p, err
		} else if !ok {
			continue
		}
		if step.Say != "" {
			turn++
		}
		if err := s.take(ctx, visitor, c.ID, step); err != nil {
			return p, err
		}
		if !p.Person {
			if p.Person, err = s.waiting(ctx, c.ID); err != nil {
				return p, err
			} else if p.Person {
				p.PersonTurn = turn
			}
		}
	}
	return p, s.look(ctx, c.ID, &p)
}

func (s *stage) take(ctx context.Context, visitor account.Visitor, id uuid.UUID, step Step) error {
	switch {
	case step.Say != "":
		return s.say(ctx, visitor, id, step.Say)
	case step.Thumb != "":
		return s.in(ctx, func(tx *postgres.Tx) error {
			c, err := s.conversations.LockTx(ctx, tx, id)
			if err != nil {
				return err
			}
			return s.bot.Resolutions().ThumbTx(ctx, tx, c, step.Thumb == "up")
		})
	default:
		return s.silence(ctx, id, step.Silence)
	}
}

// say records a message as the front desk does, and has it answered at once.
func (s *stage) say(ctx context.Context, visitor account.Visitor, id uuid.UUID, text string) error {
	err := s.in(ctx, func(tx *postgres.Tx) error {
		done, err := s.conversations.AppendTx(ctx, tx, conversation.Append{
			Conversation: id, Author: conversation.Author{Kind: conversation.ByVisitor, ID: visitor.ID}, Data: conversation.Message{Text: text},
		})
		if err != nil {
			return err
		}
		if done.Before.Stage == conversation.StageResolved {
			if _, err := s.conversations.MoveTx(ctx, tx, conversation.Move{Conversation: id, To: conversation.StageBot, By: conversation.System()}); err != nil {
				return err
			}
		}
		_, err = s.moods.RecordTx(ctx, tx, id, done.Seq, text)
		return err
	})
	if err != nil {
		return err
	}
	return s.bot.Answer(ctx, conversation.Ref{Workspace: s.ws, ID: id})
}

// silence moves the conversation's timers as many minutes forward and fires
// what is due then, one after the other: a check-in sets the next one.
func (s *stage) silence(ctx context.Context, id uuid.UUID, minutes int) error {
	left := minutes * 60
	for left > 0 {
		var due []timer.FireTimer
		err := s.in(ctx, func(tx *postgres.Tx) error {
			var first *int
			err := tx.QueryRow(ctx, `SELECT min(ceil(extract(epoch FROM due_at - app_now())))::int FROM timers WHERE subject_id = $1`, id).Scan(&first)
			if err != nil {
				return fmt.Errorf("read the timers: %w", err)
			}
			step := left
			if first != nil {
				step = min(left, max(1, *first))
			}
			left -= step
			due, err = forwardTx(ctx, tx, id, step)
			return err
		})
		if err != nil {
			return err
		}
		for _, t := range due {
			if _, err := s.timers.Fire(ctx, t); err != nil {
				return err
			}
		}
	}
	return nil
}

func forwardTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, seconds int) ([]timer.FireTimer, error) {
	rows, err := tx.Query(ctx, `WITH moved AS (
		UPDATE timers SET due_at = due_at - make_interval(secs => $2), next_at = next_at - make_interval(secs => $2)
		WHERE subject_id = $1 RETURNING kind, version, due_at
	) SELECT kind, version FROM moved WHERE due_at <= app_now()`, id, seconds)
	if err != nil {
		return nil, fmt.Errorf("move the timers: %w", err)
	}
	defer rows.Close()
	var due []timer.FireTimer
	for rows.Next() {
		t := timer.FireTimer{Workspace: tx.Workspace(), Subject: id}
		if err := rows.Scan(&t.TimerKind, &t.Version); err != nil {
			return nil, err
		}
		due = append(due, t)
	}
	return due, rows.Err()
}

// fits reports whether the bot's last word is what a step waits for.
func (s *stage) fits(ctx context.Context, id uuid.UUID, when string) (bool, error) {
	if when == "" {
		return true, nil
	}
	want, not := strings.CutPrefix(when, "!")
	last, err := s.lastWord(ctx, id)
	return (last == want) != not, err
}

func (s *stage) lastWord(ctx context.Context, id uuid.UUID) (word string, err error) {
	err = s.in(ctx, func(tx *postgres.Tx) error {
		events, err := s.conversations.MessagesTx(ctx, tx, id, 10)
		if err != nil || len(events) == 0 {
			return err
		}
		e := events[len(events)-1]
		m, err := conversation.MessageOf(e)
		if err != nil {
			return err
		}
		outcomes, err := trace.OpenTx(ctx, tx, id)
		switch {
		case m.Offer:
			word = "offer"
		case m.Line == "check_in":
			word = "check_in"
		case outcomes[e.Seq] == trace.Clarified:
			word = "question"
		}
		return err
	})
	return word, err
}

func (s *stage) waiting(ctx context.Context, id uuid.UUID) (yes bool, err error) {
	err = s.in(ctx, func(tx *postgres.Tx) error {
		c, err := s.conversations.GetTx(ctx, tx, id)
		yes = c.Stage == conversation.StageWaiting
		return err
	})
	return yes, err
}

// look reads what became of the conversation.
func (s *stage) look(ctx context.Context, id uuid.UUID, p *Played) error {
	return s.in(ctx, func(tx *postgres.Tx) error {
		c, err := s.conversations.GetTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if p.Resolution = c.Resolution; p.Resolution == conversation.Open {
			p.Resolution = conversation.Unsettled
		}
		if p.Turns, err = trace.OfConversationTx(ctx, tx, id); err != nil {
			return err
		}
		events, err := s.conversations.MessagesTx(ctx, tx, id, 200)
		if err != nil {
			return err
		}
		return p.read(events)
	})
}

// read holds the bot's words against what they cite and what they must hold.
func (p *Played) read(events []*conversation.Event) error {
	var all strings.Builder
	for _, e := range events {
		m, err := conversation.MessageOf(e)
		if err != nil {
			return err
		}
		if e.Author.Kind != conversation.ByBot || m.Line != "" {
			continue
		}
		p.Offered = p.Offered || m.Offer
		all.WriteString(strings.ToLower(m.Text) + "\n")
		if p.answered(e.Seq) {
			n, unsupported := eval.Grounded(m.Text, m.Sources)
			p.Sentences += n
			p.Unsupported = append(p.Unsupported, unsupported...)
		}
	}
	for _, want := range p.Script.MustContain {
		if !strings.Contains(all.String(), strings.ToLower(want)) {
			p.Missing = append(p.Missing, want)
		}
	}
	return nil
}

func (p *Played) answered(seq int64) bool {
	for _, t := range p.Turns {
		if t.MessageSeq == seq {
			return t.Outcome == trace.Answered
		}
	}
	return false
}
