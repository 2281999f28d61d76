package consult

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/consult/internal/db"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// MostMentions bounds how many agents one note may call.
const MostMentions = 10

// ErrMention: a note names somebody who is no member of the workspace, or too
// many.
var ErrMention = problem.New(problem.Invalid, "mention_unknown")

// Store keeps who is to read which note.
type Store struct {
	conversations *conversation.Store
	accounts      *account.Store
}

// New makes a store.
func New(conversations *conversation.Store, accounts *account.Store) *Store {
	return &Store{conversations: conversations, accounts: accounts}
}

// Note is a note to be written.
type Note struct {
	Conversation uuid.UUID
	Author       conversation.Author
	ClientID     string
	conversation.Note
}

// AddTx writes a note and tells those it names and whoever holds the
// conversation. It fails with ErrMention, or as [conversation.Store.AppendTx]
// does; a repeat tells nobody again.
func (s *Store) AddTx(ctx context.Context, tx *postgres.Tx, n Note) (done conversation.Appended, err error) {
	if n.Mentions, err = s.namedTx(ctx, tx, n.Mentions); err != nil {
		return done, err
	}
	done, err = s.conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: n.Conversation, Author: n.Author, ClientID: n.ClientID, Data: n.Note,
	})
	if err != nil || done.Repeated {
		return done, err
	}
	told := n.Mentions
	if done.Before.Agent != nil {
		told = append(slices.Clone(told), *done.Before.Agent)
	}
	told = slices.DeleteFunc(told, func(agent uuid.UUID) bool { return agent == n.Author.ID })
	if len(told) > 0 {
		err := db.New(tx).Tell(ctx, db.TellParams{
			WorkspaceID: tx.Workspace(), ConversationID: n.Conversation, Seq: done.Seq, Agents: told,
		})
		if err != nil {
			return done, fmt.Errorf("tell of note: %w", err)
		}
	}
	// Who answers has read what they were asked.
	_, err = s.SeenTx(ctx, tx, Reader{Agent: n.Author.ID, Conversation: n.Conversation, Seq: done.Seq})
	return done, err
}

// namedTx gives each agent once, in the order of their names in the note.
func (s *Store) namedTx(ctx context.Context, tx *postgres.Tx, agents []uuid.UUID) ([]uuid.UUID, error) {
	if len(agents) == 0 {
		return nil, nil
	}
	members, err := s.accounts.MembersTx(ctx, tx)
	if err != nil {
		return nil, err
	}
	var named []uuid.UUID
	for _, id := range agents {
		member := slices.ContainsFunc(members, func(m account.Member) bool { return m.ID == id })
		if !member {
			return nil, ErrMention
		}
		if !slices.Contains(named, id) {
			named = append(named, id)
		}
	}
	if len(named) > MostMentions {
		return nil, ErrMention
	}
	return named, nil
}

// Reader is an agent who has read a conversation's notes up to a seq.
type Reader struct {
	Agent, Conversation uuid.UUID
	Seq                 int64
}

// SeenTx notes what an agent has read; news says whether there was something
// unread.
func (s *Store) SeenTx(ctx context.Context, tx *postgres.Tx, r Reader) (news bool, err error) {
	n, err := db.New(tx).Seen(ctx, db.SeenParams{
		WorkspaceID: tx.Workspace(), AgentID: r.Agent, ConversationID: r.Conversation, Seq: r.Seq,
	})
	if err != nil {
		return false, fmt.Errorf("note what was read: %w", err)
	}
	return n > 0, nil
}
