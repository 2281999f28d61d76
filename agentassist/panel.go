package agentassist

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/agentassist/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Panel is what the assist panel shows for the visitor's last message.
type Panel struct {
	// ForSeq is that message; 0 if the visitor has said nothing.
	ForSeq      int64
	Suggestions []Suggestion
	Articles    []RankedArticle
	Canned      []CannedReply
}

// ForConversation gives the panel for the visitor's last message. Where that
// has not been drafted for yet it is empty, and the draft is started: the
// signal suggestion.ready tells when to read again. It fails with
// conversation.ErrNotFound.
func (a *Assistant) ForConversation(ctx context.Context, ws, id uuid.UUID) (Panel, error) {
	p := Panel{Suggestions: []Suggestion{}, Articles: []RankedArticle{}, Canned: []CannedReply{}}
	late := false
	err := a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		c, err := a.Conversations.GetTx(ctx, tx, id)
		if err != nil {
			return err
		}
		p.ForSeq = c.LastVisitorSeq
		off, err := a.offTx(ctx, tx)
		if err != nil || off {
			return err
		}
		row, err := db.New(tx).Panel(ctx, db.PanelParams{WorkspaceID: ws, ConversationID: id})
		if errors.Is(err, pgx.ErrNoRows) || err == nil && row.ForSeq < c.LastVisitorSeq {
			held := c.Stage == conversation.StagePerson || c.Stage == conversation.StageWaiting
			late = held && c.LastVisitorSeq > 0
			return nil
		}
		if err != nil {
			return wrap("read panel", err)
		}
		return p.loadTx(ctx, tx, row)
	})
	if err == nil && late {
		a.Nudge(conversation.Ref{Workspace: ws, ID: id})
	}
	return p, err
}

func (p *Panel) loadTx(ctx context.Context, tx *postgres.Tx, row db.AssistPanel) error {
	if err := json.Unmarshal(row.Articles, &p.Articles); err != nil {
		return wrap("decode ranking", err)
	}
	q := db.New(tx)
	live, err := q.LiveSuggestions(ctx, db.LiveSuggestionsParams{
		WorkspaceID: row.WorkspaceID, ConversationID: row.ConversationID, ForSeq: row.ForSeq,
	})
	if err != nil {
		return wrap("read suggestions", err)
	}
	p.Suggestions = make([]Suggestion, 0, len(live))
	for _, r := range live {
		one, err := suggestionOf(r)
		if err != nil {
			return err
		}
		if one.Outcome != Dismissed {
			p.Suggestions = append(p.Suggestions, one)
		}
	}
	canned, err := q.CannedByIDs(ctx, db.CannedByIDsParams{WorkspaceID: row.WorkspaceID, Ids: row.Canned})
	if err != nil {
		return wrap("read canned replies", err)
	}
	slices.SortFunc(canned, func(x, y db.CannedReply) int {
		return slices.Index(row.Canned, x.ID) - slices.Index(row.Canned, y.ID)
	})
	for _, r := range canned {
		p.Canned = append(p.Canned, cannedOf(r))
	}
	return nil
}

func suggestionOf(r db.Suggestion) (Suggestion, error) {
	one := Suggestion{
		ID: r.ID, Label: Label(r.Label), Text: r.Text, ForSeq: r.ForSeq, Internal: r.Internal, Model: r.Model,
		Outcome: Outcome(r.Outcome), At: r.CreatedAt,
	}
	return one, wrap("decode sources", json.Unmarshal(r.Sources, &one.Sources))
}
