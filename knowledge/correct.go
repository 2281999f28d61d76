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
	id       int32
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
			if !w.Correctable() || len(w.Options) == 0 || s.known(w) {
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
	for typed, wishes := range unknown {
		for _, w := range wishes {
			s.addCorrections(w, found[typed])
		}
	}
	return nil
}

// correctionKey is the form that a word is compared in: codes without joints.
func correctionKey(w *lexicon.Wish) string {
	if w.Kind == token.Code {
		return w.Options[0].Terms[0]
	}
	return w.Typed
}

func (s *search) known(w *lexicon.Wish) bool {
	for _, o := range w.Options {
		for _, t := range o.Terms {
			if _, ok := s.terms[t]; ok {
				return true
			}
		}
	}
	return false
}

// spellings finds the library's words within one edit of the unknown ones; two
// edits are allowed in long words, where the rests happen to meet.
func (s *search) spellings(ctx context.Context, rests []int32, unknown map[string][]*lexicon.Wish) (map[string][]spelled, error) {
	rows, err := s.tx.Query(ctx, `
		SELECT w.text, w.term, w.surface
		FROM (SELECT DISTINCT s.term FROM unnest($2::int[]) AS r (rest)
		  CROSS JOIN LATERAL (SELECT s.term FROM spellings s WHERE s.workspace_id = $1 AND s.rest = r.rest LIMIT 100) s) t
		CROSS JOIN LATERAL (SELECT * FROM words w WHERE w.workspace_id = $1 AND w.term = t.term LIMIT 100) w
		ORDER BY w.text, w.surface`, s.ws, rests)
	if err != nil {
		return nil, err
	}
	out := map[string][]spelled{}
	var text, surface string
	var id int32
	_, err = pgx.ForEachRow(rows, []any{&text, &id, &surface}, func() error {
		for typed := range unknown {
			limit := 1
			if len(typed) >= 8 {
				limit = 2
			}
			if d := lexicon.Distance(typed, surface, limit); d <= limit {
				out[typed] = append(out[typed], spelled{term: text, id: id, distance: d})
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

func (s *search) addCorrections(w *lexicon.Wish, found []spelled) {
	added := map[string]bool{}
	for _, f := range found {
		if len(added) == maxCorrections || added[f.term] || f.distance > found[0].distance {
			continue
		}
		added[f.term] = true
		s.terms[f.term] = f.id
		w.Options = append(w.Options, lexicon.Option{Terms: []string{f.term}, Weight: correctedWeight, Via: lexicon.Corrected})
	}
}
