package agentassist

import (
	"context"
	"encoding/json"
	"log/slog"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// draftNow reads, searches, composes and stores; then a model, if there is
// one, may better the answer. What needs no model is on the agent's screen
// before the model has begun.
func (a *Assistant) draftNow(ctx context.Context, ref conversation.Ref) error {
	s, err := a.read(ctx, ref)
	if err != nil || s.nothingToDo {
		return err
	}
	m, err := a.search(ctx, &s)
	if err != nil {
		return err
	}
	d := compose(&s, &m)
	first, err := a.store(ctx, &s, &m, d)
	if err != nil || !first || !llm.Ready(a.Chat) {
		return err
	}
	better, err := a.askModel(ctx, &s, &m)
	if err != nil {
		slog.InfoContext(ctx, "the model drafted no suggestion; the template stays", "conversation", ref.ID, "reason", failureName(err))
		return nil
	}
	if better == nil {
		return nil
	}
	return a.replace(ctx, &s, *better)
}

// store keeps a draft and tells the agents. first is false if another node was
// quicker, or a later message has been drafted for.
func (a *Assistant) store(ctx context.Context, s *situation, m *material, d drafted) (first bool, err error) {
	articles, err := json.Marshal(orEmpty(m.ranked))
	if err != nil {
		return false, wrap("encode ranking", err)
	}
	err = a.DB.InWorkspace(ctx, s.ref.Workspace, func(tx *postgres.Tx) error {
		q := db.New(tx)
		n, err := q.ClaimPanel(ctx, db.ClaimPanelParams{
			WorkspaceID: s.ref.Workspace, ConversationID: s.ref.ID, ForSeq: s.seq, Articles: articles, Canned: orEmpty(d.canned),
		})
		if first = n > 0; err != nil || !first {
			return wrap("claim panel", err)
		}
		err = q.Supersede(ctx, db.SupersedeParams{WorkspaceID: s.ref.Workspace, ConversationID: s.ref.ID, ForSeq: s.seq})
		if err != nil {
			return wrap("supersede suggestions", err)
		}
		for i, one := range d.suggestions {
			if err := insertTx(ctx, tx, s, one, i+1); err != nil {
				return err
			}
		}
		a.announce(tx, s)
		return nil
	})
	return first, err
}

// replace puts a model's draft into the place of the articles' answer, unless
// the agent has used that already. Nothing is replaced once a later message
// has been drafted for.
func (a *Assistant) replace(ctx context.Context, s *situation, better Suggestion) error {
	return a.DB.InWorkspace(ctx, s.ref.Workspace, func(tx *postgres.Tx) error {
		q := db.New(tx)
		p, err := q.Panel(ctx, db.PanelParams{WorkspaceID: s.ref.Workspace, ConversationID: s.ref.ID})
		if err != nil || p.ForSeq != s.seq {
			return wrap("read panel", err)
		}
		err = q.ReplaceShown(ctx, db.ReplaceShownParams{WorkspaceID: s.ref.Workspace, ConversationID: s.ref.ID, ForSeq: s.seq})
		if err != nil {
			return wrap("replace suggestion", err)
		}
		if err := insertTx(ctx, tx, s, better, 0); err != nil {
			return err
		}
		err = q.DropLast(ctx, db.DropLastParams{WorkspaceID: s.ref.Workspace, ConversationID: s.ref.ID, ForSeq: s.seq})
		a.announce(tx, s)
		return wrap("drop surplus suggestion", err)
	})
}

func (a *Assistant) announce(tx *postgres.Tx, s *situation) {
	tx.AfterCommit(func(context.Context) {
		a.Conversations.Signal(s.ref, conversation.System(), SuggestionReady{ForSeq: s.seq})
	})
}

func insertTx(ctx context.Context, tx *postgres.Tx, s *situation, one Suggestion, rank int) error {
	id, err := uuid.NewV7()
	if err != nil {
		return wrap("suggestion id", err)
	}
	sources, err := json.Marshal(one.Sources)
	if err != nil {
		return wrap("encode sources", err)
	}
	return wrap("store suggestion", db.New(tx).InsertSuggestion(ctx, db.InsertSuggestionParams{
		WorkspaceID: s.ref.Workspace, ID: id, ConversationID: s.ref.ID, ForSeq: s.seq, Rank: int16(rank),
		Label: string(one.Label), Text: one.Text, Sources: sources, Internal: one.Internal, Model: one.Model,
	}))
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
