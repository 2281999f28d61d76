package mask

import (
	"regexp"
	"strings"
)

var (
	digitRun   = regexp.MustCompile(`\d(?:[ -]?\d){12,}`)
	digitGroup = regexp.MustCompile(`\d+`)
)

// CardsIn gives the places of full payment card numbers in a text, as byte offsets,
// in order: also of one that more figures follow, such as the day it runs out.
func CardsIn(text string) [][2]int {
	var places [][2]int
	for _, run := range digitRun.FindAllStringIndex(text, -1) {
		groups := digitGroup.FindAllStringIndex(text[run[0]:run[1]], -1)
		for i := 0; i < len(groups); i++ {
			for j := i; j < len(groups) && groups[j][1]-groups[i][0] <= longestCard; j++ {
				start, end := run[0]+groups[i][0], run[0]+groups[j][1]
				if isCard(text[start:end]) {
					places = append(places, [2]int{start, end})
					i = j
					break
				}
			}
		}
	}
	return places
}

// longestCard is the length of 19 digits that each stand alone.
const longestCard = 37

// WithoutCards gives a text with the last four digits only of each payment card's
// number: that tells whose it is and pays nothing.
func WithoutCards(text string) string {
	return replaceAt(text, CardsIn(text), func(card string) string {
		digits := digitsOf(card)
		return "•••• " + digits[len(digits)-4:]
	})
}

// replaceAt puts something else where a text has what stands at some places, given in
// order.
func replaceAt(text string, places [][2]int, by func(string) string) string {
	var b strings.Builder
	from := 0
	for _, at := range places {
		b.WriteString(text[from:at[0]])
		b.WriteString(by(text[at[0]:at[1]]))
		from = at[1]
	}
	return b.String() + text[from:]
}

// isCard holds digits against how card numbers begin, how many they are and their
// check digit, so that hardly an order's number is taken for one.
func isCard(s string) bool {
	d := digitsOf(s)
	if len(d) < 13 || len(d) > 19 || d[0] < '2' || d[0] > '6' {
		return false
	}
	if n := len(d); (n == 17 || n == 18) && !strings.HasPrefix(d, "62") {
		return false
	}
	return luhn(d)
}
