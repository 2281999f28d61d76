package feature

// describeMarks counts how the message is written: marks, capitals, stretched
// words, numbers.
func (r *Reader) describeMarks() {
	d := &r.vector.Dense
	var words, caps float32
	last := rune(0)
	for i := range r.tokens {
		t := &r.tokens[i]
		switch t.kind {
		case word:
			words++
			if t.caps {
				caps++
			}
			if t.stretched {
				d[stretched]++
			}
		case number:
			d[numbers]++
		case mention:
			d[mentions]++
		case link:
			d[links]++
		case mark:
			last = r.runes[t.start]
			r.countMark(last, d)
			if last == '.' && i > 0 && r.runes[r.tokens[i-1].start] == '.' {
				d[ellipses]++
			}
		}
	}
	// A short message in capitals, or a single acronym, is no shouting.
	if caps >= 2 || caps == 1 && words >= 4 {
		d[capsWords] = log1p(caps)
		d[capsShare] = caps / words
	}
	d[exclaimsMany], d[questionsMany] = step(d[exclaims], 3), step(d[questions], 2)
	switch last {
	case '?':
		d[lastQuestion] = 1
	case '!':
		d[lastExclaim] = 1
	}
	for _, i := range [...]int{exclaims, questions, ellipses, quotes, stretched, numbers, mentions, links} {
		d[i] = log1p(d[i])
	}
}

func (r *Reader) countMark(c rune, d *[DenseCount]float32) {
	switch c {
	case '!':
		d[exclaims]++
	case '?':
		d[questions]++
	case '…':
		d[ellipses]++
	case '"':
		d[quotes]++
	}
}

func step(x, limit float32) float32 {
	if x >= limit {
		return 1
	}
	return 0
}

// describeCrosses multiplies what means more together than alone: blame and
// "you" is anger at us, blame and "please" is a report.
func (r *Reader) describeCrosses(s *sums) {
	d := &r.vector.Dense
	plain := func(c category) float32 { return d[densePlain+int(c)] }
	bad, good := log1p(s.bad), log1p(s.good)
	d[youBad], d[youGood] = plain(you)*bad, plain(you)*good
	d[youInsult] = plain(you) * (plain(insult) + plain(swear))
	d[capsBad] = d[capsShare] * bad
	d[exclaimBad], d[exclaimGood] = d[exclaims]*bad, d[exclaims]*good
	d[questionBad] = d[questions] * bad
	d[thanksBad] = plain(thanks) * bad
	d[politeBad] = plain(polite) * bad
	d[politeProblem] = plain(polite) * plain(problem)
	d[sarcasmBad] = plain(sarcasm) * bad
	d[waitBad] = plain(wait) * bad
	d[waitMark] = plain(wait) * (d[exclaims] + d[questions])
	d[problemBad] = plain(problem) * max(bad-plain(problem), 0)
	d[botBad] = plain(bot) * bad
	d[policyBad] = plain(policy) * bad
	d[personBad] = plain(person) * bad
	d[neglectYou] = plain(neglect) * plain(you)
	d[neglectMark] = plain(neglect) * d[questions]
	d[demandMark] = plain(demand) * (d[exclaims] + d[capsShare])
	// Praise of what we failed at is irony: "love how it takes a week".
	d[sarcasmGood], d[quotesGood] = plain(sarcasm)*good, d[quotes]*good
	d[goodWait] = good * (plain(wait) + plain(neglect) + plain(problem))
	// What is aimed at somebody else, or at a thing, is not aimed at us.
	d[otherBad] = plain(other) * bad
	d[swearThing] = (plain(swear) + plain(insult)) * plain(product)
	for i := range r.hits {
		h := &r.hits[i]
		if h.has(ask) && h.first <= 2 {
			d[askFirst] = 1
		}
		if h.has(thanks) && int(h.end) >= len(r.tokens)-2 && len(r.tokens) > 4 {
			d[thanksLast] = 1
		}
	}
}
