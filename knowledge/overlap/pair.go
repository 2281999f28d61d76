package overlap

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/overlap/internal/db"
)

// ErrNoPair: the two articles are not, or no longer, found to overlap.
var ErrNoPair = problem.New(problem.NotFound, "pair_not_found")

const (
	// comparedAtOnce is how many articles of a workspace one sweep compares: each
	// is a search with a whole text.
	comparedAtOnce = 60
	// mostPairs bounds the list, mostFindings what is kept of one pair.
	mostPairs, mostFindings = 200, 6
)

// Side is one article of a pair.
type Side struct {
	Article     uuid.UUID
	Title, Lang string
	Audience    knowledge.Audience
}

// Finding is a sentence of each article, and the figures that differ in them.
type Finding struct {
	A       string `json:"a"`
	B       string `json:"b"`
	AFigure string `json:"a_figure"`
	BFigure string `json:"b_figure"`
}

// Pair is two published articles that say the same, or the opposite.
type Pair struct {
	A, B Side
	Kind Kind
	// Share is the part of one text, 0…1, that the other one says too.
	Share float64
	// Findings are the contradictions; none for duplicates.
	Findings []Finding
	FoundAt  time.Time
	// IgnoredAt and IgnoredBy say that somebody has looked at it; nil otherwise.
	IgnoredAt *time.Time
	IgnoredBy *uuid.UUID
}

// Pairs lists what overlaps in the whole library, contradictions first; pending is
// how many articles are still to be compared.
func (f *Finder) Pairs(ctx context.Context, ws uuid.UUID, ignored bool) (list []Pair, pending int, err error) {
	list = []Pair{}
	err = f.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		sql := db.New(tx)
		rows, err := sql.Pairs(ctx, db.PairsParams{WorkspaceID: ws, Ignored: ignored, Most: mostPairs})
		if err != nil {
			return err
		}
		for _, r := range rows {
			p := Pair{
				A:    Side{Article: r.AID, Title: r.ATitle, Lang: r.ALang, Audience: knowledge.Audience(r.AAudience)},
				B:    Side{Article: r.BID, Title: r.BTitle, Lang: r.BLang, Audience: knowledge.Audience(r.BAudience)},
				Kind: Kind(r.Kind), Share: r.Share, FoundAt: r.FoundAt, IgnoredAt: r.IgnoredAt, IgnoredBy: r.IgnoredBy,
			}
			if err := json.Unmarshal(r.Findings, &p.Findings); err != nil {
				return err
			}
			list = append(list, p)
		}
		n, err := sql.CountUncompared(ctx, ws)
		pending = int(n)
		return err
	})
	return list, pending, wrap("list overlaps", err)
}

// IgnorePair takes a pair from the list, or puts it back. It stays away until
// something else is found in it. [ErrNoPair] if there is none.
func (f *Finder) IgnorePair(ctx context.Context, ws, by, a, b uuid.UUID, ignored bool) error {
	if slices.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	return wrap("ignore overlap", f.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).IgnorePair(ctx, db.IgnorePairParams{WorkspaceID: ws, A: a, B: b, Ignored: ignored, Agent: by})
		if err == nil && n == 0 {
			err = ErrNoPair
		}
		return err
	}))
}

// CompareSome compares articles that were published since they were compared last
// with the others, some at a time.
func (f *Finder) CompareSome(ctx context.Context, ws uuid.UUID) error {
	var due []db.UncomparedRow
	err := f.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		due, err = db.New(tx).Uncompared(ctx, db.UncomparedParams{WorkspaceID: ws, Most: comparedAtOnce})
		return err
	})
	if err != nil {
		return wrap("compare articles", err)
	}
	for _, d := range due {
		if err := f.compareOne(ctx, ws, d); err != nil {
			return wrap("compare articles", err)
		}
	}
	return nil
}

func (f *Finder) compareOne(ctx context.Context, ws uuid.UUID, d db.UncomparedRow) error {
	found, err := f.publishedOverlaps(ctx, ws, d.ID)
	if errors.Is(err, knowledge.ErrNotFound) {
		return nil // archived meanwhile
	}
	if err != nil {
		return err
	}
	pairs := pairsOf(d.ID, found)
	return f.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		sql := db.New(tx)
		if d.Compared != 0 { // its text is new; one that is only looked at again tells nobody
			if err := sql.CompareAgain(ctx, db.CompareAgainParams{WorkspaceID: ws, Article: d.ID}); err != nil {
				return err
			}
		}
		kept := []uuid.UUID{}
		for _, p := range pairs {
			kept = append(kept, p.other)
		}
		if err := sql.DropPairs(ctx, db.DropPairsParams{WorkspaceID: ws, Article: d.ID, Kept: kept}); err != nil {
			return err
		}
		for _, p := range pairs {
			p.WorkspaceID = ws
			if err := sql.SavePair(ctx, p.SavePairParams); err != nil {
				return err
			}
		}
		return sql.SetCompared(ctx, db.SetComparedParams{WorkspaceID: ws, ArticleID: d.ID, Revision: d.Revision})
	})
}

// foundPair is a pair on its way into the database.
type foundPair struct {
	db.SavePairParams
	other uuid.UUID
}

// pairsOf makes one pair of all that was found in another article.
func pairsOf(article uuid.UUID, found []Overlap) []foundPair {
	at := map[uuid.UUID]int{}
	findings := map[uuid.UUID][]Finding{}
	var out []foundPair
	for _, o := range found {
		i, known := at[o.Article]
		if !known {
			i = len(out)
			at[o.Article] = i
			p := db.SavePairParams{AID: article, BID: o.Article, FoundFrom: article, Kind: string(o.Kind)}
			if slices.Compare(article[:], o.Article[:]) > 0 {
				p.AID, p.BID = o.Article, article
			}
			out = append(out, foundPair{SavePairParams: p, other: o.Article})
		}
		out[i].Share = min(1, max(out[i].Share, o.Share))
		if o.Kind == Contradiction && len(findings[o.Article]) < mostFindings {
			out[i].Kind = string(Contradiction)
			f := Finding{A: o.Here, B: o.There, AFigure: o.HereFigure, BFigure: o.ThereFigure}
			if out[i].AID != article {
				f = Finding{A: f.B, B: f.A, AFigure: f.BFigure, BFigure: f.AFigure}
			}
			findings[o.Article] = append(findings[o.Article], f)
		}
	}
	for i, p := range out {
		list := append([]Finding{}, findings[p.other]...)
		raw, err := json.Marshal(list)
		if err != nil {
			panic("overlap: strings that are no JSON: " + err.Error())
		}
		sum := sha256.Sum256(append([]byte(p.Kind), raw...))
		out[i].Findings, out[i].Hash = raw, sum[:]
	}
	return out
}

// wrap names the operation in an error.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", op, err)
}
