package demo

// CannedReply is what agents insert by "/" and its shortcut.
type CannedReply struct {
	// Shortcut is unique in a language and the same in both: "late-trace".
	Shortcut string
	Lang     string
	Title    string
	// Text is Markdown with variables such as {{visitor.name}},
	// {{agent.name}} and {{order.number}}.
	Text string
	// Team is a team's key, or empty for all.
	Team string
}

// PastReply is what an agent once wrote to a visitor's question and what went
// down well: a source for suggestions.
type PastReply struct {
	Lang string `yaml:"lang"`
	// Team is a team's key.
	Team string `yaml:"team"`
	// Question is the visitor's message it answered.
	Question string `yaml:"question"`
	Text     string `yaml:"text"`
}

type cannedEntry struct {
	Shortcut string            `yaml:"shortcut"`
	Team     string            `yaml:"team"`
	Title    map[string]string `yaml:"title"`
	Text     map[string]string `yaml:"text"`
}

// Canned gives each canned reply in each language.
func Canned() ([]CannedReply, error) {
	var entries []cannedEntry
	if err := read("content/canned.yaml", &entries); err != nil {
		return nil, err
	}
	var replies []CannedReply
	for _, lang := range Langs {
		for _, e := range entries {
			replies = append(replies, CannedReply{
				Shortcut: e.Shortcut, Lang: lang, Team: e.Team, Title: e.Title[lang], Text: e.Text[lang],
			})
		}
	}
	return replies, nil
}

// PastReplies gives good replies of the past, in both languages.
func PastReplies() ([]PastReply, error) {
	var replies []PastReply
	err := read("content/replies.yaml", &replies)
	return replies, err
}
