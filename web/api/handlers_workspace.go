package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
)

func (a *API) members(ctx context.Context, in *InWorkspace) (*membersOutput, error) {
	out := &membersOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		members, err := a.Accounts.MembersTx(ctx, tx)
		if err != nil {
			return err
		}
		there, err := a.Lists.PresenceTx(ctx, tx)
		if err != nil {
			return err
		}
		out.Body.Members = make([]MemberView, len(members))
		for i, m := range members {
			out.Body.Members[i] = MemberView{
				ID: m.ID, Name: m.Name, Email: m.Email, Color: m.Color, Role: string(m.Role),
				Skills: orEmpty(m.Skills), Languages: orEmpty(m.Languages), Capacity: m.Capacity, Presence: "offline",
			}
			if presence, ok := there[m.ID]; ok {
				out.Body.Members[i].Presence = presence
			}
		}
		return nil
	})
	return out, err
}

func (a *API) teams(ctx context.Context, in *InWorkspace) (*teamsOutput, error) {
	out := &teamsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		teams, err := a.Accounts.TeamsTx(ctx, tx)
		out.Body.Teams = make([]TeamView, len(teams))
		for i, t := range teams {
			out.Body.Teams[i] = TeamView{ID: t.ID, Name: t.Name, Skills: orEmpty(t.Skills), Agents: orEmpty(t.Agents)}
		}
		if err != nil {
			return err
		}
		ended, err := a.Accounts.EndedTeamsTx(ctx, tx)
		out.Body.Ended = make([]EndedTeam, len(ended))
		for i, t := range ended {
			out.Body.Ended[i] = EndedTeam(t)
		}
		return err
	})
	return out, err
}

func (a *API) status(ctx context.Context, in *InWorkspace) (*statusOutput, error) {
	figures, err := a.Lists.Figures(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	health, err := a.DB.Health(ctx)
	if err != nil {
		return nil, err
	}
	out := &statusOutput{Body: StatusView{
		Models: []ModelStatus{}, EmbedderModel: a.Embedder, Version: a.Version,
		ArticlesPublished: figures.ArticlesPublished, Passages: figures.Passages, AgentsOnline: figures.AgentsOnline,
		Database: DatabaseStatus{
			Version: health.Version, TookMS: float64(health.Took.Microseconds()) / 1000, Connections: health.Connections, Most: health.Most, Bytes: health.Bytes,
		},
	}}
	embedded, err := a.Library.Embedded(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	if embedded != nil {
		out.Body.Embedding = (*EmbeddingStatus)(embedded)
	}
	for _, s := range a.Models.States() {
		if s.Enabled {
			out.Body.Models = append(out.Body.Models, ModelStatus{Name: s.Name, Model: s.Model, Host: s.Host(), ModelHealth: healthOf(s)})
		}
	}
	return out, nil
}

func orEmpty[T string | uuid.UUID](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
