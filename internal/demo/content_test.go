package demo_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/demo"
)

func teamKeys(t *testing.T) map[string]bool {
	t.Helper()
	teams, err := demo.Teams()
	require.NoError(t, err)
	require.Len(t, teams, 2)
	keys := map[string]bool{}
	for _, team := range teams {
		require.NotEmpty(t, team.Name)
		require.NotEmpty(t, team.Skills)
		keys[team.Key] = true
	}
	return keys
}

func TestTheDeskServesTeamsThatAreThere(t *testing.T) {
	t.Parallel()
	teams := teamKeys(t)
	desk, err := demo.TheDesk()
	require.NoError(t, err)
	require.Empty(t, desk.Promises[0].Team, "the shop's own comes first")
	for _, p := range desk.Promises {
		require.True(t, p.Team == "" || teams[p.Team], p.Team)
		for _, minutes := range [][]int{p.FirstReply, p.NextReply, p.Resolution} {
			require.Len(t, minutes, 4)
		}
	}
	for _, words := range []map[string]string{desk.Notice, desk.Soothing.Words, desk.Soothing.GestureWords} {
		for _, lang := range demo.Langs {
			require.NotEmpty(t, words[lang])
		}
	}
	require.NotEmpty(t, desk.Soothing.Codes)
}

func TestAgents(t *testing.T) {
	t.Parallel()
	teams := teamKeys(t)
	agents, err := demo.Agents()
	require.NoError(t, err)
	roles, emails, chinese := map[demo.Role]int{}, map[string]bool{}, 0
	for _, a := range agents {
		require.Regexp(t, `^[a-z]+@juniper\.example$`, a.Email)
		require.False(t, emails[a.Email], "two agents share %s", a.Email)
		emails[a.Email] = true
		require.NotEmpty(t, a.Name)
		require.Regexp(t, `^[A-Z]{2}$`, a.Initials)
		require.Regexp(t, `^#[0-9a-f]{6}$`, a.Color)
		require.Contains(t, demo.Langs, a.Locale)
		for _, key := range a.Teams {
			require.True(t, teams[key], "%s: no team %q", a.Email, key)
		}
		for _, lang := range a.Languages {
			require.Contains(t, demo.Langs, lang)
			if lang == "zh" {
				chinese++
			}
		}
		roles[a.Role]++
	}
	require.Equal(t, map[demo.Role]int{demo.Admin: 1, demo.Supervisor: 1, demo.Knowledge: 1, demo.Agent: 2}, roles)
	require.Equal(t, demo.Admin, agents[0].Role)
	require.Positive(t, chinese, "nobody answers in Chinese")
}

var variable = regexp.MustCompile(`\{\{[^}]*\}\}`)

func TestCannedReplies(t *testing.T) {
	t.Parallel()
	teams := teamKeys(t)
	teams[""] = true
	replies, err := demo.Canned()
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(replies), 2*20)
	known := []string{"{{visitor.name}}", "{{visitor.email}}", "{{agent.name}}", "{{order.number}}", "{{order.amount}}"}
	seen, variables := map[string]bool{}, map[string][]string{}
	for _, r := range replies {
		require.False(t, seen[r.Lang+r.Shortcut], "%s/%s twice", r.Lang, r.Shortcut)
		seen[r.Lang+r.Shortcut] = true
		require.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, r.Shortcut)
		require.NotEmpty(t, r.Title, r.Shortcut)
		require.NotEmpty(t, r.Text, r.Shortcut)
		require.True(t, teams[r.Team], r.Shortcut)
		found := variable.FindAllString(r.Text, -1)
		require.Subset(t, known, found, "%s/%s", r.Lang, r.Shortcut)
		if before, ok := variables[r.Shortcut]; ok {
			require.ElementsMatch(t, before, found, "%s: variables differ by language", r.Shortcut)
		}
		variables[r.Shortcut] = found
	}
}

func TestPastReplies(t *testing.T) {
	t.Parallel()
	teams := teamKeys(t)
	replies, err := demo.PastReplies()
	require.NoError(t, err)
	byLang := map[string]int{}
	for _, r := range replies {
		require.True(t, teams[r.Team], r.Question)
		require.NotEmpty(t, r.Question)
		require.NotEmpty(t, r.Text, r.Question)
		byLang[r.Lang]++
	}
	for _, lang := range demo.Langs {
		require.GreaterOrEqual(t, byLang[lang], 10, lang)
	}
}

func TestConversationsAreConsistent(t *testing.T) {
	t.Parallel()
	b := setup(t)
	teams := teamKeys(t)
	agents, err := demo.Agents()
	require.NoError(t, err)
	emails := map[string]bool{}
	for _, a := range agents {
		emails[a.Email] = true
	}
	conversations, err := demo.Conversations()
	require.NoError(t, err)
	stages, langs, keys := map[demo.Stage]int{}, map[string]int{}, map[string]bool{}
	for i, c := range conversations {
		require.False(t, keys[c.Key], c.Key)
		keys[c.Key] = true
		stages[c.Stage]++
		langs[c.Lang]++
		if i > 0 {
			require.Less(t, c.Ago, conversations[i-1].Ago, "%s: the oldest comes first", c.Key)
		}
		require.NotEmpty(t, c.Visitor.Name, c.Key)
		require.Equal(t, c.Handoff != nil, c.Team != "", c.Key)
		require.True(t, c.Team == "" || teams[c.Team], c.Key)
		require.True(t, c.Agent == "" || emails[c.Agent], c.Key)
		require.Equal(t, c.Stage == demo.InPerson, c.Agent != "" && c.Stage != demo.Resolved, c.Key)
		require.True(t, c.Rating == nil || c.Stage == demo.Resolved, c.Key)
		checkMessages(t, c, b.byLang[c.Lang])
	}
	for _, stage := range []demo.Stage{demo.BotStage, demo.Waiting, demo.InPerson, demo.Resolved} {
		require.GreaterOrEqual(t, stages[stage], 2, stage)
	}
	require.Len(t, stages, 4)
	for _, lang := range demo.Langs {
		require.GreaterOrEqual(t, langs[lang], 5, lang)
	}
}

func checkMessages(t *testing.T, c demo.Conversation, articles map[string]demo.Article) {
	t.Helper()
	require.Equal(t, demo.ByVisitor, c.Messages[0].By, c.Key)
	elapsed, personSpoke := c.Messages[0].After, false
	for i, m := range c.Messages {
		require.Equal(t, int64(i+1), m.Seq)
		require.NotEmpty(t, m.Text, "%s %d", c.Key, m.Seq)
		require.True(t, m.Miss == "" || m.By == demo.ByVisitor && (m.Miss == "missed" || m.Miss == "escalated"), "%s %d", c.Key, m.Seq)
		elapsed += m.After
		personSpoke = personSpoke || m.By == demo.ByAgent
		require.False(t, personSpoke && m.By == demo.ByBot, "%s %d: the bot spoke over a person", c.Key, m.Seq)
		require.True(t, !m.Note || m.By == demo.ByAgent, "%s %d", c.Key, m.Seq)
		require.Equal(t, len(m.Sources) > 0, strings.Contains(m.Text, "[1]"), "%s %d: citation and sources differ", c.Key, m.Seq)
		for _, slug := range m.Sources {
			require.Equal(t, demo.Public, articles[slug].Audience, "%s %d cites %q", c.Key, m.Seq, slug)
		}
	}
	require.Less(t, elapsed, c.Ago, "%s reaches into the future", c.Key)
	if c.Handoff != nil {
		cause := c.Messages[c.Handoff.Seq-1]
		require.Equal(t, demo.ByVisitor, cause.By, c.Key)
		require.Contains(t, cause.Text, c.Handoff.Quote, c.Key)
		offered := c.Messages[c.Handoff.Seq-2].Offer
		require.Equal(t, offered, c.Handoff.Reason == "accepted_offer", c.Key)
		require.Equal(t, offered, c.Handoff.Offered != "", c.Key)
		require.True(t, offered || c.Handoff.Reason == "explicit_request", c.Key)
	}
	require.Equal(t, c.Agent != "", personSpoke, c.Key)
}
