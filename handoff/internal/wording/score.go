package wording

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/classifier"
	"github.com/firstlinehq/firstline/handoff/internal/request"
)

// learn takes the classifier's view of the message and of each clause.
func (r *reader) learn(m *classifier.Model, clauses []sentence) {
	if len(clauses) == 0 {
		return
	}
	whole := wholeOf(clauses)
	r.text = whole.Text
	r.learnClause(m, &whole)
	seen := r.learned
	r.signs.Whole = seen[Person].Sure
	for i := range clauses {
		r.anchored = r.anchored || anchor.MatchString(clauses[i].Text)
		if len(clauses) > 1 {
			r.learnClause(m, &clauses[i])
		}
	}
	for _, l := range []Label{Person, Refusal} {
		if seen[l].Sure < unseenWhole {
			r.learned[l].Sure *= tornOut
			if len(clauses) > fewClauses {
				r.learned[l].Sure = min(seenClause, r.learned[l].Sure/tornOut)
			}
		}
	}
}

// A clause that asks for a person, in a message that by no means does, was torn out
// of it: "Can somebody else, e.g. my neighbour, collect it?" In a long story a request
// may drown, though: there the clause is good for an offer.
const (
	unseenWhole, tornOut = .02, .1
	fewClauses           = 4
	seenClause           = .2
)

// lone reports whether a text is one word, from which the classifier learns
// more than it says: "wedding" stood in complaints only.
func lone(text string) bool {
	return text == "" || !strings.Contains(text, " ") && (text[0] < 0x80 || utf8.RuneCountInString(text) <= 2)
}

// han finds Chinese.
var han = regexp.MustCompile(`\p{Han}`)

func (r *reader) anchoredFor(l Label) bool {
	a := anchors[l]
	return a == nil || a.MatchString(r.text)
}

// anchor holds the words without which hardly anybody asks for a person.
var anchor = regexp.MustCompile(`\b(?:human\w*|people|persons?|persona\w*|some\w*|any\w*|agents?|representatives?|operators?|team|staff|employees?|colleagues?|managers?|supervisor|boss|lead|real|call\w*|phone|ring|speak\w*|talk\w*|chat\w*|bots?|robots?|machines?|ai|computer|software|program|transfer\w*|connect\w*|escalat\w*|live|hand|pass|put|else|alive|bloke|lad|lady|guy|soul|expert|specialist|advisor|office|service|support|customer|desk|contact|reach|tlk|spk|tak|menschen|conseiller|atendente|authority|charge)\b|[人客服工转电专谁叫机领导经理同事坐席顾问师傅老板店长找换联接回话负责真活]|\bai\b|rg`)

func (r *reader) learnClause(m *classifier.Model, c *sentence) {
	for k, p := range m.Score(classifier.Features(&c.Clause)) {
		l := Learned[k]
		if p > r.learned[l].Sure {
			r.learned[l] = Found{Sure: p, Rule: "learned." + labelNames[l], Start: c.Start, End: c.End}
		}
	}
}

// injury are the rules that see a person hurt; fire, gas and despair are no question
// of policies.
var injury = map[string]bool{"en.hurt": true, "zh.hurt": true, "learned.safety": true}

// overPattern is how unsure the classifier must be to overrule a pattern.
const overPattern = .005

// How sure a request must be where only the classifier sees it: beside a problem, and
// without an anchor, where Chinese, whose characters say less each, needs more.
const (
	besideProblem             = .93
	unanchored, unanchoredHan = .5, .85
)

// alone is how sure the classifier must be of a label that no pattern found.
// What brings a person in at once needs more than what is only offered.
func alone(l Label) float64 {
	switch l {
	case Abuse, Legal, Safety:
		return .93
	case Demand:
		return .9
	default:
		return .75
	}
}

// doubt is what is left of a pattern that the classifier takes for an accident: of
// what brings a person in at once enough to do so all the same.
func doubt(l Label) float64 {
	switch l {
	case Abuse, Legal, Safety:
		return .6
	default:
		return .5
	}
}

// weigh joins patterns and classifier.
func (r *reader) weigh() {
	for _, l := range Learned {
		if l != Person && l != Refusal {
			r.join(l)
		}
	}
	if r.mild {
		r.soften()
	}
	if safety := &r.Reading[Safety]; (r.unhurt || r.insured) && injury[safety.Rule] {
		safety.Sure = min(safety.Sure, .49)
	}
	r.weighPerson()
}

// weighPerson decides between a request and a refusal: the signs of a request are
// weighed together, and a refusal stands where they are not enough.
func (r *reader) weighPerson() {
	person, learned := &r.Reading[Person], r.learned[Person]
	refusal, noPerson := &r.Reading[Refusal], r.learned[Refusal]
	if r.turned {
		return
	}
	sure := r.signs.Sure()
	if person.Sure == 0 {
		*person = learned
	}
	if named := r.bare != "" && r.bare == r.text; person.Rule == learned.Rule && (named || lone(r.text) && !r.anchored) {
		sure = 0 // for one word, or the service's name, the classifier is never enough
	} else if person.Rule == learned.Rule {
		sure = r.doubted(sure)
	}
	person.Sure = sure
	switch {
	case sure >= request.Asked:
		*refusal = Found{}
	case refusal.Sure > 0:
		*person = Found{}
	case noPerson.Sure > .7 && noPerson.Sure > learned.Sure && r.negated:
		*refusal, *person = noPerson, Found{}
	}
}

// doubted lowers what only the classifier sees: in a message that tells a problem,
// whose words of asking mostly ask for advice, and in one without a word of people,
// talking or machines, such as a number that the bot asked for.
func (r *reader) doubted(sure float64) float64 {
	if !r.anchored && (sure < unanchored || han.MatchString(r.text) && sure < unanchoredHan) {
		return 0
	}
	if r.learned[Problem].Sure > .5 && sure < besideProblem {
		return sure * request.Asked / besideProblem
	}
	return sure
}

// anchors of the labels that bring a person in at once, and of demands: the
// classifier alone is not believed where none of these words stands.
var anchors = map[Label]*regexp.Regexp{
	// When a shop opens is a question like any other.
	Reach:  regexp.MustCompile(`\b(?:contact\w*|reach\w*|call\w*|phone\w*|ring|telephone|email|e mail|mail|number|address|support\w*|service|helpdesk|help|hotline|helpline|chat|agents?|team|staff|someone|somebody|anyone|person|human|people|speak|talk|message|text|write|whatsapp|telegram|wechat|skype|twitter|facebook|complain\w*|touch|hold|lines?|reps?|department|office|manager|who|customer|desk|ticket|complaints)\b|[客服电话联系找谁热线邮箱微信号人工诉拨打询反馈留言]`),
	Demand: regexp.MustCompile(`\b(?:now|immediately|instantly|asap|today|tonight|at once|right away|refund\w*|money|cash|pay|back|demand\w*|insist\w*|want|must|expect|hours?|minutes?|else|otherwise|deadline|within|final|last|fix|replace\w*|compensat\w*)\b|[马立即赶快尽退钱款赔今现限必须否则要]`),
	Safety: regexp.MustCompile(`\b(?:burn\w*|fire|flame\w*|smok\w*|fumes|spark\w*|shock\w*|electr\w*|explo\w*|blew|melt\w*|gas|leak\w*|hurt\w*|injur\w*|bleed\w*|blood|cut|glass|needle|hospital|doctor|ambulance|emergency|poison\w*|sick|dizzy|faint\w*|breath\w*|chok\w*|swallow\w*|swell\w*|swollen|allerg\w*|rash|skin|eyes?|throat|fell|fall|collaps\w*|crash\w*|brakes?|kill\w*|die|dying|life|suicid\w*|harm\w*|danger\w*|unsafe|scared|threat\w*|stalk\w*|follow\w*|assault\w*|hit|touched|jump|mould|mold|acid|chemical|concussion)\b|[伤血火烟电炸烧烫毒肿死活医急吞噎晕敏险怕胁扰跳疼痛吸摔砸夹割划焦鼓塌倒烂窒]`),
	Legal:  regexp.MustCompile(`\b(?:law\w*|legal\w*|illegal\w*|court|sue\w*|suing|police|report\w*|attorney|solicitor|regulator\w*|authorit\w*|complain\w*|fraud|theft|rights|ombudsman|press|tribunal|served|charges|chargeback|agency|bbb|ftc|gdpr|ico|standards|consumer|liable|media|notice|claims)\b|[诉律法警局告举维消曝媒记仲投官权监管诈]|\b12315\b`),
	Abuse:  regexp.MustCompile(`\b(?:you\w*|u|ur|ya|yall|idiot\w*|moron\w*|stupid|dumb\w*|bitch\w*|fuck\w*|f+u+c*k+\w*|shit\w*|ass\w*|bastard\w*|cunt\w*|scum\w*|hell|die|kill\w*|retard\w*|trash|garbage|pig\w*|worthless|useless|smash|beat|burn|bomb|fucking|fkn|foreigners|animals|vermin|parasites|whore|dick\w*|prick)\b|[傻蠢猪狗畜贱滚死妈逼脑废屎骗孙子砍杀弄炸烧砸操草艹日干你恶混蛋杂种垃圾]`),
}

// soften takes anger and abuse back that only the classifier saw, in a message
// whose strong words attack nobody.
func (r *reader) soften() {
	for _, l := range []Label{Anger, Abuse} {
		if f := &r.Reading[l]; strings.HasPrefix(f.Rule, "learned.") {
			f.Sure *= .4
		}
	}
}

// join lets a pattern and the classifier confirm each other.
func (r *reader) join(l Label) {
	found, learned := &r.Reading[l], r.learned[l]
	switch {
	case found.Sure == 0:
		*found = learned
		if bar := alone(l); learned.Sure < bar || !r.anchoredFor(l) || l != Problem && lone(r.text) {
			found.Sure = min(found.Sure*.5/bar, .49)
		}
	case learned.Sure < overPattern:
		found.Sure *= doubt(l)
	default:
		found.Sure = max(found.Sure, learned.Sure)
	}
}

var labelNames = map[Label]string{
	Person: "person", Refusal: "refusal", Reach: "reach", Anger: "anger", Abuse: "abuse",
	Legal: "legal", Safety: "safety", Demand: "demand", Problem: "problem",
}
