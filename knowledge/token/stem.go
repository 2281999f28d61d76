package token

import (
	"strings"
	"sync/atomic"

	"github.com/kljensen/snowball/english"
)

// Stem gives the form under which an English word in lower case is compared:
// Porter's second stemmer, which the field knows, after British spellings are
// folded into American ones. Other words pass through it nearly unharmed.
func Stem(w string) string {
	if len(w) < 3 {
		return w
	}
	if s, ok := irregular[w]; ok {
		return s
	}
	place := &stemmed[hash(w)%uint32(len(stemmed))]
	if known := place.Load(); known != nil && known.word == w {
		return known.stem
	}
	s := english.Stem(american(w), false)
	place.Store(&stem{strings.Clone(w), strings.Clone(s)}) // not with the text it is from
	return s
}

// stemmed keeps the stems of words seen lately, each word at one place: stemming is
// half the work of taking a text apart, and texts are made of the same words.
var stemmed [1 << 14]atomic.Pointer[stem]

type stem struct{ word, stem string }

// hash is FNV-1a.
func hash(w string) uint32 {
	h := uint32(2166136261)
	for i := range len(w) {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h
}

// american folds the spelling differences that the stemmer does not see.
func american(w string) string { return britishParts.Replace(w) }

// Parts of words, not only ends: "colourfully", "customisations". None of them
// stands in an American word.
var britishParts = strings.NewReplacer(
	"isation", "ization", "alising", "alizing", "alised", "alized", "misin", "mizin", "mised", "mized",
	"nising", "nizing", "nised", "nized", "risin", "rizin", "rised", "rized",
	"celling", "celing", "celled", "celed", "celler", "celer", "velling", "veling", "velled", "veled", "beled", "beled", "belled", "beled",
	"olour", "olor", "avour", "avor", "aviour", "avior", "centre", "center", "catalogue", "catalog", "dialogue", "dialog",
)

var irregular = map[string]string{
	"sent": "send", "paid": "pay", "bought": "buy", "lost": "lose", "broke": "break", "broken": "break",
	"got": "get", "gotten": "get", "chose": "choos", "chosen": "choos", "wrote": "write", "written": "write",
	"ran": "run", "kept": "keep", "found": "find", "forgot": "forget", "forgotten": "forget", "stole": "steal",
	"stolen": "steal", "gave": "give", "given": "give", "took": "take", "taken": "take", "froze": "freez",
	"frozen": "freez", "hidden": "hide", "sold": "sell", "told": "tell", "said": "say", "made": "make",
	"came": "come", "went": "go", "gone": "go", "people": "person", "children": "child", "delivery": "deliv",
	"deliveries": "deliv", "deliver": "deliv", "delivers": "deliv", "delivered": "deliv", "delivering": "deliv",
	"settings": "set", "verification": "verifi", "notification": "notifi", "notifications": "notifi",
	"identification": "identifi", "cheque": "check", "cheques": "check", "grey": "gray", "licence": "licens",
	"defence": "defens", "fulfil": "fulfill", "cancellation": "cancel", "cancellations": "cancel",
	"refund": "refund", "refundable": "refund", "payment": "pay", "payments": "pay", "shipment": "ship",
	"shipments": "ship", "removal": "remov", "renewal": "renew", "approval": "approv", "withdrawal": "withdraw",
	"withdrew": "withdraw", "withdrawn": "withdraw", "replacement": "replac", "replacements": "replac",
	"subscription": "subscrib", "subscriptions": "subscrib", "subscriber": "subscrib",
}

var stopWords = set(`a an the of to in on is are was were be been being am i me my mine you your yours it its this
	that these those for and or do does did can could would will shall has have had having with at from as we our ours us so
	if then than there their them they he she his her him by into onto im ive id ill youre youve its thats theres
	etc eg ie vs just also very`)

// weakWords shape a question more than they name its subject.
var weakWords = set(`how what where when why which who whom whose please tell know want need like help question
	hi hello hey thanks thank anyone someone something anything ok okay but because about any some much many more most
	may might should must let lets get got go way possible able not no dont doesnt didnt cant cannot wont isnt arent
	couldnt wouldnt havent hasnt now still yet here up out off over too only own same such other another use using used`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
