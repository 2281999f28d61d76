package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/demo"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// seeder fills the demo workspace through the same functions that serve.
type seeder struct {
	*product
	workspace uuid.UUID
	host      string                  // of the shop, with its port
	teams     map[string]account.Team // by the demo's key
	agents    map[string]seededAgent  // by e-mail
}

type seededAgent struct {
	demo.Person
	id uuid.UUID
}

func (a seededAgent) ref() *conversation.AgentRef {
	return &conversation.AgentRef{ID: a.id, Name: a.Name}
}

func (a seededAgent) author() conversation.Author {
	return conversation.Author{Kind: conversation.ByAgent, ID: a.id, Name: a.Name}
}

func (s *seeder) run(ctx context.Context) error {
	ws, err := s.accounts.CreateWorkspace(ctx, account.Workspace{Slug: demo.Slug, Name: demo.Workspace, Settings: account.Settings{
		HelpCentre: true,
		Greeting: map[string]string{
			"en": "Hi! I'm Juniper Home's assistant. I answer from our help articles and show you where it says so. Ask for a person at any time.",
			"zh": "您好！我是 Juniper Home 的智能助手，根据我们的帮助文章为您解答，并注明出处。您随时可以要求人工客服。",
		},
		Starters: demo.Starters(),
		Hours:    map[string]string{"en": "most of the day", "zh": "大部分时间在线"},
	}})
	if err != nil {
		return err
	}
	s.workspace = ws.ID
	for _, step := range []func(context.Context) error{s.people, s.desk, s.articles, s.canned, s.orderStatus, s.guided, s.talks} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) people(ctx context.Context) error {
	people, err := demo.Agents()
	if err != nil {
		return err
	}
	for _, p := range people {
		id, err := s.accounts.CreateMember(ctx, s.workspace, account.NewAgent{
			Name: p.Name, Email: p.Email, Password: demoPassword, Color: p.Color, Locale: p.Locale, Operator: p.Role == demo.Admin,
		}, account.NewMember{Role: account.Role(p.Role), Skills: p.Skills, Languages: p.Languages, Capacity: p.Capacity})
		if err != nil {
			return fmt.Errorf("agent %s: %w", p.Email, err)
		}
		s.agents[p.Email] = seededAgent{p, id}
	}
	teams, err := demo.Teams()
	if err != nil {
		return err
	}
	return s.db.InWorkspace(ctx, s.workspace, func(tx *postgres.Tx) error {
		for _, t := range teams {
			team := account.Team{Name: t.Name, Skills: t.Skills}
			for _, p := range s.agents {
				for _, key := range p.Teams {
					if key == t.Key {
						team.Agents = append(team.Agents, p.id)
					}
				}
			}
			if team.ID, err = s.accounts.CreateTeamTx(ctx, tx, team); err != nil {
				return err
			}
			s.teams[t.Key] = team
		}
		return nil
	})
}

func (s *seeder) articles(ctx context.Context) error {
	articles, err := demo.Articles()
	if err != nil {
		return err
	}
	collections, err := demo.Collections()
	if err != nil {
		return err
	}
	titles := make(map[string]string, len(collections))
	for _, c := range collections {
		titles[c.Key] = c.Title["en"]
		if _, err := s.library.AddCollection(ctx, s.workspace, knowledge.Collection{Title: c.Title["en"], Titles: c.Title}); err != nil {
			return err
		}
	}
	incoming := make([]knowledge.Incoming, len(articles))
	for i, a := range articles {
		hash := sha256.Sum256([]byte(a.Title + a.Body))
		incoming[i] = knowledge.Incoming{
			Source: "demo/" + a.Lang + "/" + a.Slug, Hash: hash[:], Collection: titles[a.Collection],
			Draft: knowledge.Draft{
				Key: a.Key, Lang: a.Lang, Slug: a.Slug, Title: a.Title, Body: a.Body,
				Audience: knowledge.Audience(a.Audience), NotForBot: a.Audience != demo.Public,
			},
		}
	}
	var failed error
	err = s.library.Import(ctx, s.workspace, incoming, func(i knowledge.Imported) {
		if i.Err != nil && failed == nil {
			failed = fmt.Errorf("article %s: %w", i.Source, i.Err)
		}
	})
	if err != nil {
		return err
	}
	return failed
}

func (s *seeder) canned(ctx context.Context) error {
	replies, err := demo.Canned()
	if err != nil {
		return err
	}
	past, err := demo.PastReplies()
	if err != nil {
		return err
	}
	return s.db.InWorkspace(ctx, s.workspace, func(tx *postgres.Tx) error {
		for _, r := range replies {
			if _, err := s.assistant.PutCannedTx(ctx, tx, agentassist.CannedReply{
				Shortcut: r.Shortcut, Lang: r.Lang, Title: r.Title, Body: r.Text,
			}); err != nil {
				return fmt.Errorf("canned reply %s: %w", r.Shortcut, err)
			}
		}
		for _, r := range past {
			if err := s.assistant.PutPastTx(ctx, tx, agentassist.PastReply{Lang: r.Lang, Question: r.Question, Body: r.Text}); err != nil {
				return fmt.Errorf("past reply: %w", err)
			}
		}
		return nil
	})
}

// talks replays the written conversations and moves them into the past.
func (s *seeder) talks(ctx context.Context) error {
	talks, err := demo.Conversations()
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	for _, t := range talks {
		if err := s.talk(ctx, t, now.Add(-t.Ago)); err != nil {
			return fmt.Errorf("conversation %s: %w", t.Key, err)
		}
	}
	return nil
}
