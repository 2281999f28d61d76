package feature

// Reader holds the space for reading messages, so that scoring allocates
// nothing after the first. It is not safe for concurrent use.
type Reader struct {
	runes  []rune
	upper  []bool
	tokens []token
	turned []bool // token is in the scope of a negation
	hits   []hit
	vector Vector
}

// hit is a lexicon phrase found in the message.
type hit struct {
	entry
	first, end int32 // tokens
	clause     int32
	negated    bool
	boosted    bool // after very
	softened   bool // after a bit
}

// Scope of a negation, in tokens: "not at all a good", "一点都不能算是好".
const (
	wordScope = 4
	hanScope  = 5
)

// Read describes text. The vector is the Reader's own and is overwritten by
// the next call.
func (r *Reader) Read(text string) *Vector {
	r.split(text)
	r.match()
	r.describe()
	r.grams()
	return &r.vector
}

// match finds the lexicon's phrases, the longest at each place, and what
// negations and degrees do to them.
func (r *Reader) match() {
	r.hits = r.hits[:0]
	r.turned = append(r.turned[:0], make([]bool, len(r.tokens))...)
	scope, boost, soft, clause := 0, 0, 0, int32(0)
	for i := 0; i < len(r.tokens); {
		t := &r.tokens[i]
		if t.kind == mark || t.kind == lineEnd {
			if r.breaks(t) {
				scope, boost, soft = 0, 0, 0
				clause++
			}
		}
		e, n := r.longest(i)
		if e == nil {
			r.turned[i] = scope > 0
			scope, boost, soft, i = scope-1, boost-1, soft-1, i+1
			continue
		}
		h := hit{entry: *e, first: int32(i), end: int32(i + n), clause: clause}
		if e.has(contrast) {
			scope = 0
			clause++
			h.clause = clause
		}
		h.negated, h.boosted, h.softened = scope > 0, boost > 0, soft > 0
		r.hits = append(r.hits, h)
		for j := i; j < i+n; j++ {
			r.turned[j] = h.negated && !e.has(negator)
		}
		scope, boost, soft = scope-n, boost-n, soft-n
		switch {
		case e.has(negator):
			scope = wordScope
			if t.kind == han {
				scope = hanScope
				r.turnBack(i+n, clause)
			}
		case e.has(intense):
			boost = 3
		case e.has(slight):
			soft = 3
		}
		i += n
	}
}

// turnBack turns what stands before a Chinese negation that ends its clause:
// "一点毛病都没有" is no fault at all.
func (r *Reader) turnBack(end int, clause int32) {
	if end < len(r.tokens) && r.tokens[end].kind == han {
		return
	}
	last := len(r.hits) - 1 // the negation itself
	for i := last - 1; i >= 0 && r.hits[i].clause == clause && int(r.hits[last].first)-int(r.hits[i].end) <= hanScope; i-- {
		h := &r.hits[i]
		if h.polarity == 0 || h.negated {
			continue
		}
		h.negated = true
		for j := h.first; j < h.end; j++ {
			r.turned[j] = true
		}
	}
}

func (e *entry) has(c category) bool { return e.categories&(1<<c) != 0 }

// breaks reports whether a mark ends the clause and with it a negation.
func (r *Reader) breaks(t *token) bool {
	switch r.runes[t.start] {
	case '.', ',', '!', '?', ';', '…', '\n', ':', '~', '(', ')', '—', '–':
		return true
	}
	return false
}

// longest returns the entry of the longest phrase that begins at token i and
// its number of tokens.
func (r *Reader) longest(i int) (*entry, int) {
	var best *entry
	length := 0
	path := hashSeed
	for j := i; j < len(r.tokens); j++ {
		next, node := r.step(path, &r.tokens[j])
		if node == nil {
			break
		}
		path = next
		if node.final {
			best, length = node, j-i+1
		}
		if !node.longer {
			break
		}
	}
	return best, length
}

// step follows one token from path, as written or without its ending.
func (r *Reader) step(path uint64, t *token) (uint64, *entry) {
	next := fold(path, t.hash)
	if node := shared.find(next); node != nil {
		return next, node
	}
	for _, stem := range t.stem {
		if stem == 0 {
			break
		}
		next = fold(path, stem)
		if node := shared.find(next); node != nil {
			return next, node
		}
	}
	return 0, nil
}
