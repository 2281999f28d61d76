package agentassist

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// shelfFor is how long prepared texts are kept read: a change made on another
// node shows in suggestions after that at the latest.
const shelfFor = 15 * time.Second

// shelf keeps the prepared texts of workspaces with their words counted:
// counting them for every visitor message would cost more than the search.
type shelf struct {
	mu   sync.Mutex // protects rows
	rows map[shelfKey]*prepared
}

type shelfKey struct {
	workspace uuid.UUID
	lang      string
}

// prepared are the prepared texts of one language, for matching.
type prepared struct {
	canned []CannedReply
	past   []PastReply
	// cannedBags and pastBags are their words, in the same order; past replies
	// are found by the question they answered.
	cannedBags, pastBags []bag
	rarity               map[string]float64
	at                   time.Time
}

// bag is how much each term counts in a text.
type bag map[string]float64

func (s *shelf) forget(ws uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.rows {
		if k.workspace == ws {
			delete(s.rows, k)
		}
	}
}

func (s *shelf) get(k shelfKey) *prepared {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.rows[k]; p != nil && time.Since(p.at) < shelfFor {
		return p
	}
	return nil
}

func (s *shelf) put(k shelfKey, p *prepared) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rows == nil || len(s.rows) > 500 {
		s.rows = make(map[shelfKey]*prepared)
	}
	s.rows[k] = p
}

// preparedTx gives the workspace's prepared texts in a language.
func (a *Assistant) preparedTx(ctx context.Context, tx *postgres.Tx, lang string) (*prepared, error) {
	key := shelfKey{tx.Workspace(), lang}
	if p := a.shelf.get(key); p != nil {
		return p, nil
	}
	q := db.New(tx)
	canned, err := q.CannedOf(ctx, db.CannedOfParams{WorkspaceID: tx.Workspace(), Lang: lang})
	if err != nil {
		return nil, wrap("read canned replies", err)
	}
	past, err := q.PastReplies(ctx, db.PastRepliesParams{WorkspaceID: tx.Workspace(), Lang: lang})
	if err != nil {
		return nil, wrap("read past replies", err)
	}
	p := prepare(canned, past)
	a.shelf.put(key, p)
	return p, nil
}

// titleWeight: the title says what a text is for, the body what it says.
const titleWeight = 2

func prepare(canned []db.CannedReply, past []db.PastReply) *prepared {
	p := &prepared{at: time.Now(), rarity: map[string]float64{}}
	for _, r := range canned {
		b := bag{}
		b.add(r.Body, 1)
		b.add(r.Title+" "+r.Shortcut, titleWeight)
		p.canned = append(p.canned, cannedOf(r))
		p.cannedBags = append(p.cannedBags, b)
	}
	for _, r := range past {
		b := bag{}
		b.add(r.Question, 1)
		p.past = append(p.past, PastReply{ID: r.ID, Lang: r.Lang, Question: r.Question, Body: r.Body, Team: r.TeamID})
		p.pastBags = append(p.pastBags, b)
	}
	all := slices.Concat(p.cannedBags, p.pastBags)
	for _, b := range all {
		for t := range b {
			p.rarity[t]++
		}
	}
	for t, n := range p.rarity {
		p.rarity[t] = math.Log(1 + float64(len(all))/n)
	}
	return p
}

// add counts the terms of text that carry meaning; a term counts once, by the
// weightiest place it stands in.
func (b bag) add(text string, weight float64) {
	for _, t := range token.Terms(text) {
		w := weight
		switch t.Kind {
		case token.Weak:
			continue
		case token.Char:
			w /= 4 // a single character says little beside its pairs
		case token.Word, token.Code, token.Pair:
		}
		b[t.Text] = max(b[t.Text], w)
	}
}

// likeness is the cosine of two bags, terms weighed by their rarity, 0…1.
func likeness(a, b bag, rarity map[string]float64) float64 {
	var dot, na, nb float64
	for t, w := range a {
		r := rarity[t]
		if r == 0 {
			r = 1 // a term that no prepared text has
		}
		na += w * r * w * r
		dot += w * r * b[t] * r
	}
	for t, w := range b {
		nb += w * rarity[t] * w * rarity[t]
	}
	if dot == 0 {
		return 0
	}
	return dot / math.Sqrt(na*nb)
}

// match is a prepared text by its place and how well it fits.
type match struct {
	at    int
	score float64
}

// best gives the texts that fit a question at least as well as floor, the best
// first.
func best(question bag, bags []bag, rarity map[string]float64, floor float64) []match {
	var found []match
	for i, b := range bags {
		if s := likeness(question, b, rarity); s >= floor {
			found = append(found, match{i, s})
		}
	}
	slices.SortStableFunc(found, func(x, y match) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	return found
}
