package sentiment

// Tone is how to speak to a visitor in a mood: to the bot and to the
// suggestions alike.
type Tone string

// The tones, from the usual one to the most careful.
const (
	// ToneUsual is the workspace's own tone.
	ToneUsual Tone = "usual"
	// ToneCaring acknowledges the trouble in a few words and gets on with it.
	ToneCaring Tone = "caring"
	// ToneSoothing comes first with an apology, stays short, makes no jokes and
	// sells nothing.
	ToneSoothing Tone = "soothing"
)

// caringFrom is the anger from which the trouble is worth a word, though
// nobody would call the visitor angry.
const caringFrom = 0.25

// Tone is the one to take now. Who has calmed down is spoken to as usual: to be
// soothed without a reason is its own annoyance.
func (m Mood) Tone() Tone {
	switch {
	case m.Level == Angry:
		return ToneSoothing
	case m.Level == Upset, m.Anger >= caringFrom, m.Peak >= angryFrom && m.Recovery() < 0.7:
		return ToneCaring
	}
	return ToneUsual
}

// Guidance is the tone as an instruction to a model, in English whatever the
// visitor's language; "" for the usual tone. Texts that a person reads come
// from the locale instead.
func (t Tone) Guidance() string {
	switch t {
	case ToneSoothing:
		return "The visitor is angry. Begin with one short, specific apology that names what went wrong, " +
			"then say what happens next. At most four sentences. No jokes, no emoji, no exclamation marks, " +
			"no praise of the company, no offers to buy, no advice to be patient. Never blame the visitor."
	case ToneCaring:
		return "The visitor is unhappy. Acknowledge the trouble in half a sentence, then help. " +
			"Keep it short and factual, without jokes or emoji."
	case ToneUsual:
	}
	return ""
}
