package profile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
)

func TestPublish(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ws := pgtest.Workspace(t, db)
	editor, err := account.NewStore(db).CreateMember(t.Context(), ws,
		account.NewAgent{Name: "Ada", Email: "ada@shop.example", Password: "correct horse battery"}, account.NewMember{Role: account.RoleAdmin})
	require.NoError(t, err)
	in := func(f func(*postgres.Tx) error) error { return db.InWorkspace(t.Context(), ws, f) }
	publish := func(s profile.Profile) (out profile.Profile, err error) {
		err = in(func(tx *postgres.Tx) error { out, err = profile.PublishTx(t.Context(), tx, editor, s); return err })
		return out, err
	}
	read := func() (s profile.Profile) {
		require.NoError(t, in(func(tx *postgres.Tx) (err error) { s, err = profile.ReadTx(t.Context(), tx); return err }))
		return s
	}
	require.Equal(t, profile.Default(), read())

	first := profile.Default()
	first.Brand, first.Refuse, first.LinkHosts = " Juniper ", []string{"tax advice", "", "tax advice"}, []string{"https://Shop.example/help"}
	one, err := publish(first)
	require.NoError(t, err)
	require.Equal(t, 1, one.Version)
	require.Equal(t, "Juniper", one.Brand)
	require.Equal(t, []string{"tax advice"}, one.Refuse)
	require.Equal(t, []string{"shop.example"}, one.LinkHosts)
	require.Equal(t, one, read())

	_, err = publish(first) // made from version 0, and there is a first by now
	require.ErrorIs(t, err, profile.ErrChanged)
	second := one
	second.Brand = "Juniper Home"
	two, err := publish(second)
	require.NoError(t, err)
	require.Equal(t, 2, two.Version)
	_, err = publish(second)
	require.ErrorIs(t, err, profile.ErrChanged)

	var list []profile.Version
	require.NoError(t, in(func(tx *postgres.Tx) (err error) { list, err = profile.VersionsTx(t.Context(), tx); return err }))
	require.Len(t, list, 2)
	require.Equal(t, two, list[0].Profile)
	require.Equal(t, one, list[1].Profile)
	require.Equal(t, "Ada", list[0].Editor)
}

func TestChecked(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(*profile.Profile){
		"brand":      func(s *profile.Profile) { s.Brand = strings.Repeat("x", 121) },
		"voice":      func(s *profile.Profile) { s.Voice = strings.Repeat("字", 4001) },
		"refuse":     func(s *profile.Profile) { s.Refuse = []string{"the how"} },
		"lang":       func(s *profile.Profile) { s.Lang = "fr" },
		"link_hosts": func(s *profile.Profile) { s.LinkHosts = []string{"127.0.0.1"} },
	} {
		s := profile.Default()
		change(&s)
		_, err := s.Checked()
		var p *problem.Error
		require.ErrorAs(t, err, &p, field)
		require.Equal(t, field, p.Params["field"])
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	s := profile.Profile{Refuse: []string{"legal advice", "investing", "股票", "竞争对手", "insurance claim"}}
	for question, topic := range map[string]string{
		"Can you give me some advice on a legal matter?": "legal advice",
		"what about investments? should I invest?":       "investing",
		"你觉得这只股票怎么样":                                     "股票",
		"你们和竞争对手比怎么样？":                                   "竞争对手",
		"How do I file insurance claims?":                "insurance claim",
		"Do you have insurance for parcels?":             "",
		"Is it legal to return it?":                      "",
		"退货要多久？":                                         "",
		"":                                               "",
	} {
		require.Equal(t, topic, s.Refused(question), question)
	}
	require.Empty(t, profile.Default().Refused("legal advice"))
}
