package guard

import (
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/internal/hanzi"
	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Shares of a sentence's terms that the source must hold. A faithful
// paraphrase keeps three quarters of its content words; Chinese pairs of
// characters break more easily than words.
const (
	supportWords = 0.60
	supportPairs = 0.45
	// supportTranslated is low because the glossary knows the words of support
	// and not all words.
	supportTranslated = 0.4
	// supportBeside is what the few words need that stand around names.
	supportBeside = 0.3
	// supportClause is what a part of a sentence needs that says at least
	// fewestToJudge things.
	supportClause = 0.34
	fewestToJudge = 3
	// opposite is how close a sentence of the source must be before its denial
	// is held against ours.
	opposite = 0.75
)

var (
	// polite opens sentences that say nothing about the world.
	polite = regexp.MustCompile(`(?i)^(hi|hello|hey|sure|of course|certainly|thanks?|thank you|(i'm|i am|we're|we are)? ?(so |very )?sorry|no problem|great question|good question|you're welcome|happy to help|glad|i understand|here('s| is| are)( how| what)?|yes|no|absolutely|okay|ok|您好|你好|好的|当然|没问题|抱歉|很抱歉|谢谢|感谢|不客气|明白|理解|以下是|可以的|是的)\b?`)
	// unknown are sentences that say what is not known.
	unknown = regexp.MustCompile(`(?i)\b(i|we) (do not|don't|could not|couldn't|cannot|can't|am not able to|was unable to|am unable to) (have|find|see|know|tell|confirm|say)\b|\bnot (mentioned|covered|specified|stated)\b.*\b(sources?|articles?|information|help)|\bsources? (do|does) not|\b(no|not enough) information\b|(没有|未|无法)(找到|提到|说明|确认|提供|查到).*(信息|资料|内容|文章|说明|相关)|(资料|文章|信息).*(没有|未)(提到|说明|提供)|我(不知道|不清楚|无法确认|没有找到)`)
	// promise speaks for the company or claims a deed.
	promise = regexp.MustCompile(`(?i)\b(i|we)('ve| have|'ll| will| am going to| are going to|'m going to)( already| now| just| immediately| gladly| happily)? (refund|cancel|chang|ship|sen[dt]|issu|process|creat|escalat|forward|updat|delet|credit|compensat|approv|mak|made|book|contact|arrang|guarantee|give|given|add|appl|waiv|replac|reset|call|email)|\b(i|we) (guarantee|promise)\b|我(们)?(已经?|会|将|马上|立即|现在)(为|给|帮|替)?(您|你)?(退款|取消|修改|发送|寄|处理|办理|补偿|赔偿|转|安排|申请|重置|删除|更新)|我(们)?(保证|承诺)`)
	denial  = regexp.MustCompile(`(?i)\b(not|no|never|cannot|can't|don't|doesn't|won't|isn't|aren't|without|unable|impossible|neither|nor|except|excluded)\b|n't\b|不|没有|无法|未|勿|别|禁止|除外`)
	leans   = regexp.MustCompile(`(?i)^(it|they|this|that|these|those|he|she|then|after that|also|in that case|however|but|and|so|它|这|那|此|该|另外|同时|之后|然后|但|不过)\b?`)
	clause  = regexp.MustCompile(`[,;:，；：、()（）]|\s[-–—]+\s|—`)
	// forged opens what somebody else is to have said; "operating system: any" does not.
	forged = regexp.MustCompile(`(?i)(?:^|[^A-Za-z0-9\s]\s*)(system|assistant|user|human|developer)\s*[:：]`)
	// chinese are words of a visitor's language around what English pages name.
	chinese = regexp.MustCompile(`\p{Han}{2,}`)
	latin   = regexp.MustCompile(`[A-Za-z']+`)
	// own are Latin words in a row that may be a sentence of their own within a
	// Chinese one; fewer, or parted by more than a blank, are names and buttons.
	own  = regexp.MustCompile(`[A-Za-z][A-Za-z0-9'’]*(?: [A-Za-z0-9'’]+){3,}`)
	bold = regexp.MustCompile(`\*\*|__`)
)

// check gives the reason to drop a sentence, "" if it may be shown. It may
// mend the citations.
func (g *Guard) check(s *said) Reason {
	words := sentence.Words(s.plain)
	switch {
	case s.text == "" || words == 0:
		return Unsupported
	case g.leak.repeats(s.plain):
		return Repeats
	case promise.MatchString(s.plain):
		return Promise
	case unknown.MatchString(s.plain) && !hasFigure(s.plain) && len(s.links) == 0:
		g.noted++
		return ""
	case words <= 6 && polite.MatchString(s.plain) && !hasFigure(s.plain) && len(s.links) == 0 && len(contentOf(s.plain)) <= 2 && g.strangers(s.plain) <= 1 && !denial.MatchString(s.plain):
		return ""
	case g.fell && leans.MatchString(s.plain):
		return Dangling
	case g.isIntro(s.plain, words):
		return ""
	}
	return g.support(s)
}

// strangers counts the words of a sentence that say something and stand in no
// source.
func (g *Guard) strangers(plain string) int {
	n := 0
	for _, t := range contentOf(polite.ReplaceAllString(plain, "")) {
		if !g.known(t.Text) {
			n++
		}
	}
	return n
}

// known reports a word of the sources, or of any announcement.
func (g *Guard) known(word string) bool {
	return announces[word] || slices.ContainsFunc(g.sources, func(src evidence) bool { return src.terms[word] })
}

// isIntro reports a line that only announces what follows, in words that the
// sources or any announcement use.
func (g *Guard) isIntro(plain string, words int) bool {
	if words > 8 || !strings.HasSuffix(plain, ":") && !strings.HasSuffix(plain, "：") || hasFigure(plain) || denial.MatchString(plain) {
		return false
	}
	for _, t := range contentOf(plain) {
		if !g.known(t.Text) {
			return false
		}
	}
	return true
}

var announces = func() map[string]bool {
	m := make(map[string]bool)
	for _, t := range token.Terms("follow these steps do this you need following options works like way ways here are is how first then 步骤 如下 以下 方法 操作 您可 可以 您需 需要 请按 按以") {
		m[t.Text] = true
	}
	return m
}()

// support looks for a source that carries the sentence: the cited ones first,
// then the others, and mends the citation if only another does.
func (g *Guard) support(s *said) Reason {
	var good []int
	why := Reason(Unsupported)
	for _, n := range s.cites {
		if r := g.carries(n, s); r == "" {
			good = append(good, n)
		} else if why == Unsupported {
			why = r
		}
	}
	if len(good) == 0 && len(s.cites) > 1 && g.together(s) {
		good = s.cites
	}
	for n := 1; n <= len(g.sources) && len(good) == 0; n++ {
		if r := g.carries(n, s); r == "" {
			good = append(good, n)
		} else if r != Unsupported && why == Unsupported {
			why = r
		}
	}
	if len(good) == 0 {
		return why
	}
	s.cites = good
	g.facts++
	return ""
}

// carries gives the reason why source n does not carry the sentence.
func (g *Guard) carries(n int, s *said) Reason {
	src := g.sources[n-1]
	for _, l := range s.links {
		if !strings.Contains(src.lower, hanzi.Text(strings.ToLower(strings.TrimPrefix(l, "mailto:")))) {
			return Link
		}
	}
	for _, f := range figures(s.plain) {
		if !src.figures[f] && !g.said[f] {
			return Figure
		}
	}
	if token.Lang(s.plain) != src.lang {
		// A translation: the words are held against the source through the
		// glossary, and it has to name the source.
		if !slices.Contains(s.cites, n) || src.translated(s.plain) < supportTranslated {
			return Unsupported
		}
		// A sentence of the source's own language within it cannot lend its words.
		if src.lang == "en" && own.MatchString(s.plain) && src.translated(latin.ReplaceAllString(s.plain, " ")) < supportTranslated {
			return Unsupported
		}
		return ""
	}
	if src.foreign(s.plain, slices.Contains(s.cites, n)) {
		return Unsupported
	}
	if shared, need := share(contentOf(s.plain), src.terms); shared < need {
		return Unsupported
	}
	if src.denies(s.plain) {
		return Polarity
	}
	return src.carriesClauses(s.plain)
}

// foreign reports whether a sentence lets somebody else speak, or holds Chinese that
// an English source neither has nor says: beside true words either could be too short
// to weigh. What is said in another language has to name its source.
func (e evidence) foreign(plain string, cited bool) bool {
	if e.forges(plain) {
		return true
	}
	if e.lang == "zh" {
		return false
	}
	words := slices.DeleteFunc(chinese.FindAllString(plain, -1), func(w string) bool { return strings.Contains(e.lower, w) })
	return len(words) > 0 && (!cited || e.translated(strings.Join(words, " ")) < supportBeside)
}

// forges reports whether a sentence lets somebody else speak of whom the source
// does not.
func (e evidence) forges(plain string) bool {
	for _, who := range forged.FindAllStringSubmatch(plain, -1) {
		if !e.terms[strings.ToLower(who[1])] {
			return true
		}
	}
	return false
}

// carriesClauses looks at the parts of a sentence by themselves: a true one
// must not carry an invented one past the check.
func (e evidence) carriesClauses(plain string) Reason {
	for _, part := range clause.Split(plain, -1) {
		content := contentOf(part)
		if len(content) < fewestToJudge {
			continue
		}
		if shared, _ := share(content, e.terms); shared < supportClause {
			return Unsupported
		}
	}
	return ""
}

// together reports whether the cited sources carry the sentence jointly.
func (g *Guard) together(s *said) bool {
	terms, figs := map[string]bool{}, map[string]bool{}
	lower, foreign := "", true
	for _, n := range s.cites {
		src := g.sources[n-1]
		foreign = foreign && src.foreign(s.plain, true)
		for t := range src.terms {
			terms[t] = true
		}
		for f := range src.figures {
			figs[f] = true
		}
		lower += src.lower
		if src.denies(s.plain) {
			return false
		}
	}
	if foreign {
		return false
	}
	for _, l := range s.links {
		if !strings.Contains(lower, hanzi.Text(strings.ToLower(l))) {
			return false
		}
	}
	for _, f := range figures(s.plain) {
		if !figs[f] && !g.said[f] {
			return false
		}
	}
	shared, need := share(contentOf(s.plain), terms)
	return shared >= need
}

// evidence is a source prepared for comparing.
type evidence struct {
	terms   map[string]bool
	figures map[string]bool
	lower   string
	lang    string
	units   []line
}

type line struct {
	terms  map[string]bool
	denied bool
}

func newEvidence(s Source) evidence {
	s.Title, s.Section, s.Text = hanzi.Text(s.Title), hanzi.Text(s.Section), hanzi.Text(s.Text)
	whole := s.Title + "\n" + s.Section + "\n" + s.Text
	e := evidence{terms: map[string]bool{}, figures: map[string]bool{}, lower: strings.ToLower(whole), lang: token.Lang(whole)}
	for _, t := range token.Terms(whole) {
		e.terms[t.Text] = true
	}
	for _, f := range figures(whole) {
		e.figures[f] = true
	}
	for _, u := range sentence.Split(s.Text) {
		terms := map[string]bool{}
		for _, t := range token.Terms(u.Text) {
			terms[t.Text] = true
		}
		e.units = append(e.units, line{terms, denial.MatchString(u.Text)})
	}
	return e
}

// denies reports whether the sentence of the source that is closest to ours,
// and close enough to mean the same thing, says no where ours says yes, or the
// other way round.
func (e evidence) denies(plain string) bool {
	content := contentOf(plain)
	if len(content) == 0 {
		return false
	}
	var best float64
	var same, other bool
	ours := denial.MatchString(plain)
	for _, u := range e.units {
		shared, _ := share(content, u.terms)
		if shared < opposite || shared < best {
			continue
		}
		if shared > best {
			best, same, other = shared, false, false
		}
		if u.denied == ours {
			same = true
		} else {
			other = true
		}
	}
	return other && !same
}

// translated is the part of a sentence in another language that the source
// says, as far as the glossary can tell.
func (e evidence) translated(plain string) float64 {
	var sum, all float64
	for _, w := range lexicon.Read(plain, e.lang).Wishes {
		if w.Kind == token.Weak {
			continue
		}
		all += w.Weight
		var best float64
		for _, o := range w.Options {
			var found, terms int
			for _, option := range o.Terms {
				for _, t := range strings.Fields(option) {
					terms++
					if e.terms[t] {
						found++
					}
				}
			}
			if terms > 0 {
				best = max(best, float64(found)/float64(terms))
			}
		}
		sum += w.Weight * best
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// contentOf gives the terms of a sentence that say something.
func contentOf(text string) []token.Term {
	var out []token.Term
	for _, t := range token.Terms(bold.ReplaceAllString(text, " ")) {
		if t.Kind == token.Word || t.Kind == token.Code || t.Kind == token.Pair {
			out = append(out, t)
		}
	}
	return out
}

// share is the part of content that is among have, and the part that is needed.
func share(content []token.Term, have map[string]bool) (shared, need float64) {
	if len(content) == 0 {
		return 0, supportWords
	}
	found, pairs := 0, 0
	for _, t := range content {
		if have[t.Text] {
			found++
		}
		if t.Kind == token.Pair {
			pairs++
		}
	}
	need = supportWords
	if 2*pairs > len(content) {
		need = supportPairs
	}
	return float64(found) / float64(len(content)), need
}
