package lexicon

import "github.com/firstlinehq/firstline/knowledge/token"

// idiom is a form of question that begins with "how": its second word asks for a kind
// of thing, and is hardly what pages say of it. The page about delivery and its fees
// answers "how much is delivery", not the one that says much.
type idiom struct {
	// weight is how much the wish counts.
	weight float64
	// says are words of pages that hold such a thing, one of which is enough.
	says []string
	// idle is a verb that often ends the form and means nothing by itself.
	idle string
}

// idioms are by their second word. Prices are rarer than times: who asks for one
// mostly means a page about it.
var idioms = map[string]idiom{
	"much":  {weight: 0.5, says: []string{"cost", "price", "fee"}, idle: "cost"},
	"long":  {weight: 0.25, says: []string{"time", "day", "hour"}, idle: "take"},
	"soon":  {weight: 0.25, says: []string{"time", "day", "hour"}},
	"many":  {weight: 0.25},
	"often": {weight: 0.25},
	"far":   {weight: 0.25},
}

// idiomWordWeight is what the second word itself counts against the words of pages.
const idiomWordWeight = 0.25

// readIdioms has the wishes of English idioms look for what they mean.
func readIdioms(wishes []Wish, terms []token.Term) {
	at := byTerm(wishes)
	for i := 1; i < len(terms); i++ {
		form, ok := idioms[terms[i].Surface]
		w := at[terms[i].Text]
		if !ok || terms[i-1].Surface != "how" || terms[i].Pos != terms[i-1].Pos+1 || w == nil {
			continue
		}
		w.Weight = form.weight
		if len(form.says) > 0 {
			own := Option{Terms: []string{terms[i].Text}, Weight: idiomWordWeight, Via: Typed}
			w.Options = nil
			for _, word := range form.says {
				w.Options = append(w.Options, Option{Terms: []string{stem(word)}, Weight: 1, Via: Synonym})
			}
			w.Options = append(w.Options, own)
		}
		if idle := at[stem(form.idle)]; idle != nil {
			idle.Weight = min(idle.Weight, kindWeight[token.Weak])
		}
	}
}

// stem is the term of one English word.
func stem(word string) string {
	key, _ := stemKey(token.Terms(word))
	return key
}
