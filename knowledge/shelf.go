package knowledge

import "strings"

// shelf is a part of the index that a search reads as a whole: its bits are a
// group of languages, the audience, and whether the bot may use it.
type shelf int16

const (
	shelfInternal shelf = 8
	shelfNotBot   shelf = 16
	shelfLangs    shelf = 7
	// shelfSide is set where rows of the index's second side are counted or packed.
	shelfSide shelf = 32
)

// side is one of the two places that a workspace's index can be in: search reads one,
// and the index of another version of the program is built in the other.
type side int16

func (d side) other() side { return 1 - d }

// of gives a shelf as this side's rows have it.
func (d side) of(s shelf) shelf { return s | shelf(d)*shelfSide }

// side is the one that a row's shelf belongs to.
func (s shelf) side() side { return side(s / shelfSide) }

// Groups of languages that share their statistics and a reading of the question.
const (
	langEnglish shelf = iota
	langChinese
	langOther
	langGroups
)

func shelfOf(lang string, audience Audience, forBot bool) shelf {
	s := groupOf(lang)
	if audience == Internal {
		s |= shelfInternal
	}
	if !forBot {
		s |= shelfNotBot
	}
	return s
}

func groupOf(lang string) shelf {
	base, _, _ := strings.Cut(lang, "-")
	switch base {
	case "en":
		return langEnglish
	case "zh":
		return langChinese
	}
	return langOther
}

// readingLang is the language that a question is read in for a group. Other
// languages are read as typed; the English rules cut words as well as any.
func (s shelf) readingLang() string {
	if s == langChinese {
		return "zh"
	}
	return "en"
}

// onSide gives shelves as a side's rows have them.
func onSide(shelves []int16, d side) []int16 {
	out := make([]int16, len(shelves))
	for i, s := range shelves {
		out[i] = int16(d.of(shelf(s)))
	}
	return out
}

// shelvesOf gives the shelves that a search may read.
func shelvesOf(audience Audience, forBot bool) []int16 {
	var out []int16
	for s := shelf(0); s < 32; s++ {
		if s&shelfLangs >= langGroups || s&shelfInternal != 0 && audience != Internal || s&shelfNotBot != 0 && forBot {
			continue
		}
		out = append(out, int16(s))
	}
	return out
}
