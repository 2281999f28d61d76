package guard

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/sentence"
)

// ErrLeak: the reply repeats what only the system message holds.
var ErrLeak = errors.New("the reply repeats the system message")

// Source is a passage that the model was given, by its number from 1.
type Source struct {
	Title, Section, Text string
}

// Config is what a reply is held against.
type Config struct {
	Sources []Source
	// Said are the visitor's own words: codes in them may be repeated.
	Said string
	// Hosts, unless empty, are the only hosts whose links stay links.
	Hosts []string
	// System is the system message, Secrets what was drawn for it.
	System  string
	Secrets prompt.Secrets
}

// Reason says why a sentence was dropped. The values stand in traces.
type Reason string

// The reasons.
const (
	Unsupported Reason = "unsupported" // no source says it
	Figure      Reason = "figure"      // a number, date or code that no source has
	Link        Reason = "link"        // an address that no source has
	Polarity    Reason = "polarity"    // the source says the opposite
	Promise     Reason = "promise"     // speaks for the company in the first person
	Dangling    Reason = "dangling"    // leans on a sentence that was dropped
	Repeats     Reason = "repeats"     // words of the system message
)

// Dropped is a sentence that was not released.
type Dropped struct {
	Text   string `json:"text"`
	Reason Reason `json:"reason"`
}

// Guard checks one reply. It is used by one goroutine.
type Guard struct {
	cfg     Config
	sources []evidence
	leak    *leakFilter
	said    map[string]bool

	raw      strings.Builder // the reply as it came
	pending  string          // not released yet
	out      strings.Builder
	thinking bool
	begun    bool
	fell     bool // the sentence before was dropped

	// Result so far.
	cited   []int // source (from 1) of each number in the released text
	dropped []Dropped
	facts   int
	noted   int // sentences that say what is not known
	missed  bool
}

// New makes a guard for one reply.
func New(cfg Config) *Guard {
	g := &Guard{cfg: cfg, leak: newLeakFilter(cfg.System, cfg.Secrets), said: codes(cfg.Said)}
	for _, s := range cfg.Sources {
		g.sources = append(g.sources, newEvidence(s))
	}
	return g
}

// longest is how much text may lack a sentence's end before it is judged as it
// stands; a sentence of a support answer is a tenth of it.
const longest = 1200

// Write takes a piece of the reply and gives the text that may be shown now.
func (g *Guard) Write(delta string) (string, error) {
	g.raw.WriteString(delta)
	if g.leak.Write(delta) {
		return "", ErrLeak
	}
	g.pending += delta
	return g.release(false), nil
}

// Close takes what is left when the model has finished.
func (g *Guard) Close() (string, error) {
	return g.release(true), nil
}

// release checks the sentences that are whole.
func (g *Guard) release(final bool) string {
	if !g.skipThinking(final) {
		return ""
	}
	from := g.out.Len()
	for g.pending != "" && !g.missed {
		n := whole(g.pending, final)
		if n == 0 {
			break
		}
		g.judge(g.pending[:n])
		g.pending = g.pending[n:]
	}
	if g.missed {
		g.pending = ""
	}
	return g.out.String()[from:]
}

// skipThinking passes over what a reasoning model thinks aloud.
func (g *Guard) skipThinking(final bool) bool {
	const open, shut = "<think>", "</think>"
	if !g.begun {
		trimmed := strings.TrimLeftFunc(g.pending, unicode.IsSpace)
		switch {
		case strings.HasPrefix(trimmed, open):
			g.thinking, g.begun = true, true
		case len(trimmed) < len(open) && strings.HasPrefix(open, trimmed) && !final:
			return false // may still become one
		default:
			g.begun = true
		}
	}
	if !g.thinking {
		return true
	}
	_, rest, ok := strings.Cut(g.pending, shut)
	if !ok {
		if final {
			g.pending = ""
		}
		return false
	}
	g.pending, g.thinking = strings.TrimLeftFunc(rest, unicode.IsSpace), false
	return true
}

// judge releases or drops one sentence with the space around it.
func (g *Guard) judge(text string) {
	body := strings.TrimSpace(text)
	if body == "" {
		g.space(text)
		return
	}
	if strings.Contains(body, prompt.NoAnswer) {
		if g.missed = g.facts == 0; g.missed {
			return
		}
		body = strings.TrimSpace(strings.ReplaceAll(body, prompt.NoAnswer, ""))
		if body == "" {
			return
		}
	}
	s := g.read(body)
	if why := g.check(&s); why != "" {
		g.dropped = append(g.dropped, Dropped{Text: s.plain, Reason: why})
		g.fell = true
		return
	}
	g.fell = false
	g.put(text, s)
}

// space keeps line breaks between released sentences and nothing before them.
func (g *Guard) space(text string) {
	if g.out.Len() > 0 && strings.Contains(text, "\n") && !strings.HasSuffix(g.out.String(), "\n\n") {
		g.out.WriteByte('\n')
	}
}

func (g *Guard) put(text string, s said) {
	if g.out.Len() > 0 {
		switch lead := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsSpace))]; {
		case s.mark != "" && !strings.HasSuffix(g.out.String(), "\n"):
			g.out.WriteByte('\n')
		case strings.Contains(lead, "\n"):
		case !strings.HasSuffix(g.out.String(), "\n") && !wide(g.out.String()):
			g.out.WriteByte(' ')
		}
	}
	g.out.WriteString(s.mark + s.text)
	for _, n := range s.cites {
		g.out.WriteString(g.number(n))
	}
	if strings.HasSuffix(strings.TrimRight(text, " \t"), "\n") {
		g.out.WriteByte('\n')
	}
}

// number writes a citation of source n under the number it has in the text.
func (g *Guard) number(n int) string {
	at := slices.Index(g.cited, n)
	if at < 0 {
		g.cited = append(g.cited, n)
		at = len(g.cited) - 1
	}
	return " [" + itoa(at+1) + "]"
}

func wide(s string) bool {
	for _, mark := range []string{"。", "！", "？", "；", "…", "”", "）", "："} {
		if strings.HasSuffix(s, mark) {
			return true
		}
	}
	return false
}

// Result is what came of a reply.
type Result struct {
	// Text is everything that was released.
	Text string
	// Cited gives for each number in Text, from 1, the number of the source.
	Cited []int
	// Facts counts released sentences that say a fact with support.
	Facts int
	// Missed: the model said that the sources do not answer.
	Missed  bool
	Dropped []Dropped
}

// Result is the state after Close.
func (g *Guard) Result() Result {
	return Result{Text: strings.TrimSpace(g.out.String()), Cited: g.cited, Facts: g.facts, Missed: g.missed || g.facts == 0 && g.noted > 0, Dropped: g.dropped}
}

// whole is the length of the first sentence of text that has come completely,
// its citations with it; 0 while it has not.
func whole(text string, final bool) int {
	lead := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	if lead == len(text) {
		if final {
			return lead
		}
		return 0
	}
	line := text[lead:]
	nl := strings.IndexByte(line, '\n')
	if nl >= 0 {
		line = line[:nl]
	}
	mark := len(listMark.FindString(line))
	for _, end := range sentence.Ends(line[mark:]) {
		end += mark
		end += len(citations.FindString(line[end:]))
		rest := line[end:]
		switch {
		case rest != "" && !strings.HasPrefix(rest, "[") && !strings.HasPrefix(rest, "【"):
			return lead + end
		case rest != "": // a citation that has only begun, or a link
			if nl >= 0 || final {
				return lead + end
			}
			return 0
		case nl >= 0:
			return lead + nl + 1
		case final || len(line) > longest:
			return len(text)
		}
	}
	return 0
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
