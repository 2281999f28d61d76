package api

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

// IdentitySecretView says whether the shop can sign its visitors' identities.
type IdentitySecretView struct {
	// MadeAt is when the secret that counts was made; none was, without it.
	MadeAt *time.Time `json:"made_at,omitempty" doc:"When the secret that counts now was made; absent when there is none"`
	// Secret is told once, in the answer to its making.
	Secret string `json:"secret,omitempty" doc:"Told only by the call that makes it. Sign with it on your server, never in a page"`
}

type identitySecretOutput struct{ Body IdentitySecretView }

type identifyInput struct {
	Body struct {
		Token string `json:"token" minLength:"1" maxLength:"8192" doc:"JWT, HS256: sub (your id of the person), exp (at most a day ahead), and if you like name, email, attributes"`
	}
}

// IdentifiedView is who the visitor is now.
type IdentifiedView struct {
	VisitorID uuid.UUID `json:"visitor_id" format:"uuid"`
	// Token replaces the device's when it was somebody else's until now.
	Token string `json:"token,omitempty" doc:"The device's new token, when it belonged to another person; absent when the old one holds"`
}

type identifyOutput struct{ Body IdentifiedView }

func (a *API) registerIdentity() {
	register(a, op{http.MethodPost, "/v1/visitor/identify", "identify-visitor", "Say who the visitor is, on the shop's signature. Open the socket anew afterwards", forVisitor, 0}, a.identify)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/identity-secret", "get-identity-secret", "Whether the shop can sign identities", forMember(account.Administer), 0},
		func(ctx context.Context, in *InWorkspace) (*identitySecretOutput, error) {
			made, err := a.Identities.Since(ctx, in.Workspace)
			return &identitySecretOutput{Body: IdentitySecretView{MadeAt: made}}, err
		})
	register(a, op{http.MethodPost, "/v1/workspaces/{workspace}/identity-secret", "make-identity-secret", "Make a new secret; the one before counts for another day", forMember(account.Administer), http.StatusCreated},
		func(ctx context.Context, in *InWorkspace) (*identitySecretOutput, error) {
			secret, err := a.Identities.Rotate(ctx, in.Workspace)
			if err != nil {
				return nil, err
			}
			made, err := a.Identities.Since(ctx, in.Workspace)
			return &identitySecretOutput{Body: IdentitySecretView{MadeAt: made, Secret: secret}}, err
		})
}

func (a *API) identify(ctx context.Context, in *identifyInput) (*identifyOutput, error) {
	v := visitorOf(ctx)
	if err := a.Limits.say(v.ID); err != nil { // each try costs a signature's check and two locks
		return nil, err
	}
	who, err := a.Identities.Read(ctx, v.Workspace, in.Body.Token)
	if err != nil {
		return nil, err
	}
	now, token, err := a.Desk.Identify(ctx, v, who)
	if err != nil {
		return nil, err
	}
	return &identifyOutput{Body: IdentifiedView{VisitorID: now.ID, Token: token}}, nil
}
