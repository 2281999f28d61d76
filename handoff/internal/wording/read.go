package wording

// Label is something that a message may say.
type Label int

// The labels.
const (
	Person  Label = iota // asks for a person
	Refusal              // says that no person is needed
	Reach                // asks how or when support can be reached
	Bare                 // names the service and nothing else
	Anger                // attacks us
	Abuse                // insults or threatens
	Legal                // lawyers, courts, regulators
	Safety               // harm to somebody
	Demand               // ultimatum
	Problem              // something is wrong
	Again                // says that it was said before
	Accept               // yes
	Decline              // no
	labels
)

// Found is how sure a label is, 0…1, why, and where: byte offsets in the text.
type Found struct {
	Sure  float64
	Rule  string
	Start int
	End   int
}

// Reading is what one message says.
type Reading [labels]Found

// Read reads one message.
func Read(text string) Reading {
	var r Reading
	clauses := Fold(text)
	for i := range clauses {
		r.readClause(&clauses[i], i)
	}
	// Commas cut requests apart as well: "a human, please, connect me to".
	r.score(text, clauses)
	return r
}

func (r *Reading) readClause(c *Clause, i int) {
	if negative(c.Text) == "" {
		r.readRequest(c)
	}
	r.note(Reach, c, first(reaches, c.Text))
	if i == 0 {
		r.note(Accept, c, first(accepts, c.Text))
		r.note(Decline, c, first(declines, c.Text))
	}
	if first(legalQuestions, c.Text) == nil || c.Mark != '?' {
		r.note(Legal, c, first(legals, c.Text))
	}
	if first(safetyQuestions, c.Text) == nil {
		r.note(Safety, c, first(safeties, c.Text))
	}
	r.note(Abuse, c, first(abuses, c.Text))
	r.note(Anger, c, first(angers, c.Text))
	r.note(Demand, c, first(demands, c.Text))
	r.note(Problem, c, first(problems, c.Text))
	r.note(Again, c, first(metas, c.Text))
}

func (r *Reading) readRequest(c *Clause) {
	refusal := first(refusals, c.Text)
	if refusal != nil && first(protests, c.Text) == nil {
		r.note(Refusal, c, refusal)
		return
	}
	r.note(Person, c, first(requests, c.Text))
	r.note(Bare, c, first(bares, c.Text))
}

func (r *Reading) note(l Label, c *Clause, p *pattern) {
	if p == nil || r[l].Sure >= p.sure {
		return
	}
	r[l] = Found{Sure: p.sure, Rule: p.id, Start: c.Start, End: c.End}
}

func first(ps []pattern, text string) *pattern {
	for i := range ps {
		if ps[i].re.MatchString(text) {
			return &ps[i]
		}
	}
	return nil
}

func negative(text string) string {
	if p := first(hardNegatives, text); p != nil {
		return p.id
	}
	return ""
}
