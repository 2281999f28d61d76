package feature

// anyNumber is the hash of a number whose value says nothing of a feeling.
var anyNumber = fold(hashSeed, '0')

// names are numbers that are names: complaint lines, an emergency call, a word
// of internet Chinese.
var names = [...]string{"12315", "12345", "315", "911", "666"}

func isName(n []rune) bool {
	for _, name := range names {
		if len(n) == len(name) && hasSuffix(n, name) {
			return true
		}
	}
	return false
}

// isMark reports whether a number is a mark out of five or ten: 9/10.
func isMark(n []rune) bool {
	return hasSuffix(n, "/10") || hasSuffix(n, "/5")
}

// rates reports whether the number that ends at i counts stars or marks.
func (r *Reader) rates(i int) bool {
	if i < len(r.runes) && (r.runes[i] == ' ' || r.runes[i] == '-') {
		i++
	}
	if i >= len(r.runes) {
		return false
	}
	switch r.runes[i] {
	case '星', '颗':
		return true
	case '分':
		return i+1 >= len(r.runes) || r.runes[i+1] != '钟'
	}
	return len(r.runes)-i >= len("star") && hasSuffix(r.runes[i:i+len("star")], "star")
}
