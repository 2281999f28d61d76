package api

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

// InWorkspace is the path of everything that belongs to one workspace. It is
// exported because huma reads only exported embedded fields. That
// the caller is a member was checked before the handler runs.
type InWorkspace struct {
	Workspace uuid.UUID `path:"workspace" format:"uuid"`
}

// WorkspaceView is a workspace with its settings.
type WorkspaceView struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Slug string    `json:"slug"`
	Name string    `json:"name"`
	// Role of the caller.
	Role     string           `json:"role" enum:"admin,supervisor,knowledge,agent"`
	Settings account.Settings `json:"settings"`
}

// MemberView is an agent of the workspace.
type MemberView struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Name      string    `json:"name"`
	Email     string    `json:"email"`
	Color     string    `json:"color"`
	Role      string    `json:"role" enum:"admin,supervisor,knowledge,agent"`
	Skills    []string  `json:"skills"`
	Languages []string  `json:"languages"`
	Capacity  int       `json:"capacity"`
	// Presence is what the agent's sockets and switch say now.
	Presence string `json:"presence" enum:"online,busy,away,offline"`
}

// TeamView is a team with its agents.
type TeamView struct {
	ID     uuid.UUID   `json:"id" format:"uuid"`
	Name   string      `json:"name"`
	Skills []string    `json:"skills"`
	Agents []uuid.UUID `json:"agents"`
}

// EndedTeam is a team that is no more; figures of the past name it.
type EndedTeam struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Name    string    `json:"name"`
	EndedAt time.Time `json:"ended_at"`
	Freeing bool      `json:"freeing" doc:"Conversations still name it, and are being taken off it; whoever waited for it waits for anybody"`
}

// StatusView says which parts serve the workspace.
type StatusView struct {
	// Models are asked in this order; without one answers are quoted from the
	// articles.
	Models        []ModelStatus  `json:"models"`
	Database      DatabaseStatus `json:"database"`
	EmbedderModel string         `json:"embedder_model" doc:"The endpoint's model, or none"`
	// Embedding is missing without such a model.
	Embedding         *EmbeddingStatus `json:"embedding,omitempty"`
	ArticlesPublished int              `json:"articles_published"`
	Passages          int              `json:"passages" doc:"Indexed passages"`
	AgentsOnline      int              `json:"agents_online"`
	Version           string           `json:"version"`
}

// EmbeddingStatus says how far a workspace's vectors are, and what they have cost.
type EmbeddingStatus struct {
	Passages int   `json:"passages" doc:"With a vector of the present model"`
	Tokens   int64 `json:"tokens" doc:"Sent to the endpoint for them, about"`
	Micros   int64 `json:"micros" doc:"What that costs, in millionths of a US dollar; 0 without a price"`
	// Recall is 1 where a search looks at each vector.
	Recall float64 `json:"recall" minimum:"0" maximum:"1" doc:"Part of the ten nearest passages that a search finds, as measured on the index; 0 before"`
}

// ModelStatus is a model that answers visitors, and how it is.
type ModelStatus struct {
	Name  string `json:"name"`
	Model string `json:"model"`
	Host  string `json:"host"`
	ModelHealth
}

// DatabaseStatus is what the database says of itself.
type DatabaseStatus struct {
	Version string `json:"version" doc:"Of Postgres"`
	// TookMS is how long it took to answer.
	TookMS float64 `json:"took_ms"`
	// Connections of this node, Most that it may have.
	Connections int   `json:"connections"`
	Most        int   `json:"most"`
	Bytes       int64 `json:"bytes" doc:"Size of the database"`
}

type membersOutput struct {
	Body struct {
		Members []MemberView `json:"members"`
	}
}

type teamsOutput struct {
	Body struct {
		Teams []TeamView  `json:"teams"`
		Ended []EndedTeam `json:"ended" doc:"Teams that are no more, the last first, at most 100"`
	}
}

type workspaceOutput struct{ Body WorkspaceView }

type statusOutput struct{ Body StatusView }

func (a *API) registerWorkspace() {
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}", "get-workspace", "A workspace and its settings", forMember(account.Converse), 0},
		func(ctx context.Context, in *InWorkspace) (*workspaceOutput, error) {
			ws, err := a.Accounts.Workspace(ctx, in.Workspace)
			if err != nil {
				return nil, err
			}
			return &workspaceOutput{Body: WorkspaceView{
				ID: ws.ID, Slug: ws.Slug, Name: ws.Name, Role: string(callerOf(ctx).role), Settings: ws.Settings,
			}}, nil
		})
	type saveInput struct {
		InWorkspace
		Body struct {
			Name     string           `json:"name" minLength:"1" maxLength:"120"`
			Settings account.Settings `json:"settings"`
		}
	}
	register(a, op{http.MethodPut, "/v1/workspaces/{workspace}", "save-workspace", "Change name and settings", forMember(account.Administer), http.StatusNoContent},
		func(ctx context.Context, in *saveInput) (*nothing, error) {
			return nil, a.Accounts.SaveWorkspace(ctx, account.Workspace{ID: in.Workspace, Name: in.Body.Name, Settings: in.Body.Settings})
		})
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/members", "list-members", "Agents and their presence", forMember(account.Converse), 0}, a.members)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/teams", "list-teams", "Teams", forMember(account.Converse), 0}, a.teams)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/status", "get-status", "Which parts serve the workspace", forMember(account.Converse), 0}, a.status)
}
