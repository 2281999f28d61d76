package feature

// maskedWord is the hash of every swear word with letters starred out. Which
// word it was hardly matters, and there are more ways to write one than a
// lexicon could list.
var maskedWord = fold(hashSeed, '*')

// masked returns how many of the runes from end on belong to the word that
// runs from start to end and has stars in it (f**k, sh*t, b******s, f***), and
// zero where no stars mask a word: stars around it, or one at its end, are
// emphasis, one behind a longer beginning or between single letters (l*w*h) is a
// product, and what goes on with a figure or an @ is an address or a number that
// somebody hid a part of.
func (r *Reader) masked(start, end int) int {
	if start > 0 && r.runes[start-1] == '*' {
		return 0
	}
	stars := end
	for stars < len(r.runes) && r.runes[stars] == '*' {
		stars++
	}
	i := stars
	for i < len(r.runes) && (isLetter(r.runes[i]) || r.runes[i] == '*') && stars > end {
		i++
	}
	if i < len(r.runes) && (r.runes[i] == '@' || isDigit(r.runes[i])) {
		return 0
	}
	switch stars - end {
	case 0:
		return 0
	case 1:
		single := stars-start == 2 && (stars+1 >= len(r.runes) || !isLetter(r.runes[stars+1]))
		if i == stars || stars-start > 3 || single {
			return 0
		}
	}
	return i - end
}
