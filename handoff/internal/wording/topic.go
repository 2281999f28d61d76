package wording

import (
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/clause"
	"github.com/firstlinehq/firstline/handoff/internal/spelling"
)

// Topic is the set of content words of a text, for telling whether two
// messages ask the same thing.
type Topic map[string]bool

var emptyWords = spelling.Words(`i me my we us our you your it its this that these those the a an and or but so to of in on at for with from by as is are am was were be been
do does did not no can could will would should may might must have has had please thanks thank hello hi hey ok just still already again asked asking ask said told
what which who how why there here get got tell know need want about any some now then yet really when where if yes well also more only very much up out all day days`)

// sameThing joins words that people change when they ask again.
var sameThing = map[string]string{
	"package": "parcel", "shipment": "parcel", "order": "parcel", "delivery": "parcel", "orders": "parcel", "packages": "parcel", "parcels": "parcel", "item": "parcel",
	"refunded": "refund", "refunds": "refund", "money": "refund", "arrive": "arrive", "arrives": "arrive", "come": "arrive", "coming": "arrive", "delivered": "arrive", "arriving": "arrive", "receive": "arrive", "reach": "arrive",
	"cost": "price", "costs": "price", "charge": "price", "fee": "price", "cancelling": "cancel", "cancelled": "cancel", "canceled": "cancel", "returning": "return", "returns": "return",
	"logging": "login", "log": "login", "signing": "login", "sign": "login", "working": "work", "works": "work",
}

const emptyHan = "我你您他的了吗呢吧啊呀是问在想请就都还又再说到底究竟这那个么嘛哦诶好请问麻烦一下有没"

// TopicOf gives the content words of text: Latin words, pairs of characters.
func TopicOf(text string) Topic {
	t := Topic{}
	for _, c := range clause.Fold(text) {
		var last rune
		for _, w := range strings.Fields(c.Text) {
			last = 0
			if !clause.IsHan(w) {
				t.addWord(w)
				continue
			}
			for _, r := range w {
				if strings.ContainsRune(emptyHan, r) {
					continue
				}
				if last != 0 {
					t[string([]rune{last, r})] = true
				}
				last = r
			}
		}
	}
	return t
}

func (t Topic) addWord(w string) {
	if emptyWords[w] {
		return
	}
	if same, ok := sameThing[w]; ok {
		w = same
	}
	t[stem(w)] = true
}

// Same reports whether two messages are about the same thing: the smaller set
// lies for the most part in the larger one.
func (t Topic) Same(o Topic) bool {
	if len(t) == 0 || len(o) == 0 {
		return false
	}
	small, large := t, o
	if len(small) > len(large) {
		small, large = large, small
	}
	both := 0
	for w := range small {
		if large[w] {
			both++
		}
	}
	if len(small) == 1 {
		return both == 1 && len(large) <= 3
	}
	if both >= 2 && both*2 >= len(small) || both*2 >= len(large)+len(small)-both {
		return true
	}
	return both > 0 && sameCharacters(small, large)
}

// askingHan are characters of asking, in which two questions resemble each other.
const askingHan = "能可以所什啥几不要会怎时候多少"

// sameCharacters compares what two texts are about where Chinese puts the same
// words in another order: "腳架可以帶上機嗎", "腳架能不能帶上飛機".
func sameCharacters(a, b Topic) bool {
	small, large := a.characters(), b.characters()
	if len(small) > len(large) {
		small, large = large, small
	}
	both := 0
	for r := range small {
		if large[r] {
			both++
		}
	}
	return both >= 2 && both*3 >= len(small)*2
}

func (t Topic) characters() map[rune]bool {
	chars := map[rune]bool{}
	for w := range t {
		if !clause.IsHan(w) {
			continue
		}
		for _, r := range w {
			if !strings.ContainsRune(askingHan, r) {
				chars[r] = true
			}
		}
	}
	return chars
}

// stem takes the endings off that a word changes when it is asked again:
// "include", "included".
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s", "e", "d"} {
		if short, ok := strings.CutSuffix(w, end); ok && len(short) >= 4 {
			return short
		}
	}
	return w
}

// Mentions reports whether text contains one of the words, in folded form: whole
// words in Latin script, anywhere in Chinese. It returns the word.
func Mentions(text string, words []string) (string, bool) {
	var folded []string
	for _, c := range clause.Fold(text) {
		folded = append(folded, c.Text)
	}
	whole := " " + strings.Join(folded, " ") + " "
	for _, w := range words {
		var parts []string
		for _, c := range clause.Fold(w) {
			parts = append(parts, c.Text)
		}
		needle := strings.Join(parts, " ")
		if needle == "" {
			continue
		}
		if !clause.IsHan(needle) {
			needle = " " + needle + " "
		}
		if strings.Contains(whole, needle) {
			return w, true
		}
	}
	return "", false
}
