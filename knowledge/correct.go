package knowledge

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// A corrected word counts less than a typed one, and at most so many corrections
// of one word are looked for.
const (
	correctedWeight = 0.8
	maxCorrections  = 4
)

// spelled is a word of the library that a typed one may have meant.
type spelled struct {
	term     string
	distance int
}

// correct gives words that no article has the words they may have meant.
func (s *search) correct(ctx context.Context) error {
	unknown := map[string][]*lexicon.Wish{}
	var rests []int32
	for _, at := range s.order() {
		wishes := s.groups[at].reading.Wishes
		for i := range wishes {
			w := &wishes[i]
			if !w.Correctable() || len(w.Options) == 0 || s.satisfiable(w) {
				continue
			}
			typed := correctionKey(w)
			if unknown[typed] == nil {
				rests = append(rests, lexicon.Rests(typed)...)
			}
			unknown[typed] = append(unknown[typed], w)
		}
	}
	if len(rests) == 0 {
		return nil
	}
	found, err := s.spellings(ctx, rests, unknown)
	if err != nil {
		return err
	}
	var terms []string
	for typed, wishes := range unknown {
		for _, w := range wishes {
			terms = append(terms, addCorrections(w, found[typed])...)
		}
	}
	return s.postingsOf(ctx, terms)
}

// correctionKey is the form that a word is compared in: codes without joints.
func correctionKey(w *lexicon.Wish) string {
	if w.Kind == token.Code {
		return w.Options[0].Terms[0]
	}
	return w.Typed
}

func (s *search) satisfiable(w *lexicon.Wish) bool {
	for _, o := range w.Options {
		for _, t := range o.Terms {
			if s.known(t) {
				return true
			}
		}
	}
	return false
}

// known reports terms that stand in what is searched.
func (s *search) known(term string) bool {
	if s.common[term] {
		return true
	}
	for _, g := range s.groups {
		if len(g.index.Postings[term]) > 0 {
			return true
		}
	}
	return false
}

// spellings finds the library's words within one edit of the unknown ones; two
// edits are allowed in long words, where the rests happen to meet.
func (s *search) spellings(ctx context.Context, rests []int32, unknown map[string][]*lexicon.Wish) (map[string][]spelled, error) {
	rows, err := s.tx.Query(ctx, `
		SELECT w.text, w.surface
		FROM (SELECT DISTINCT s.term FROM unnest($2::int[]) AS r (rest)
		  CROSS JOIN LATERAL (SELECT s.term FROM spellings s WHERE s.workspace_id = $1 AND s.side = $3 AND s.rest = r.rest LIMIT 100) s) t
		CROSS JOIN LATERAL (SELECT * FROM words w WHERE w.workspace_id = $1 AND w.side = $3 AND w.term = t.term LIMIT 100) w
		ORDER BY w.text, w.surface`, s.ws, rests, s.side)
	if err != nil {
		return nil, err
	}
	out := map[string][]spelled{}
	var text, surface string
	_, err = pgx.ForEachRow(rows, []any{&text, &surface}, func() error {
		for typed := range unknown {
			limit := 1
			if len(typed) >= 8 {
				limit = 2
			}
			if d := lexicon.Distance(typed, surface, limit); d <= limit {
				out[typed] = append(out[typed], spelled{term: text, distance: d})
			}
		}
		return nil
	})
	for _, list := range out {
		slices.SortFunc(list, func(a, b spelled) int {
			return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.term, b.term))
		})
	}
	return out, err
}

// addCorrections gives a wish what its word may have meant, and says which terms.
func addCorrections(w *lexicon.Wish, found []spelled) (added []string) {
	for _, f := range found {
		if len(added) == maxCorrections || slices.Contains(added, f.term) || f.distance > found[0].distance {
			continue
		}
		added = append(added, f.term)
		w.Options = append(w.Options, lexicon.Option{Terms: []string{f.term}, Weight: correctedWeight, Via: lexicon.Corrected})
	}
	return added
}
