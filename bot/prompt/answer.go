package prompt

import (
	"crypto/rand"
	"embed"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/internal/clip"
)

//go:embed versions/*.md
var versions embed.FS

// Current is the version that new turns use.
const Current = "answer.v1"

// NoAnswer is what the model replies when the sources do not answer.
const NoAnswer = "NO_ANSWER"

// Source is one numbered passage.
type Source struct {
	Title, Section, Text string
}

// Line is one message of the conversation so far.
type Line struct {
	Visitor bool
	Text    string
}

// Answer is what an answer is asked from.
type Answer struct {
	// Workspace is the brand's name, Instructions are its admin's: both trusted.
	Workspace, Instructions string
	// Lang is the language to answer in, "en" or "zh".
	Lang    string
	Now     time.Time
	Sources []Source // numbered from 1
	// History is the conversation before the question, oldest first.
	History  []Line
	Question string
	// Secrets are made once a turn.
	Secrets Secrets
}

// Secrets make a prompt unforgeable: the nonce marks our fences, the canary
// betrays a reply that repeats the system message.
type Secrets struct {
	Nonce, Canary string
}

// NewSecrets draws both from the system's generator.
func NewSecrets() Secrets {
	draw := func(n int) string {
		b := make([]byte, n)
		_, _ = rand.Read(b) // never fails
		return hex.EncodeToString(b)
	}
	return Secrets{Nonce: draw(6), Canary: "fl" + draw(8)}
}

// Built is a prompt ready to be sent.
type Built struct {
	System, User string
	// Version names the file it was made from.
	Version string
}

// historyLines and historyBytes bound how much of the conversation is sent.
const (
	historyLines = 8
	historyBytes = 600
)

// Build makes the prompt for an answer.
func Build(a Answer) Built {
	return Built{System: a.system(), User: a.user(), Version: Current}
}

func (a Answer) system() string {
	house := ""
	if h := strings.TrimSpace(a.Instructions); h != "" {
		house = "Rules of the house, from the owner:\n" + Neutral(h)
	}
	return strings.TrimSpace(strings.NewReplacer(
		"{workspace}", Neutral(a.Workspace), "{date}", a.Now.UTC().Format("Monday, 2006-01-02"),
		"{nonce}", a.Secrets.Nonce, "{canary}", a.Secrets.Canary, "{no_answer}", NoAnswer,
		"{language}", languageName(a.Lang), "{house}", house,
	).Replace(version(Current)))
}

func version(name string) string {
	raw, err := versions.ReadFile("versions/" + name + ".md")
	if err != nil {
		panic(err) // embedded: a build without its prompts
	}
	return string(raw)
}

func languageName(lang string) string {
	if lang == "zh" {
		return "Simplified Chinese"
	}
	return "English"
}

func (a Answer) user() string {
	var b strings.Builder
	for i, s := range a.Sources {
		title := s.Title
		if s.Section != "" {
			title += " › " + s.Section
		}
		a.fence(&b, fmt.Sprintf("source %d", i+1), oneLine(title)+"\n"+s.Text)
	}
	if h := a.History[max(0, len(a.History)-historyLines):]; len(h) > 0 {
		var talk strings.Builder
		for _, l := range h {
			who := "assistant"
			if l.Visitor {
				who = "visitor"
			}
			fmt.Fprintf(&talk, "(%s) %s\n", who, oneLine(cut(l.Text, historyBytes)))
		}
		a.fence(&b, "conversation", talk.String())
	}
	a.fence(&b, "question", a.Question)
	return strings.TrimSpace(b.String())
}

// fence puts untrusted text between marks that only this call knows.
func (a Answer) fence(b *strings.Builder, name, text string) {
	text = strings.ReplaceAll(Neutral(text), a.Secrets.Nonce, "")
	fmt.Fprintf(b, "<<%s %s>>\n%s\n<<end %s>>\n\n", name, a.Secrets.Nonce, strings.TrimSpace(text), a.Secrets.Nonce)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return clip.Bytes(s, n) + "…"
}
