package wording

import "github.com/firstlinehq/firstline/handoff/internal/clause"

// sentence is a clause with the patterns that are worth trying on it.
type sentence struct {
	clause.Clause
	may maybe
}

func fold(text string) []sentence {
	clauses := clause.Fold(text)
	out := make([]sentence, len(clauses))
	for i, c := range clauses {
		out[i] = sentence{c, candidates(c.Text)}
	}
	return out
}

// wholeOf puts clauses together again; what is worth trying on one of them is on
// the whole.
func wholeOf(sentences []sentence) sentence {
	var whole sentence
	clauses := make([]clause.Clause, len(sentences))
	for i, s := range sentences {
		clauses[i] = s.Clause
		for k := range whole.may {
			whole.may[k] |= s.may[k]
		}
	}
	whole.Clause = clause.Whole(clauses)
	return whole
}
