package knowledge

import "strings"

// shelf is a part of the index that a search reads as a whole: its bits are a
// group of languages, the audience, and whether the bot may use it.
type shelf int16

const (
	shelfInternal shelf = 8
	shelfNotBot   shelf = 16
	shelfLangs    shelf = 7
)

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
