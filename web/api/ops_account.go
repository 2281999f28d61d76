package api

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

type nothing struct{}

// setUpState says whether the first-run wizard is open.
type setUpState struct {
	Body struct {
		Needed bool `json:"needed" doc:"No agent exists yet"`
	}
}

type setUpInput struct {
	Body struct {
		Token         string `json:"token" minLength:"1" maxLength:"200" doc:"Printed on the server's terminal"`
		WorkspaceName string `json:"workspace_name" minLength:"1" maxLength:"120"`
		WorkspaceSlug string `json:"workspace_slug" pattern:"^[a-z0-9][a-z0-9-]{0,62}$"`
		Name          string `json:"name" minLength:"1" maxLength:"120"`
		Email         string `json:"email" minLength:"3" maxLength:"254"`
		Password      string `json:"password" minLength:"10" maxLength:"200"`
		Locale        string `json:"locale" enum:"en,zh"`
	}
}

// Me is the signed-in agent.
type Me struct {
	ID         uuid.UUID    `json:"id" format:"uuid"`
	Name       string       `json:"name"`
	Email      string       `json:"email"`
	Color      string       `json:"color"`
	Locale     string       `json:"locale" enum:"en,zh"`
	Operator   bool         `json:"operator"`
	Workspaces []Membership `json:"workspaces"`
}

// Membership is a workspace that the agent may enter.
type Membership struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Slug string    `json:"slug"`
	Name string    `json:"name"`
	Role string    `json:"role" enum:"admin,supervisor,knowledge,agent"`
}

type meOutput struct {
	Body Me
}

type signedIn struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      Me
}

type signedOut struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

type signInInput struct {
	Body struct {
		Email    string `json:"email" minLength:"3" maxLength:"254"`
		Password string `json:"password" minLength:"1" maxLength:"200"`
	}
}

func (a *API) registerSetUp() {
	register(a, op{http.MethodGet, "/v1/setup", "get-setup", "Is the first-run set-up open?", forAnybody, 0},
		func(ctx context.Context, _ *nothing) (*setUpState, error) {
			needed, err := a.Accounts.NeedsSetUp(ctx)
			out := &setUpState{}
			out.Body.Needed = needed
			return out, err
		})
	register(a, op{http.MethodPost, "/v1/setup", "set-up", "Make the first workspace and its admin", forAnybody, http.StatusCreated},
		func(ctx context.Context, in *setUpInput) (*signedIn, error) {
			b := in.Body
			if err := a.Limits.signIn(ctx, b.Email); err != nil {
				return nil, err
			}
			_, err := a.Accounts.FirstRun(ctx, account.SetUp{
				Token: b.Token, WorkspaceName: b.WorkspaceName, WorkspaceSlug: b.WorkspaceSlug,
				Name: b.Name, Email: b.Email, Password: b.Password, Locale: b.Locale,
			})
			if err != nil {
				return nil, err
			}
			return a.signIn(ctx, b.Email, b.Password)
		})
}

func (a *API) registerSession() {
	register(a, op{http.MethodPost, "/v1/session", "sign-in", "Sign in", forAnybody, http.StatusCreated},
		func(ctx context.Context, in *signInInput) (*signedIn, error) {
			if err := a.Limits.signIn(ctx, in.Body.Email); err != nil {
				return nil, err
			}
			return a.signIn(ctx, in.Body.Email, in.Body.Password)
		})
	register(a, op{http.MethodGet, "/v1/session", "get-session", "Who am I?", forAgent, 0},
		func(ctx context.Context, _ *nothing) (*meOutput, error) {
			c := callerOf(ctx)
			return &meOutput{Body: meFrom(c.Agent, c.memberships)}, nil
		})
	register(a, op{http.MethodDelete, "/v1/session", "sign-out", "Sign out", forAgent, http.StatusNoContent},
		func(ctx context.Context, _ *nothing) (*signedOut, error) {
			return &signedOut{SetCookie: a.Cookies.set("")}, a.Accounts.SignOut(ctx, callerOf(ctx).token)
		})
	type patch struct {
		Body struct {
			Locale string `json:"locale" enum:"en,zh"`
		}
	}
	register(a, op{http.MethodPatch, "/v1/session", "update-session", "Change the language of the console", forAgent, http.StatusNoContent},
		func(ctx context.Context, in *patch) (*nothing, error) {
			return nil, a.Accounts.SetLocale(ctx, callerOf(ctx).ID, in.Body.Locale)
		})
	type newPassword struct {
		Body struct {
			Current string `json:"current" minLength:"1" maxLength:"200"`
			Next    string `json:"next" minLength:"10" maxLength:"200"`
		}
	}
	register(a, op{http.MethodPut, "/v1/session/password", "change-password", "Change the password; other sessions end", forAgent, http.StatusNoContent},
		func(ctx context.Context, in *newPassword) (*nothing, error) {
			c := callerOf(ctx)
			if err := a.Limits.signIn(ctx, c.Email); err != nil {
				return nil, err
			}
			return nil, a.Accounts.ChangePassword(ctx, c.Agent, c.token, in.Body.Current, in.Body.Next)
		})
}

func (a *API) signIn(ctx context.Context, email, password string) (*signedIn, error) {
	token, _, err := a.Accounts.SignIn(ctx, email, password)
	if err != nil {
		return nil, err
	}
	agent, memberships, err := a.Accounts.AgentBySession(ctx, token)
	if err != nil {
		return nil, err
	}
	return &signedIn{SetCookie: a.Cookies.set(token), Body: meFrom(agent, memberships)}, nil
}

func meFrom(agent account.Agent, of []account.Membership) Me {
	me := Me{
		ID: agent.ID, Name: agent.Name, Email: agent.Email, Color: agent.Color, Locale: agent.Locale,
		Operator: agent.Operator, Workspaces: make([]Membership, len(of)),
	}
	for i, m := range of {
		me.Workspaces[i] = Membership{ID: m.Workspace, Slug: m.Slug, Name: m.Name, Role: string(m.Role)}
	}
	return me
}
