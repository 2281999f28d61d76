package gap_test

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
	"github.com/firstlinehq/firstline/knowledge/token"
)

type bundle struct {
	db            *postgres.DB
	lib           *knowledge.Library
	gaps          *gap.Queue
	conversations *conversation.Store
	accounts      *account.Store
	ws, agent     uuid.UUID
}

func setup(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{db: pgtest.New(t)}
	b.ws = pgtest.Workspace(t, b.db)
	b.lib = knowledge.New(b.db)
	b.gaps = gap.New(b.db, b.lib, nil)
	b.conversations = conversation.NewStore(b.db, bus.NewLocal())
	b.accounts = account.NewStore(b.db)
	var err error
	b.agent, err = b.accounts.CreateMember(t.Context(), b.ws, account.NewAgent{
		Name: "Agent", Email: "agent@example.com", Password: "correct horse battery",
	}, account.NewMember{Role: account.RoleKnowledge, Capacity: 4})
	require.NoError(t, err)
	return b
}

func (b *bundle) inWorkspace(t *testing.T, f func(tx *postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, f))
}

// ask is a conversation with one question; an agent holds it for a while after
// it unless that is zero.
func (b *bundle) ask(t *testing.T, text string, outcome gap.Outcome, held time.Duration) uuid.UUID {
	t.Helper()
	_, visitor, err := b.accounts.NewVisitor(t.Context(), b.ws, "en", "")
	require.NoError(t, err)
	var id uuid.UUID
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		c, err := b.conversations.OpenTx(t.Context(), tx, visitor.ID, token.Lang(text))
		if err != nil {
			return err
		}
		id = c.ID
		if held > 0 {
			if err := b.hold(t, tx, id); err != nil {
				return err
			}
		}
		return gap.NoteTx(t.Context(), tx, gap.Asked{Conversation: id, Seq: 1, AnswerSeq: 2, Lang: token.Lang(text), Text: text, Outcome: outcome})
	})
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE events SET at = at - make_interval(secs => $2) WHERE conversation_id = $1 AND data ->> 'to' = 'person'`,
			id, held.Seconds())
		return err
	})
	return id
}

func (b *bundle) hold(t *testing.T, tx *postgres.Tx, id uuid.UUID) error {
	t.Helper()
	_, err := b.conversations.MoveTx(t.Context(), tx, conversation.Move{
		Conversation: id, To: conversation.StagePerson, Agent: &conversation.AgentRef{ID: b.agent, Name: "Agent"}, By: conversation.System(),
	})
	if err != nil {
		return err
	}
	_, err = b.conversations.MoveTx(t.Context(), tx, conversation.Move{Conversation: id, To: conversation.StageResolved, By: conversation.System()})
	return err
}

func (b *bundle) list(t *testing.T, status gap.Status) []gap.Gap {
	t.Helper()
	list, err := b.gaps.List(t.Context(), b.ws, status)
	require.NoError(t, err)
	for i, g := range list {
		whole, err := b.gaps.Get(t.Context(), b.ws, g.ID)
		require.NoError(t, err)
		list[i].Questions = whole.Questions
		require.Equal(t, list[i], whole, "counted when it changed as when it is read")
	}
	return list
}

// planted reads a file of testdata: gap, minutes, question.
func planted(t *testing.T, name string) (lines [][3]string) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	require.NoError(t, err)
	defer f.Close()
	for scan := bufio.NewScanner(f); scan.Scan(); {
		if parts := strings.Split(scan.Text(), "\t"); len(parts) == 3 {
			lines = append(lines, [3]string(parts))
		}
	}
	require.NotEmpty(t, lines)
	return lines
}

// Five gaps are planted among questions that are asked once, in both languages:
// each of the five is what one of the first seven is mostly about.
func TestPlantedGapsComeFirst(t *testing.T) {
	t.Parallel()

	for _, name := range []string{"planted.txt", "software.txt"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			b := setup(t)
			lines := planted(t, name)
			of := map[string]string{}
			for i, l := range lines {
				minutes, err := strconv.Atoi(l[1])
				require.NoError(t, err)
				b.ask(t, l[2], gap.Missed, time.Duration(minutes)*time.Minute)
				of[l[2]] = l[0]
				if i == len(lines)/2 {
					b.list(t, gap.Open) // somebody looks while they come in
				}
			}
			list := b.list(t, gap.Open)
			seen := map[string]bool{}
			for i, g := range list[:7] {
				counts := map[string]int{}
				for _, q := range g.Questions {
					counts[of[q.Text]]++
				}
				for name, n := range counts {
					if name != "-" && n >= 2 && 2*n > len(g.Questions) {
						seen[name] = true
					}
				}
				t.Logf("%d. %.0f min, %d questions: %s %v", i+1, g.Held.Minutes(), g.Total(), g.Title, counts)
			}
			require.Len(t, seen, 5)
			require.Equal(t, list, b.list(t, gap.Open), "the same again")
		})
	}
}

func TestGapLife(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	first := b.ask(t, "Does the standing lamp come with a warranty? Write to ada@example.com", gap.Missed, 10*time.Minute)
	b.ask(t, "台灯保修多久？", gap.Escalated, 5*time.Minute)
	b.ask(t, "how long is the guarantee on lamps", gap.Answered, 0)
	b.ask(t, "can I rent chairs for a wedding", gap.Missed, 0)
	b.ask(t, "real human please", gap.Escalated, time.Hour)

	open := b.list(t, gap.Open)
	require.Len(t, open, 2, "a request for a person is no question")
	lamp := open[0]
	require.Equal(t, 2, lamp.Total())
	require.Equal(t, 2, lamp.Conversations)
	require.Equal(t, 15*time.Minute, lamp.Held.Round(time.Second))
	require.Equal(t, 2, lamp.Weeks[7])
	require.Equal(t, gap.Rate{Asked: 3, Missed: 2}, lamp.Before)
	for _, q := range lamp.Questions {
		require.NotContains(t, q.Text, "ada@example.com")
	}

	talks := []gap.Talk{
		{Conversation: first, Question: lamp.Title, Names: []string{"Ada Chen", "Wei"}, Replies: []string{
			"Hi Ada, thanks for reaching out!\nEvery lamp has a warranty of 2 years. I have sent the form to ada@example.com for your order ORD-88412.\n1. Find the number under the base.\n2. Send us a photo of the damage.\nAnything else I can help with?",
		}},
		{Conversation: uuid.New(), Question: "台灯保修多久？", Replies: []string{"您好，台灯保修两年。还有其他问题吗？"}},
		{Conversation: uuid.New(), Question: "how long is the guarantee on lamps", Replies: []string{"The warranty of lamps is 2 years. Bulbs are not covered by the warranty."}},
	}
	article, answer, err := b.gaps.Draft(ctx, b.ws, b.agent, gap.Material{Gap: lamp, Talks: talks})
	require.NoError(t, err)
	require.Equal(t, knowledge.StatusDraft, article.Status, "nothing is published by itself")
	require.Equal(t, "en", article.Lang)
	require.Len(t, answer.Conversations, 2)
	require.Contains(t, article.Body, "Every lamp has a warranty of 2 years.")
	require.Contains(t, article.Body, "1. Find the number under the base.\n2. Send us a photo of the damage.")
	require.Contains(t, article.Body, "Bulbs are not covered")
	require.Equal(t, 1, strings.Count(article.Body, "2 years"), "what both said stands once")
	for _, private := range []string{"Ada", "Wei", "ORD-88412", "@", "Anything else", "thanks", "I have sent"} {
		require.NotContains(t, article.Body, private)
	}
	require.Len(t, b.list(t, gap.Drafted), 1)

	_, err = b.lib.Publish(ctx, b.ws, b.agent, article.ID, article.Version)
	require.NoError(t, err)
	b.ask(t, "warranty period for a lamp please", gap.Answered, 0)
	b.ask(t, "lamp warranty: how many years", gap.Answered, 0)
	b.ask(t, "灯的保修期是多久", gap.Missed, 0)
	closed := b.list(t, gap.Closed)
	require.Len(t, closed, 1)
	require.Equal(t, gap.Rate{Asked: 3, Missed: 2}, closed[0].Before)
	require.Equal(t, gap.Rate{Asked: 3, Missed: 1}, closed[0].After)
	require.NotNil(t, closed[0].ClosedAt)

	_, _, err = b.gaps.Draft(ctx, b.ws, b.agent, gap.Material{
		Gap: open[1], Talks: []gap.Talk{{Conversation: first, Question: "chairs", Replies: []string{"Hi! Let me check that for you."}}},
	})
	require.ErrorIs(t, err, gap.ErrNoAnswers)
}

func TestGapsAreSortedByHand(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	one := b.ask(t, "is the wool rug safe for cats?", gap.Missed, 0)
	b.ask(t, "are your rugs safe for cats and dogs", gap.Rejected, 0)
	b.ask(t, "can I rent chairs for a wedding", gap.Missed, 0)
	open := b.list(t, gap.Open)
	require.Len(t, open, 2)
	rugs, chairs := open[0], open[1]

	apart, err := b.gaps.Split(ctx, b.ws, b.agent, rugs.ID, []gap.Place{{Conversation: one, Seq: 1}})
	require.NoError(t, err)
	b.ask(t, "is the jute rug safe for a puppy", gap.Missed, 0)
	require.Len(t, b.list(t, gap.Open), 3, "what was put apart stays apart")
	_, err = b.gaps.Split(ctx, b.ws, b.agent, apart, []gap.Place{{Conversation: uuid.New(), Seq: 1}})
	require.ErrorContains(t, err, "gap_split_nothing")

	require.NoError(t, b.gaps.Merge(ctx, b.ws, b.agent, apart, rugs.ID))
	require.Len(t, b.list(t, gap.Open), 2)
	require.ErrorIs(t, b.gaps.Merge(ctx, b.ws, b.agent, apart, rugs.ID), gap.ErrNotFound)

	require.NoError(t, b.gaps.Dismiss(ctx, b.ws, b.agent, chairs.ID, true))
	b.ask(t, "do you rent out chairs for weddings", gap.Missed, 0)
	require.Len(t, b.list(t, gap.Open), 1, "what was dismissed does not come up again")
	dismissed := b.list(t, gap.Dismissed)
	require.Len(t, dismissed, 1)
	require.Equal(t, 2, dismissed[0].Total())
	require.NoError(t, b.gaps.Dismiss(ctx, b.ws, b.agent, chairs.ID, false))
	require.Len(t, b.list(t, gap.Open), 2)

	article, err := b.lib.CreateArticle(ctx, b.ws, knowledge.Draft{Title: "Rugs and pets", Body: "Our rugs are safe for pets."})
	require.NoError(t, err)
	require.NoError(t, b.gaps.Link(ctx, b.ws, b.agent, rugs.ID, article.ID))
	require.Equal(t, "Rugs and pets", b.list(t, gap.Drafted)[0].ArticleTitle)
	require.ErrorIs(t, b.gaps.Link(ctx, b.ws, b.agent, rugs.ID, uuid.New()), knowledge.ErrNotFound)
}

// What a visitor said is erased with the conversation, here as well.
func TestQuestionsGoWithTheirConversation(t *testing.T) {
	t.Parallel()

	b := setup(t)
	id := b.ask(t, "can I rent chairs for a wedding", gap.Missed, 0)
	require.Len(t, b.list(t, gap.Open), 1)
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `DELETE FROM conversations WHERE workspace_id = $1 AND id = $2`, b.ws, id)
		return err
	})
	require.Empty(t, b.list(t, gap.Open))
}

func TestOutcomesOfAnAnswer(t *testing.T) {
	t.Parallel()

	b := setup(t)
	id := b.ask(t, "is the wool rug safe for cats?", gap.Answered, 0)
	require.Empty(t, b.list(t, gap.Open), "what was answered is no gap")
	b.inWorkspace(t, func(tx *postgres.Tx) error { return gap.RejectTx(t.Context(), tx, id, 2) })
	open := b.list(t, gap.Open)
	require.Len(t, open, 1)
	require.Equal(t, 1, open[0].Misses[gap.Rejected])
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		asked, err := gap.EscalateTx(t.Context(), tx, id)
		require.True(t, asked)
		return err
	})
	require.Equal(t, 1, b.list(t, gap.Open)[0].Misses[gap.Escalated])
}

// A model may put agents' answers into words; it may add nothing to them.
func TestModelWritesNoFigureOfItsOwn(t *testing.T) {
	t.Parallel()

	b := setup(t)
	talk := gap.Talk{Question: "how long is the warranty", Replies: []string{"Lamps have a warranty of 2 years."}}
	draft := func(may bool, says string) (gap.Answer, *llmtest.Scripted) {
		model := llmtest.Script(says)
		b.ask(t, "how long is the warranty of this lamp", gap.Missed, 0)
		g := b.list(t, gap.Open)[0]
		_, answer, err := gap.New(b.db, b.lib, func(uuid.UUID) llm.Chat { return model }).Draft(t.Context(), b.ws, b.agent, gap.Material{Gap: g, Talks: []gap.Talk{talk}, MayAskModel: may})
		require.NoError(t, err)
		require.NoError(t, b.gaps.Dismiss(t.Context(), b.ws, b.agent, g.ID, true))
		b.inWorkspace(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `DELETE FROM gaps WHERE workspace_id = $1`, b.ws)
			return err
		})
		return answer, model
	}
	written, _ := draft(true, "Every lamp is covered for 2 years.")
	require.True(t, written.ByModel)
	require.Equal(t, "Every lamp is covered for 2 years.", written.Body)
	invented, _ := draft(true, "Every lamp is covered for 5 years.")
	require.False(t, invented.ByModel)
	require.Equal(t, "Lamps have a warranty of 2 years.", invented.Body)
	kept, model := draft(false, "Every lamp is covered for 2 years.")
	require.False(t, kept.ByModel)
	require.Empty(t, model.Asked(), "a workspace that keeps models out is asked for nothing")
}

// Several people open the list at once: a question begins one gap, not several.
func TestPlacedOnce(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for _, text := range []string{"is the wool rug safe for cats?", "are wool rugs safe for a cat", "can I rent chairs for a wedding"} {
		b.ask(t, text, gap.Missed, 0)
	}
	var group errgroup.Group
	for range 8 {
		group.Go(func() error {
			_, err := b.gaps.List(t.Context(), b.ws, gap.Open)
			return err
		})
	}
	require.NoError(t, group.Wait())
	open := b.list(t, gap.Open)
	require.Len(t, open, 2)
	require.Equal(t, 2, open[0].Total())
}

// breakOff keeps a table from holding what a condition forbids in the bundle's
// workspace alone, so that whatever writes that there fails.
func (b *bundle) breakOff(t *testing.T, table, forbidden string) {
	t.Helper()
	_, err := pgtest.AsOwner(t, b.db).Exec(t.Context(),
		`ALTER TABLE `+table+` ADD CONSTRAINT broken CHECK (NOT (`+forbidden+`) OR workspace_id <> '`+b.ws.String()+`') NOT VALID`)
	require.NoError(t, err)
}

func (b *bundle) countQuestions(t *testing.T, where string) (n int) {
	t.Helper()
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM asked_questions WHERE workspace_id = $1 AND `+where, b.ws).Scan(&n)
	})
	return n
}

// A workspace whose questions cannot be placed does not keep the others waiting.
func TestSweepGoesOn(t *testing.T) {
	t.Parallel()

	b := setup(t)
	later := *b
	later.ws = pgtest.Workspace(t, b.db)
	for _, one := range []*bundle{b, &later} {
		one.ask(t, "can I rent chairs for a wedding", gap.Missed, 0)
	}
	b.breakOff(t, "asked_questions", "placed")
	require.ErrorContains(t, b.gaps.Sweep(t.Context()), "broken")
	require.Equal(t, 1, b.countQuestions(t, "NOT placed"))
	require.Equal(t, 1, later.countQuestions(t, "placed"))
}

// What is too old is forgotten also where nobody asks any more.
func TestOldQuestionsAreForgotten(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.ask(t, "can I rent chairs for a wedding", gap.Missed, 0)
	kept := b.ask(t, "is the wool rug safe for cats?", gap.Missed, 0)
	require.Len(t, b.list(t, gap.Open), 2)
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE asked_questions SET at = at - interval '181 days' WHERE conversation_id <> $1`, kept)
		return err
	})
	require.NoError(t, b.gaps.Place(t.Context(), b.ws))
	require.Equal(t, 1, b.countQuestions(t, "true"))
	require.Len(t, b.list(t, gap.Open), 1, "a gap goes with its questions")
}
