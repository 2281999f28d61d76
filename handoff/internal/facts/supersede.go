package facts

import (
	"regexp"
	"strings"
)

// corrections say that what was said before is to be forgotten.
var corrections = regexp.MustCompile(`(?i)\b(?:sorry|actually|correction|i meant|i mean|mistake|typo|wrong (?:number|one|email|address|name)|instead|should be|scratch that|ignore (?:that|the)|not the|rather|oops|my bad|use this|new (?:email|address|number|phone)|changed|wait|pardon|edit)\b|\bnot [#\w]|更正|说错|写错|打错|发错了?号|不对|应该是|不是|改成|改为|换成|刚才那个|搞错|错了|抱歉|记错|新的(?:邮箱|地址|电话|手机)|纠正|订正`)

// additions say that both hold.
var additions = regexp.MustCompile(`(?i)\b(?:also|another|second|as well|too|both|and the other|plus|additional)\b|还有|另外|另一个|以及|也是|第二个|都`)

// single are the kinds of which a person gives one at a time.
var single = map[Kind]bool{Name: true, Email: true, Phone: true, Address: true}

// supersede joins what a message told to what was known.
func supersede(known, found []Fact, text string) []Fact {
	corrects := corrections.MatchString(text)
	adds := additions.MatchString(text)
	for _, f := range found {
		if f.Superseded {
			markSame(known, f)
			continue
		}
		for i := range known {
			k := &known[i]
			if k.Superseded || k.Kind != f.Kind || Fold(k.Value) == Fold(f.Value) {
				continue
			}
			if corrects && f.Kind != Product || single[f.Kind] && !adds {
				k.Superseded = true
			}
		}
	}
	return append(known, found...)
}

func markSame(known []Fact, taken Fact) {
	for i := range known {
		if Fold(known[i].Value) == Fold(taken.Value) {
			known[i].Superseded = true
		}
	}
}

var (
	takenBefore = regexp.MustCompile(`(?i)(?:\bnot|\binstead of|\brather than|\bold (?:one|number|email|address)(?: was| is)?|\bno longer|\bwas|\bisn't|不是|不要用|别用|旧的是?|原来的?是?|以前的?是?|而不是)\s?(?:order |number |#|the |订单号?|单号)*$`)
	wordNot     = regexp.MustCompile(`(?i)\bwas$`)
)

// markTakenBack marks "not 8841" in "it's 8842, not 8841": a kind is given twice
// in a message and one stands behind a not.
func markTakenBack(found []Fact, text string) {
	for i := range found {
		before := text[:found[i].Start]
		if !takenBefore.MatchString(before) {
			continue
		}
		trimmed := strings.TrimRight(before, " #")
		if wordNot.MatchString(trimmed) && !hasOther(found, i) {
			continue
		}
		found[i].Superseded = true
	}
}

// markCorrected marks the first of two in "55120, sorry, 55210": a correction
// stands between them.
func markCorrected(found []Fact, text string) {
	for i := range found {
		for j := i + 1; j < len(found); j++ {
			if found[j].Kind == found[i].Kind && !found[j].Superseded && Fold(found[i].Value) != Fold(found[j].Value) &&
				between.MatchString(text[found[i].End:found[j].Start]) {
				found[i].Superseded = true
			}
		}
	}
}

// between is said between a slip and its correction; "not" belongs to what follows it.
var between = regexp.MustCompile(`(?i)\b(?:sorry|actually|correction|i meant?|mistake|typo|no wait|no,|rather|oops|scratch that|should be|instead|it's|its)\b|不对|说错|写错|打错|应该是|错了|更正|改成|改为|换成|哦不|啊不|不是`)

func hasOther(found []Fact, i int) bool {
	for j := range found {
		if j != i && found[j].Kind == found[i].Kind {
			return true
		}
	}
	return false
}
