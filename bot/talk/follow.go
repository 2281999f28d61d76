package talk

import (
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/internal/hanzi"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Line is what one side said earlier.
type Line struct {
	Visitor bool
	Text    string
	// Titles are the articles that a line of the bot cited.
	Titles []string
	// Asked says that the bot asked which of Titles is meant.
	Asked bool
}

// Standalone is a question that can be searched for by itself.
type Standalone struct {
	// Text is the question as asked.
	Text string
	// Topic holds what the question is about beside its own words: those of
	// earlier turns, and of sentences that ask nothing.
	Topic string
	// FollowUp says that the question leans on earlier turns.
	FollowUp bool
	// Near is what a short question may lean on though no word of it says so: the
	// subject of the turn before. Empty for a question that leans on it anyway, or
	// is long enough.
	Near string
}

// Leaning is the question read as one that leans on the turn before, if it may be.
func (s Standalone) Leaning() (Standalone, bool) {
	return Standalone{Text: s.Text, Topic: joinLines(s.Near, s.Topic), FollowUp: true}, s.Near != ""
}

func joinLines(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "\n")
}

// Query is the text to search with: the question, and its topic where it
// needs one.
func (s Standalone) Query() string {
	if !s.leans() {
		return s.Text
	}
	return s.Topic + "\n" + s.Text
}

// Told is the question for people to read: as it was asked, and after it what it
// leans on.
func (s Standalone) Told() string {
	if !s.leans() {
		return s.Text
	}
	return s.Text + "\n" + s.Topic
}

func (s Standalone) leans() bool {
	return s.Topic != "" && (s.FollowUp || contentTerms(s.Text) < namesEnough)
}

// namesEnough is how many content terms make a question that can be searched
// for by itself.
const namesEnough = 2

// asksFor are the marks of a sentence that asks, beside its question mark.
var asksFor = regexp.MustCompile(`(?i)[?？]|^\W*(how|what|when|where|which|who|why|can|could|do|does|is|are|will|would|may|should|am i)\b|吗|呢\W*$|怎么|如何|多久|多少|几|什么|哪|是否|能不能|可以.*[吗么]`)

// Focus moves the sentences of a long message that only tell what happened
// into its topic: they say what the question is about, not what it asks.
func (s Standalone) Focus() Standalone {
	var asking, telling []string
	from := 0
	for _, end := range sentence.Ends(s.Text) {
		part := strings.TrimSpace(s.Text[from:end])
		from = end
		switch {
		case part == "":
		case Asks(part):
			asking = append(asking, part)
		default:
			telling = append(telling, part)
		}
	}
	if len(asking) == 0 || len(telling) == 0 {
		return s
	}
	s.Text, s.Topic = strings.Join(asking, "\n"), joinLines(s.Topic, strings.Join(telling, "\n"))
	return s
}

// leans are the openings and pronouns by which a message leans on what was
// said before it.
var (
	opens   = regexp.MustCompile(`(?i)^\W*(and|but|or|so|also|then|ok(ay)?[, ]+(and|but|so)|what about|how about|what if|same for|even (for|if|with)|only|which one|why|why not|since when|until when|how so|how come|really|what else|else|does (it|that|this)|is (it|that|this)|can (i|you|we) (also|do (it|that|this)))\b|^(那么?|还有|那如果|如果|要是|那要|另外|也|呢|然后|可是|但是|但|不过|都|只有|还)`)
	asks    = regexp.MustCompile(`(?i)^\W*(how (long|much|many|soon|often|far)|where|when|by when|until when|which|for how long)\b|^(为什么|多久|多少|几天|什么时候|怎么|哪里|在哪)`)
	pronoun = regexp.MustCompile(`(?i)\b(it|its|that|this|those|these|they|them|one|there|the same|he|she)\b|它|这个|那个|这样|那样|这些|那些|这种|那种|上述|刚才|其中|这|那(?:里|边)?`)
	endsNe  = regexp.MustCompile(`呢\W*$`)
)

// Most content terms a message may have and still lean on the turn before:
// with such an opening, with a question word only, and otherwise.
const (
	fewLeaning = 5
	fewAsking  = 1
	fewOther   = 1
	// fewNear is up to how many a message is tried as one that leans on it.
	fewNear = 4
)

// Resolve makes a follow-up stand for itself: what it leaves unsaid is taken
// from the visitor's last question that stood for itself, and from the titles
// of the articles that answered it.
func Resolve(history []Line, message string) Standalone {
	s := Standalone{Text: message}
	if chosen, question := choice(history, message); chosen != "" {
		return Standalone{Text: question, Topic: chosen, FollowUp: true}
	}
	n := contentTerms(message)
	if !leansOn(message) {
		if n <= fewNear {
			s.Near = s.leanOn(history, n, message).Topic
		}
		return s
	}
	return s.leanOn(history, n, message)
}

// leanOn carries over the subject of the visitor's last question that stood for
// itself.
func (s Standalone) leanOn(history []Line, n int, message string) Standalone {
	var parts []string
	var titles []string
	for i := len(history) - 1; i >= 0; i-- {
		l := history[i]
		switch {
		case !l.Visitor:
			if len(titles) == 0 {
				titles = l.Titles[:min(1, len(l.Titles))]
			}
		case SmallTalk(l.Text) != None:
		case token.Lang(l.Text) != token.Lang(message) && n > fewOther:
			return s // another language is another subject, unless nothing is said but "and that?"
		default:
			parts = append([]string{l.Text}, parts...)
			if !leansOn(l.Text) || len(parts) == 3 {
				return s.about(parts, titles)
			}
		}
	}
	return s.about(parts, titles)
}

// ordinals are the ways to name one of several things, by its place.
var ordinals = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^\W*(the )?(1|one|first|1st|former|第?一个?|一|前者)( one)?\W*$`),
	regexp.MustCompile(`(?i)^\W*(the )?(2|two|second|2nd|第?二个?|二)( one)?\W*$`),
	regexp.MustCompile(`(?i)^\W*(the )?(3|three|third|3rd|last|第?三个?|三|最后一个?)( one)?\W*$`),
}

// choice reads an answer to "which of these do you mean?": the title that was
// meant, and the question that it belongs to.
func choice(history []Line, message string) (title, question string) {
	if len(history) < 2 || !history[len(history)-1].Asked {
		return "", ""
	}
	titles := history[len(history)-1].Titles
	for i, o := range ordinals {
		if i < len(titles) && o.MatchString(message) {
			title = titles[i]
		}
	}
	for _, t := range titles {
		if strings.EqualFold(strings.TrimSpace(message), t) {
			title = t
		}
	}
	for i := len(history) - 2; i >= 0 && title != ""; i-- {
		if history[i].Visitor {
			return title, history[i].Text
		}
	}
	return "", ""
}

func (s Standalone) about(questions, titles []string) Standalone {
	var topic []string
	for _, text := range append(titles, questions...) {
		topic = append(topic, strings.TrimSpace(text))
	}
	s.Topic = strings.Join(topic, "\n")
	s.FollowUp = s.Topic != ""
	return s
}

func leansOn(message string) bool {
	message = hanzi.Text(message)
	n := contentTerms(message)
	switch {
	case opens.MatchString(message), pronoun.MatchString(message), endsNe.MatchString(message):
		return n <= fewLeaning
	case asks.MatchString(message):
		return n <= fewAsking
	}
	return n <= fewOther
}

// contentTerms counts the words that name something; a pair of Chinese
// characters counts as one.
func contentTerms(message string) int {
	n := 0
	pairs := 0
	for _, t := range token.Terms(filler.ReplaceAllString(hanzi.Text(message), " ")) {
		switch t.Kind {
		case token.Word, token.Code:
			n++
		case token.Char:
			pairs++
		}
	}
	return n + (pairs+1)/2
}

var filler = regexp.MustCompile(`(?i)\b(how|long|much|many|soon|takes?|taking|lasts?|costs?|it|that|this|there|pls|please|exactly)\b|请问|怎么|如何|多久|多少|什么|可以|能不能|能|吗|呢|的|了|是|我|你们|你|要|会|有|也|那么|那|这个|这|还|都|在|就|如果|时候|钱|天|呀|啊`)
