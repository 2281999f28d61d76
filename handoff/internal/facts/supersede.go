package facts

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// corrections say that what was said before is to be forgotten.
var corrections = regexp.MustCompile(`(?i)^\s*\*|\bsorry\b(?: to| for| but| about| if| doesn't| doesnt| isn't| isnt| won't| wont)?|\b(?:actually|correction|i meant?|my mistake|mistaken|typo|mistyped|misread|wrong (?:number|one|email|e-mail|mail|address|name|order|date|phone|digits?)|should (?:be|have been|say|read)|scratch that|ignore (?:that|the|my)|forget (?:that|the)|not the|or rather|rather,|oops|my bad|whoops|use (?:this|my|that)|instead|new (?:email|address|number|phone|one)|changed (?:it|my)|no wait|wait,? (?:no|it|that|its|i)|hang on|hold on|make that|edit:|moved|updated|(?:right|correct|proper|real|better) (?:one|number|email|address|is)|looked again|checked again|double.?checked|looking (?:at it )?again|swapped|transposed|let me correct|other way round|it'?s not|it isn'?t|that was)\b|\bnot [#\w]+@?|\bno[,.] (?:it|that|the|my|not|#|\d)|更正|说错|写错|打错|输错|填错|看错|弄错|搞混|记混|发错了?号|不对|应该是|应为|改成|改为|换成|换个|换到|刚才那个|刚刚那个|之前那个|之前的|搞错|错了|有误|口误|写反|弄反|少打|多打|漏打|少写|多写|抱歉|不好意思|记错|新的?(?:邮箱|地址|电话|手机|号码)|另一个(?:邮箱|手机|号)|纠正|订正|准确地?说|其实是|才对|才是|重新(?:给|发|说)|我重新|用这个|打这个|不是`)

// politely is "sorry" without a correction.
var politely = regexp.MustCompile(`(?i)^sorry (?:to|for|but|about|if|doesn't|doesnt|isn't|isnt|won't|wont)$`)

// additions say that both hold.
var additions = regexp.MustCompile(`(?i)\b(?:also|another|second|as well|too|both|and the other|plus|additional|or (?:at|on|my)?)\b|还有|另外|另一[个笔单]|以及|也是|第二[个笔单]|都|或者`)

// unfound is the other side doubting what was given.
var unfound = regexp.MustCompile(`(?i)\b(?:can(?:no|')t find|couldn'?t find|could not find|did not find|no (?:order|account|record|match)|not (?:valid|recogni[sz]ed|in our)|invalid|doesn'?t (?:exist|match)|does not (?:exist|match)|double.?check|check (?:it|the|your|that)|verify|confirm the|re-?enter|correct)\b|查不到|找不到|没有?(?:找到|查到|查询到)|不存在|核对|再确认|有误|无效|重新(?:提供|输入)|不匹配|是否正确`)

// mistaken says so even beside a word that adds.
var mistaken = regexp.MustCompile(`(?i)\bwrong (?:one|number|order)\b|\bmine is\b|\bthat(?:'?s| is| one is| one was) my (?:wife|husband|sister|brother|mum|mom|dad|son|daughter|friend|partner)'?s\b|拿错|看错|发错`)

// single are the kinds of which a person gives one at a time.
var single = map[find.Kind]bool{find.Email: true, find.Phone: true, find.Address: true}

// numbered are the kinds that are told by a number, and mended when it was not found.
var numbered = map[find.Kind]bool{find.Account: true, find.Code: true, find.Order: true, find.Tracking: true, find.Ticket: true, find.SKU: true, find.Phone: true, find.Email: true}

// supersede joins what a message told to what was known.
func supersede(known, found []find.Fact, m find.Message) []find.Fact {
	adds := additions.MatchString(m.Text)
	for _, f := range found {
		if f.Kind.InWords() {
			continue // a new number takes an old one back, a sentence takes back none
		}
		if f.Superseded {
			markSame(known, f)
			continue
		}
		replaces := corrects(m.Text, f) && (!adds || mistaken.MatchString(m.Text)) || single[f.Kind] && !adds || numbered[f.Kind] && unfound.MatchString(m.Asked)
		// Days are spoken of one after the other: only an explicit slip takes one back.
		if !replaces || f.Kind == find.Product || f.Kind == find.Date && !between.MatchString(m.Text) {
			continue
		}
		for i := range known {
			k := &known[i]
			if !k.Superseded && k.Kind == f.Kind && !sameValue(k.Value, f.Value) && !givenAgain(found, k) {
				k.Superseded = true
			}
		}
	}
	return append(known, found...)
}

// sameValue: a value, or the same with more of it: "Tom" and "Tom Baker".
func sameValue(a, b string) bool {
	a, b = find.Fold(a), find.Fold(b)
	return a == b || len(a) > 2 && strings.Contains(b, a) && find.DigitsIn(a) == 0 || len(b) > 2 && strings.Contains(a, b) && find.DigitsIn(b) == 0
}

// givenAgain reports whether a message tells both, the known and the new.
func givenAgain(found []find.Fact, k *find.Fact) bool {
	for _, f := range found {
		if f.Kind == k.Kind && !f.Superseded && find.Fold(f.Value) == find.Fold(k.Value) {
			return true
		}
	}
	return false
}

// How near to a value a correction stands, in bytes, and up to which length a
// message is one correction as a whole, in characters.
const (
	nearBefore  = 60
	nearAfter   = 40
	shortRunes  = 70
	maxHanShort = 30
)

// corrects reports whether a message gives f in place of what was said.
func corrects(text string, f find.Fact) bool {
	from, to := max(f.Start-nearBefore, 0), min(f.End+nearAfter, len(text))
	limit := shortRunes
	if find.FirstRune(strings.TrimSpace(text)) >= 0x2E80 {
		limit = maxHanShort
	}
	if utf8.RuneCountInString(text) <= limit {
		from, to = 0, len(text)
	}
	for _, at := range corrections.FindAllStringIndex(text, -1) {
		if at[1] <= from || at[0] >= to || politely.MatchString(text[at[0]:at[1]]) {
			continue
		}
		return true
	}
	return false
}

func markSame(known []find.Fact, taken find.Fact) {
	for i := range known {
		whole, part := find.Fold(known[i].Value), find.Fold(taken.Value)
		if whole == part || known[i].Kind == taken.Kind && len(part) >= shortEnd-1 && find.DigitsIn(part) == len(part) && strings.HasSuffix(whole, part) {
			known[i].Superseded = true
		}
	}
}

var (
	takenBefore = regexp.MustCompile(`(?i)(?:\bnot|\bnever (?:booked|ordered|bought|had|placed|made|used|called)|\bdid(?:n't| not) (?:book|order|buy|place)|从没[订买下]过?|没[订买下]过|\binstead of|\brather than|\bold (?:one|number|email|address|mobile|phone|card),?(?: was| is)?|\bno longer|\bwas|\bisn't|\bdon't use|\bdo not use|\bforget|\bignore|\bi (?:wrote|put|typed|entered)|不是|不要用|不用|别用|别打|别发|别寄|不要送|别送|不送|不要寄|写成|填成|旧的是?|原来的?是?|以前的?是?|之前的?是?|而不是)\s?(?:my |order |number |e-?mail |#|the |old |to |on |at |订单号?|单号|邮箱|号码|电话|手机号?|地址|到|那个)*$`)
	// deniedAfter says of what is in front that it is somebody else's.
	deniedAfter = regexp.MustCompile(`(?i)^[)"”' ,]*(?:is not|isn'?t|was not|wasn'?t) (?:mine|ours|my |our )|^[)” ]*(?:不是我的|是谁的|是别人的|我没[订买下])`)
	// outOfUse says of an address or a number that it is not the one to use.
	outOfUse = regexp.MustCompile(`(?i)^[)"”' ,]*(?:is (?:old|wrong|dead|disconnected|no longer|not in use|out of use)|which (?:i|we) (?:don'?t|do not|never|no longer)|doesn'?t (?:work|exist) any ?more)|^[)” ，,]*(?:不要用|别用|不用了|停机|停用|作废|已停|是旧的|注销)`)
	wordNot  = regexp.MustCompile(`(?i)\bwas$|\bi (?:wrote|put|typed|entered)$|不用$|原来的?是?$|以前的?是?$|之前的?是?$`)
)

// markTakenBack marks "not 8841" in "it's 8842, not 8841": a kind is given twice
// in a message and one stands behind a not.
func markTakenBack(found []find.Fact, text string) {
	for i := range found {
		if found[i].Kind.InWords() {
			continue
		}
		before := find.Before(text, found[i].Start)
		after := text[found[i].End:]
		if deniedAfter.MatchString(after) && found[i].Kind != find.Product || single[found[i].Kind] && outOfUse.MatchString(after) {
			found[i].Superseded = true
			continue
		}
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
func markCorrected(found []find.Fact, text string) {
	for i := range found {
		for j := i + 1; j < len(found); j++ {
			if found[j].Kind == found[i].Kind && !found[i].Kind.InWords() && !found[j].Superseded && find.Fold(found[i].Value) != find.Fold(found[j].Value) &&
				between.MatchString(text[found[i].End:found[j].Start]) {
				found[i].Superseded = true
			}
		}
	}
}

// between is said between a slip and its correction; "not" belongs to what follows it.
var between = regexp.MustCompile(`(?i)\b(?:sorry|actually|correction|i meant?|mistake|typo|no wait|no,|nope|hang on|hold on|make (?:that|it)|wait|or rather|oops|whoops|scratch that|should be|it's actually|use this|use (?:my|the) (?:new|other)|(?:correct|right|new|proper) one)\b|不对|说错|写错|打错|输错|看错|应该是|错了|口误|更正|改成|改为|换成|哦不|啊不|等等|不不|换到|不是|唔系`)

func hasOther(found []find.Fact, i int) bool {
	for j := range found {
		if j != i && found[j].Kind == found[i].Kind {
			return true
		}
	}
	return false
}
