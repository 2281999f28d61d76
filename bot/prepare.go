package bot

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/retrieval"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/knowledge/lexicon"
)

// Prepare reads the lists of words and the models that come with the program,
// by deciding on a question nobody asked. They are read when they are first
// needed, and the first visitor after a start would wait for them: some 200 ms.
// It needs neither database nor model and says nothing to anybody.
func (b *Bot) Prepare() {
	for lang, text := range map[string]string{
		"en": "Hello, where can I return a lamp that arrived broken, and what does it cost?",
		"zh": "你好，收到的台灯坏了，在哪里退货，要多少钱？",
	} {
		t := &turn{bot: b, begun: time.Now(), settings: profile.Default()}
		t.claim.Stage = conversation.StageBot
		t.around.Policy = handoff.DefaultPolicy()
		t.lines = transcript.Lines{{Seq: 1, By: conversation.ByVisitor, Text: text, Pending: true}}
		t.understand(lang)
		for _, articles := range []string{"en", "zh"} {
			lexicon.Read(text, articles)
		}
		passage := retrieval.Passage{Chunk: uuid.New(), Title: text, Text: text, Lang: lang, Score: 1, Fit: [3]float64{1, 1, 1}}
		t.found = retrieval.Found{Passages: []retrieval.Passage{passage}, Confidence: 1}
		t.decide()
	}
}
