package feature

// Kinds of n-grams; each has rows of its own.
const (
	saltWord uint64 = iota + 1
	saltTurned
	saltPair
	saltLetters
	saltHan1
	saltHan2
	saltHan3
	saltSign
	saltEdge
	saltHanTurned // added to the three above
)

// grams fills the sparse part: words (marked where a negation turns them),
// pairs, letters within words, one to three Han characters, signs, and the
// first and last word.
func (r *Reader) grams() {
	v := &r.vector
	v.Rows = v.Rows[:0]
	prev := hashSeed
	for i := range r.tokens {
		t := &r.tokens[i]
		switch t.kind {
		case lineEnd:
			prev = hashSeed
			continue
		case han:
			r.hanGrams(i)
		case word:
			salt := saltWord
			if r.turned[i] {
				salt = saltTurned
			}
			v.Rows = append(v.Rows, row(t.hash, salt))
			r.letterGrams(t)
		default:
			v.Rows = append(v.Rows, row(t.hash, saltSign))
		}
		if t.kind != han {
			if prev != hashSeed {
				v.Rows = append(v.Rows, row(fold(prev, t.hash), saltPair))
			}
			prev = t.hash
		} else {
			prev = hashSeed
		}
	}
	r.edges()
}

// hanGrams adds the n-grams that end at token i.
func (r *Reader) hanGrams(i int) {
	v := &r.vector
	t := r.tokens[i].hash
	turned := uint64(0)
	if r.turned[i] {
		turned = saltHanTurned
	}
	v.Rows = append(v.Rows, row(t, saltHan1+turned))
	if i < 1 || r.tokens[i-1].kind != han {
		return
	}
	two := fold(r.tokens[i-1].hash, t)
	v.Rows = append(v.Rows, row(two, saltHan2+turned))
	if i < 2 || r.tokens[i-2].kind != han {
		return
	}
	v.Rows = append(v.Rows, row(fold(r.tokens[i-2].hash, two), saltHan3+turned))
}

// Letter n-grams see through typing errors and endings. Longer words only:
// the short ones are known as words.
const (
	lettersMin  = 4
	lettersMax  = 5
	lettersWord = 4
	lettersCap  = 20
)

func (r *Reader) letterGrams(t *token) {
	var buffer [lettersCap]rune
	w := unstretched(buffer[:0], r.runes[t.start:t.end])
	if len(w) < lettersWord {
		return
	}
	v := &r.vector
	at := func(i int) uint64 {
		if i < 0 || i >= len(w) {
			return '<'
		}
		return uint64(w[i])
	}
	for i := -1; i+lettersMin <= len(w)+1; i++ {
		h := hashSeed
		for j := i; j < i+lettersMax && j <= len(w); j++ {
			h = fold(h, at(j))
			if j-i+1 >= lettersMin {
				v.Rows = append(v.Rows, row(h, saltLetters))
			}
		}
	}
}

// unstretched appends a word to w without a third letter in a row. A word that
// does not fit is left out: it is no word.
func unstretched(w, word []rune) []rune {
	for i, c := range word {
		if i >= 2 && c == word[i-1] && c == word[i-2] {
			continue
		}
		if len(w) == cap(w) {
			return nil
		}
		w = append(w, c)
	}
	return w
}

// edges adds the first and the last token: questions and closings show there.
func (r *Reader) edges() {
	if n := len(r.tokens); n > 0 {
		v := &r.vector
		v.Rows = append(v.Rows, row(fold(r.tokens[0].hash, 1), saltEdge), row(fold(r.tokens[n-1].hash, 2), saltEdge))
	}
}
