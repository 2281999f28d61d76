package transcript

import (
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// Cited are the articles that the bot's messages among events cite, each once,
// in the order of their first citation.
func Cited(events []*conversation.Event) ([]uuid.UUID, error) {
	var sources []conversation.Source
	for _, e := range events {
		if e.Author.Kind != conversation.ByBot || e.Kind != (conversation.Message{}).Kind() {
			continue
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return nil, err
		}
		sources = append(sources, m.Cited()...)
	}
	return Articles(sources), nil
}

// Articles are those that an answer rests on, each once.
func Articles(sources []conversation.Source) []uuid.UUID {
	var out []uuid.UUID
	seen := make(map[uuid.UUID]bool, len(sources))
	for _, s := range sources {
		if !s.Action && !s.Near && !seen[s.ArticleID] {
			seen[s.ArticleID] = true
			out = append(out, s.ArticleID)
		}
	}
	return out
}
