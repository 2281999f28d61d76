package parting

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// Suggested are the articles that a visitor is shown at the end:
// "articles.suggested".
type Suggested struct {
	Articles []SuggestedArticle `json:"articles" maxItems:"3"`
}

// SuggestedArticle is one of them, with the passage that fits.
type SuggestedArticle struct {
	ID    uuid.UUID `json:"article_id" format:"uuid"`
	Title string    `json:"title"`
	// Section is the heading above the passage; empty at the top.
	Section string `json:"section,omitempty"`
	// Anchor is the passage's place in the rendered article.
	Anchor string `json:"anchor,omitempty"`
}

// Kind implements conversation.EventData.
func (Suggested) Kind() string { return "articles.suggested" }

// Audience implements conversation.EventData.
func (Suggested) Audience() conversation.Audience { return conversation.Everyone }

// SuggestArticles are the args of a job: look for articles for a conversation
// that has ended.
type SuggestArticles struct {
	Workspace    uuid.UUID `json:"workspace_id"`
	Conversation uuid.UUID `json:"conversation_id"`
	// Seq is the visitor's last message; a later one makes the job void.
	Seq int64 `json:"seq"`
}

// Kind implements river.JobArgs.
func (SuggestArticles) Kind() string { return "suggest_articles" }

// Shelf finds articles for conversations that have ended.
type Shelf struct {
	Parts
}

// Parts are what the shelf works with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Library       *knowledge.Library
	Jobs          *jobs.Client
}

// New makes a shelf.
func New(parts Parts) *Shelf { return &Shelf{Parts: parts} }

// suggestTries is few: who has closed the window minutes later looks no more.
const suggestTries = 3

// EnqueueTx has articles looked for once the conversation's end is recorded.
func (s *Shelf) EnqueueTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) error {
	if c.LastVisitorSeq == 0 {
		return nil // the visitor asked nothing
	}
	args := SuggestArticles{Workspace: tx.Workspace(), Conversation: c.ID, Seq: c.LastVisitorSeq}
	return s.Jobs.InsertTx(ctx, tx, args, &river.InsertOpts{MaxAttempts: suggestTries})
}

// AddWorkers registers the workers of this package.
func (s *Shelf) AddWorkers(workers *river.Workers) {
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[SuggestArticles]) error {
		return s.Suggest(ctx, job.Args)
	}))
}

// Suggest looks for articles and records them. Where nothing fits it records
// nothing.
func (s *Shelf) Suggest(ctx context.Context, args SuggestArticles) error {
	a, err := s.asked(ctx, args)
	if err != nil || len(a.questions) == 0 {
		return err
	}
	found, err := s.find(ctx, args.Workspace, a)
	if err != nil || len(found) == 0 {
		return err
	}
	err = s.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error { return s.recordTx(ctx, tx, args, found) })
	if errors.Is(err, conversation.ErrClientID) {
		return nil // an earlier try recorded what it found
	}
	return err
}

func (s *Shelf) recordTx(ctx context.Context, tx *postgres.Tx, args SuggestArticles, found []SuggestedArticle) error {
	c, err := s.Conversations.LockTx(ctx, tx, args.Conversation)
	if err != nil || !ended(c, args.Seq) {
		return err
	}
	done, err := s.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Bot(), ClientID: "articles:" + strconv.FormatInt(args.Seq, 10), Data: Suggested{Articles: found},
	})
	if err != nil || done.Repeated {
		return err
	}
	ids := make([]uuid.UUID, len(found))
	for i := range found {
		ids[i] = found[i].ID
	}
	return knowledge.NoteOutcomeTx(ctx, tx, knowledge.Shown, ids...)
}

func ended(c conversation.Conversation, seq int64) bool {
	return c.Stage == conversation.StageResolved && c.MergedInto == nil && c.LastVisitorSeq == seq
}

// asked is what a conversation was about.
type asked struct {
	lang      string
	questions []string
	cited     map[uuid.UUID]bool
}

// What is looked at: the last messages, of them the visitor's last ones that
// are long enough to ask something. "ok thanks" finds whatever has those words.
const (
	lookBack      = 100
	mostQuestions = 5
	shortest      = 12 // characters; Chinese ones say about three times as much
	shortestHan   = 5
)

func (s *Shelf) asked(ctx context.Context, args SuggestArticles) (a asked, err error) {
	a.cited = make(map[uuid.UUID]bool)
	err = s.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error {
		c, err := s.Conversations.GetTx(ctx, tx, args.Conversation)
		if errors.Is(err, conversation.ErrNotFound) || err == nil && !ended(c, args.Seq) {
			return nil // erased, or reopened
		}
		if err != nil {
			return err
		}
		a.lang = c.Lang
		said, err := s.Conversations.MessagesTx(ctx, tx, c.ID, lookBack)
		if err != nil {
			return err
		}
		for _, e := range slices.Backward(said) {
			m, err := conversation.MessageOf(e)
			if err != nil {
				return err
			}
			for _, source := range m.Cited() {
				a.cited[source.ArticleID] = true
			}
			if e.Author.Kind == conversation.ByVisitor && asks(m.Text) && len(a.questions) < mostQuestions {
				a.questions = append(a.questions, m.Text)
			}
		}
		return nil
	})
	if err != nil {
		return a, fmt.Errorf("read what was asked: %w", err)
	}
	return a, nil
}

func asks(text string) bool {
	runes := utf8.RuneCountInString(text)
	if len(text) > 2*runes { // mostly Chinese: three bytes a character
		return runes >= shortestHan
	}
	return runes >= shortest
}

// What counts as fitting: a search that is not surer than this found nothing,
// and of one that did, what scores near the best.
const (
	mostArticles = 3
	nearBest     = 0.5
)

// find searches for each question and keeps what fits any of them best.
func (s *Shelf) find(ctx context.Context, ws uuid.UUID, a asked) ([]SuggestedArticle, error) {
	type ranked struct {
		SuggestedArticle
		fit float64
	}
	best := map[uuid.UUID]ranked{}
	for _, question := range a.questions {
		results, err := s.Library.Search(ctx, ws, knowledge.Query{Text: question, Lang: a.lang, Audience: knowledge.Public, Limit: 8})
		if err != nil {
			return nil, fmt.Errorf("search articles: %w", err)
		}
		if results.Confidence < knowledge.Unsure || len(results.Hits) == 0 {
			continue
		}
		top := results.Hits[0].Score
		for _, hit := range results.Hits {
			fit := results.Confidence * hit.Score / top
			if hit.Lang != a.lang || a.cited[hit.ArticleID] || hit.Score < nearBest*top || fit <= best[hit.ArticleID].fit {
				continue
			}
			best[hit.ArticleID] = ranked{articleOf(hit), fit}
		}
	}
	list := make([]ranked, 0, len(best))
	for _, r := range best {
		list = append(list, r)
	}
	slices.SortFunc(list, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(y.fit, x.fit), cmp.Compare(x.Title, y.Title), slices.Compare(x.ID[:], y.ID[:]))
	})
	found := make([]SuggestedArticle, 0, mostArticles)
	for _, r := range list[:min(len(list), mostArticles)] {
		found = append(found, r.SuggestedArticle)
	}
	return found, nil
}

func articleOf(hit knowledge.Hit) SuggestedArticle {
	a := SuggestedArticle{ID: hit.ArticleID, Title: hit.Title}
	if len(hit.Passages) > 0 {
		p := hit.Passages[0]
		a.Anchor = p.Anchor
		if len(p.Path) > 0 {
			a.Section = p.Path[len(p.Path)-1]
		}
	}
	return a
}
