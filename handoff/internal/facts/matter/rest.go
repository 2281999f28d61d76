package matter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// Rest finds what else was said that tells something: the clauses, or what is left
// of them, that found does not cover and that are more than talk. An agent reads these
// under what has a kind of its own; nothing that a visitor said of his case is lost.
func Rest(m find.Message, found []find.Fact) []find.Fact {
	var out []find.Fact
	answers := strings.ContainsAny(m.Asked, "?？请") || asksRE.MatchString(m.Asked)
	parts := clauses(m.Text)
	ended := true // a sentence, before this clause
	for _, c := range parts {
		for _, run := range uncovered(c, found) {
			n := len(out)
			goesOn := n > 0 && !ended && fits(m.Text[out[n-1].Start:run.start+len(run.text)]) && !quotedIn(found, out[n-1].End, run.start)
			sense := senseOf(run, found)
			if asks(c) || personRE.MatchString(run.text) || !sense.valued && scoldRE.MatchString(run.text) || !sense.enough(answers, goesOn) {
				continue
			}
			if goesOn {
				out[n-1].End = run.start + len(run.text)
				out[n-1].Value = m.Text[out[n-1].Start:out[n-1].End]
				continue
			}
			out = append(out, pieces(run, found)...)
		}
		ended = c.ends
	}
	return out
}

// quotedIn reports whether something between two places is told in words already.
func quotedIn(found []find.Fact, from, to int) bool {
	return slices.ContainsFunc(found, func(f find.Fact) bool { return f.Kind.InWords() && f.Start < to && from < f.End })
}

func fits(s string) bool { return shortened(s) == len(s) }

// asks reports whether a clause is a question: what was asked last stands in the brief
// as the open one.
func asks(c clause) bool { return questionRE.MatchString(c.text) }

var asksRE = regexp.MustCompile(`(?i)\b(?:please|could you|can you|what|which|may i)\b`)

var questionRE = regexp.MustCompile(`(?i)^(?:(?:and|so|but|ok|hi|hello|hey|please|pls|just|sorry|sir|like) )*(?:(?:how|what|whats|what's|when|where|wheres|where's|why|who|whose|which|any chance)\b|(?:can|could|do|does|did|is|are|am|was|were|will|would|should|has|have|may) (?:you|u|i|we|it|they|he|she|there|this|that|the|my|your|any|anyone|someone|somebody)\b)|[吗嘛]$|怎么(?:办|弄|回事|还|会|就|这么|一直)|什么时候|多久|多少|哪[天里个]|能不能|可不可以|是不是|有没有|为什么|为啥|凭什么|如何|点解|几时|到底`)

// uncovered are the parts of a clause that no fact in words has quoted.
func uncovered(c clause, found []find.Fact) []clause {
	runs := []clause{c}
	for _, f := range found {
		if !f.Kind.InWords() {
			continue
		}
		var next []clause
		for _, r := range runs {
			end := r.start + len(r.text)
			if f.End <= r.start || f.Start >= end {
				next = append(next, r)
				continue
			}
			if f.Start > r.start {
				next = append(next, trimmed(r, 0, f.Start-r.start))
			}
			if f.End < end {
				next = append(next, trimmed(r, f.End-r.start, len(r.text)))
			}
		}
		runs = next
	}
	return runs
}

func trimmed(c clause, from, to int) clause {
	s := strings.TrimLeft(c.text[from:to], " ,，:：")
	start := c.start + to - len(s)
	return clause{text: strings.TrimRight(s, " ,，:："), start: start, asks: c.asks, ends: c.ends}
}

// pieces cuts a long run where a new thought begins, or where it is full.
func pieces(run clause, found []find.Fact) []find.Fact {
	var out []find.Fact
	for run.text != "" {
		to := shortened(run.text)
		if to < len(run.text) {
			if at := thoughtRE.FindAllStringIndex(run.text[:to], -1); len(at) > 0 && at[len(at)-1][0] > to/3 {
				to = at[len(at)-1][0]
			}
		}
		to = besideCard(run, to, found)
		out = append(out, find.Fact{Kind: find.Detail, Start: run.start, End: run.start + to, Value: run.text[:to]})
		run = trimmed(run, to, len(run.text))
	}
	return out
}

// besideCard moves a cut that would part the number of a payment card: its halves would
// not be known for one, and shown.
func besideCard(run clause, to int, found []find.Fact) int {
	for _, f := range found {
		if at := f.Start - run.start; f.Kind == find.Void && at > 0 && at < to && f.End-run.start > to {
			return at
		}
	}
	return to
}

var thoughtRE = regexp.MustCompile(`(?i)\s(?:and|then|which|when|while|after|before|if|now|also|anyway|he|she|they|it|i|we|my)\s`)

// sense is how much words tell of a case: what is left of them without the values,
// which stand in the brief already, and without talk.
type sense struct {
	words, han int
	// all is how many words there are, talk and values among them.
	all int
	// values is set where a thing, a day or an amount stands among them, valued where
	// any value does.
	values, valued bool
	// denies is set where something is said not to be.
	denies bool
}

// enough reports whether it is more than talk. An answer to a question needs less, and
// so does what goes on with something that was told, or says how a value is.
func (s sense) enough(answers, goesOn bool) bool {
	if answers || goesOn || s.values {
		return s.words >= 1 || s.han >= 2 || s.values && s.han >= 1
	}
	return s.words >= 2 || s.words == 1 && s.denies && s.all <= maxDenial || s.han >= 3 || s.words > 0 && s.han > 1
}

// maxDenial is the length in words of a short denial: "no SMS came".
const maxDenial = 5

// keyWords stand before a number and tell nothing that its kind does not.
var keyWords = find.Words(`waybill ref reference number numbers no nr tracking order orders booking account acct member membership customer policy address email e-mail mail phone mobile cell name id code serial sku model invoice ticket case claim card ending paid pay`)

var denialRE = regexp.MustCompile(`(?i)\b(?:no|not|never|nobody|nothing|without|none)\b|n['’]t\b`)

// scoldRE scolds, agrees, or speaks of the talk itself: what was said before and not heard.
var scoldRE = regexp.MustCompile(`(?i)\b(?:f\*+\w*|fuck\w*|shit\w*|bitch|idiots?|morons?|piece of (?:junk|crap)|dumb|jesus|christ)\b|\b(?:like|as) i (?:just )?said\b|\bi (?:have |just |already |literally )*(?:said|told (?:you|yous|u|ya))\b|^(?:you|u|ur|you're|youre|you've) (?:have |are |just |already |not |never |keep |still )*(?:said|told|telling|saying|answered|repeat\w*|getting|listening|understanding|reading)\b|\bsame (?:thing|answer|reply|message)\b|\bsick (?:to death )?of\b|\bthanks for nothing\b|\bconnect me\b|^of course$|\bwrong (?:number|one|order|email|address)\b|\b(?:kindly|please|pls) connect\b|(?:我|都)(?:刚|刚刚|刚才|都|已经|不是)*(?:说|问|讲|话)(?:过|了|咗)|说了.{0,4}遍|讲.{0,2}遍|你(?:根本|都|倒是|能|会|看看|自己看|听|说的)|没听懂|没看懂|傻逼|你妈|你大爷|狗屁|个屁|垃圾|骗子|霸王条款|近人情|叫花子|要饭`)

func senseOf(run clause, found []find.Fact) sense {
	var out sense
	b := []byte(run.text)
	for _, f := range found {
		for i := max(f.Start, run.start); i < min(f.End, run.start+len(b)); i++ {
			out.valued = true
			out.values = out.values || f.Kind == find.Quantity || f.Kind == find.Product || f.Kind == find.Amount || f.Kind == find.Date
			b[i-run.start] = ' '
		}
	}
	rest := hanTalk.ReplaceAllString(string(b), " ")
	out.all = len(strings.Fields(run.text))
	out.denies = denialRE.MatchString(run.text)
	for _, w := range strings.FieldsFunc(strings.ToLower(rest), func(r rune) bool {
		return unicode.Is(unicode.Han, r) || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	}) {
		w = strings.ReplaceAll(strings.Trim(w, "'’"), "’", "'")
		switch {
		case find.DigitsIn(w) > 0:
			out.words += 2
		case len(w) > 1 && !talk[w] && !(out.valued && keyWords[w]):
			out.words++
		}
	}
	for _, r := range rest {
		if unicode.Is(unicode.Han, r) && !strings.ContainsRune(hanSmall, r) {
			out.han++
		}
	}
	return out
}

// personRE is a request for a person, and a question about who is there.
var personRE = regexp.MustCompile(`(?i)\b(?:speak|talk|chat|connect(?: me)?|transfer(?: me)?|put me|get me|give me|need|want|pass me)\b.{0,24}\b(?:person|human|agent|someone|somebody|representative|manager|supervisor|staff|colleague|operator|advis[eo]r|people|being|officer|clerk|rep)\b|\b(?:real|actual|live) (?:person|human|agent|people)\b|\bare you (?:a |an )?(?:bot|robot|human|real|ai|machine)\b|(?:转|接|找|换|叫|要|有没有|让).{0,6}(?:人工|真人|客服|专员|主管|经理|活人)|(?:人工|真人)(?:客服)?(?:呢|吗|在|$)`)

// talk are words that tell nothing of a case by themselves: small words, what people
// greet, thank, agree and scold with, and what is said about the talk itself.
var talk = find.Words(`a an the this that these those i me my mine we us our you your yours u ur ya he him his she her it its they them their who whom whose which what when where why how
i'm im i've ive i'd i'll ill it's that's thats there's theres he's she's we're we've they're you're youre youve don't dont doesn't doesnt didn't didnt can't cant won't wont isn't isnt wasn't wasnt aren't haven't havent hasn't couldn't wouldn't shouldn't
am is are was were be been being do does did done have has had having will would can could shall should may might must ought to of in on at by for from with without about into onto out off over under up down as than then so if or and but because nor not no yes
here there now just only still yet even ever never again already also too very really quite such much many more most some any all both each other another else same own lot lots bit kind sort like
get gets got getting go goes going let make made take keep know knew think thought guess mean means meant say says said saying tell told telling ask asked asking see look looks looking hear want wants wanted need needs needed try trying please
hi hey hello hiya morning afternoon evening dear sir madam team thanks thank ta cheers thx ty pls plz ok okay k kk yeah yep yup ye nope nah sure right fine great good nice well alright oh ah hmm um uh er lol haha hah btw anyway anyways actually basically literally honestly frankly simply exactly maybe perhaps
sorry apologies welcome bye regards kindly mate man guys people folks bro love friend
help helps helping helpful issue problem thing things something anything everything somebody someone anyone everyone nobody question questions answer answers answering reply bot robot chatbot ai machine human person agent agents support service representative supervisor customer
useless ridiculous joke joking disgrace disgraceful disgusting shameful shame pathetic terrible horrible awful worst bad unacceptable unbelievable rubbish garbage stupid dumb idiot idiots fool crap shit bullshit fuck fucking fuckin wtf damn hell bloody god gods sake omg seriously serious kidding angry furious fuming livid annoyed annoying frustrated frustrating upset fed sick tired patience losing enough ffs absolutely completely totally utterly frankly
obviously clearly apparently supposedly surely definitely certainly hopefully unfortunately indeed perfect cool excellent brilliant awesome wonderful whatever
oops whoops better use acceptable agree happy connect connected connecting lovely long story faster quick read reading listen listening understand understanding understood repeat repeating useful time times waste wasting first second third way end point fact stuff sense idea hope`)

// hanSmall are characters that tell nothing by themselves.
const hanSmall = `买购的了吗呢吧啊呀哦嗯哈呵喂嘛啦哎唉诶额欸哇我你您他她它们这那哪个就都也还又再才很太真好不没有是在和跟与或但可而且因为所以如果要想请谢对行能会得地着过到说问让把被给从吧么什怎样些点儿里喔耶喎咁嘅係唔冇呃`

// hanTalk is talk in Chinese.
var hanTalk = regexp.MustCompile(`您好|你好|显然|当然|肯定|确实|在吗|在不在|有人吗|请问|谢谢|感谢|多谢|麻烦(?:你|您)?|不好意思|抱歉|辛苦|好的|知道了|明白|没问题|可以的?|需要的?|人工|客服|真人|机器人|转接|帮我|帮忙|帮下|看一?下|看看|查一?下|快点|赶紧|马上|立刻|尽快|急急?|算了|回答|回复|解决|处理|问题|情况|事情|东西|什么|怎么|为什么|为啥|到底|究竟|你们|咱们|我们|自己|现在|然后|就是|还是|但是|可是|不过|其实|一直|已经|真的|简直|太过分|过分|离谱|无语|气死|生气|狗屁|垃圾|骗子|坑(?:人|钱|爹)|滚(?:蛋|开)?|废话|废物|复读机?|重复|踢皮球|听不懂|看不懂|答非所问|所问|浪费|时间|服务|态度|敷衍|订单(?:编?号)?|单号|电话|手机号?|号码|姓名|名字|地址|邮箱|编号|卡号|会员号?|账号|搞笑|笑死|神经|有病|他妈|妈的|傻|智障|投诉|意思|知道|觉得|感觉|应该|哪里|哪天|多久|时候|一个|一下|一遍|几遍|第[一二三四五]次|每次|稍后再试|稍等|等等`)
