package feature

import "math"

// sums are the feelings of a message before they become features.
type sums struct {
	good, bad, goodNegated, badNegated float32
	goodMax, badMax                    float32
	first, last, after                 float32
	signsGood, signsBad                float32
	strengths                          [6]float32
	boostGood, boostBad, softBad       float32
	badClauses                         int
}

// weight is what one hit counts: a negated praise is blame, a negated blame is
// mild praise ("not bad"), degrees scale.
func (h *hit) weight() float32 {
	w := float32(h.polarity)
	switch {
	case h.negated && w > 0:
		w *= -0.8
	case h.negated:
		w *= -0.5
	}
	if h.boosted {
		w *= 1.3
	}
	if h.softened {
		w *= 0.7
	}
	return w
}

// describe fills the dense part of the vector.
func (r *Reader) describe() {
	v := &r.vector
	v.Dense = [DenseCount]float32{}
	d := &v.Dense
	var s sums
	lastClause := int32(-1)
	for i := range r.hits {
		h := &r.hits[i]
		for c := category(0); c < categoryCount; c++ {
			if !h.has(c) {
				continue
			}
			if h.negated {
				d[denseNegated+int(c)]++
			} else {
				d[densePlain+int(c)]++
			}
		}
		if h.polarity != 0 {
			s.add(r, h)
			if w := h.weight(); w < 0 && h.clause != lastClause {
				s.badClauses++
				lastClause = h.clause
			}
		}
	}
	for i := range denseNamed {
		d[i] = log1p(d[i])
	}
	r.describeFeeling(&s)
	r.describeMarks()
	r.describeCrosses(&s)
	v.Known = len(r.hits)
}

func (s *sums) add(r *Reader, h *hit) {
	w := h.weight()
	sign := r.tokens[h.first].kind == emoji
	if w > 0 {
		s.good += w
		s.goodMax = max(s.goodMax, w)
		if h.negated {
			s.badNegated += w
		}
		if h.boosted {
			s.boostGood += w
		}
		if sign {
			s.signsGood++
		}
		s.strengths[abs(int(h.polarity))%3]++ // 3 is stored at 0
	} else {
		s.bad -= w
		s.badMax = max(s.badMax, -w)
		if h.negated {
			s.goodNegated -= w
		}
		if h.boosted {
			s.boostBad -= w
		}
		if h.softened {
			s.softBad -= w
		}
		if sign {
			s.signsBad++
		}
		s.strengths[3+abs(int(h.polarity))%3]++
	}
	if h.clause == 0 {
		s.first += w
	}
	if h.clause >= r.hits[len(r.hits)-1].clause {
		s.last += w
	}
	if r.contrastBefore(h) {
		s.after += w
	}
}

// contrastBefore reports whether a "but" stands before the hit in its clause.
func (r *Reader) contrastBefore(h *hit) bool {
	for i := range r.hits {
		if r.hits[i].first >= h.first {
			return false
		}
		if r.hits[i].clause == h.clause && r.hits[i].has(contrast) {
			return true
		}
	}
	return false
}

func (r *Reader) describeFeeling(s *sums) {
	d := &r.vector.Dense
	letters, hans := r.count()
	r.vector.Tokens = letters + hans
	share := float32(0)
	if letters+hans > 0 {
		share = float32(hans) / float32(letters+hans)
	}
	r.vector.Han = share
	size := float32(letters) + float32(hans)*0.6
	d[one] = 1
	d[goodSum], d[badSum] = log1p(s.good), log1p(s.bad)
	d[goodNegated], d[badNegated] = log1p(s.goodNegated), log1p(s.badNegated)
	d[goodMax], d[badMax] = s.goodMax/3, s.badMax/3
	if s.good+s.bad > 0 {
		d[net] = (s.good - s.bad) / (s.good + s.bad)
	} else {
		d[silent] = 1
	}
	d[netDensity] = squash((s.good - s.bad) / sqrt(size+2))
	d[firstNet], d[lastNet], d[afterContrast] = squash(s.first), squash(s.last), squash(s.after)
	d[mixed] = log1p(min(s.good, s.bad))
	for i, name := range [6]int{good3, good1, good2, bad3, bad1, bad2} {
		d[name] = log1p(s.strengths[i])
	}
	d[hanShare] = share
	if share > 0.5 {
		d[hanOne] = 1
		d[hanNet], d[hanGood], d[hanBad], d[hanSilent] = d[net], d[goodSum], d[badSum], d[silent]
	}
	d[signsGood], d[signsBad] = log1p(s.signsGood), log1p(s.signsBad)
	d[length] = log1p(size) / 4
	if size <= 3 {
		d[short1] = 1
	}
	if size <= 8 {
		d[short2] = 1
	}
	d[boostGood], d[boostBad], d[softBad] = log1p(s.boostGood), log1p(s.boostBad), log1p(s.softBad)
	d[badClauses] = log1p(float32(s.badClauses))
}

// count returns the number of words and signs, and of Han characters.
func (r *Reader) count() (int, int) {
	letters, hans := 0, 0
	for i := range r.tokens {
		switch r.tokens[i].kind {
		case word, number, emoji:
			letters++
		case han:
			hans++
		}
	}
	return letters, hans
}

func log1p(x float32) float32  { return float32(math.Log1p(float64(x))) }
func sqrt(x float32) float32   { return float32(math.Sqrt(float64(x))) }
func squash(x float32) float32 { return x / (1 + float32(math.Abs(float64(x)))) }
