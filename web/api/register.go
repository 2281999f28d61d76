package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/locale"
)

// access says who may call an operation. The zero value is nobody, so that a
// forgotten access refuses.
type access struct {
	public  bool           // anybody
	visitor bool           // a visitor's token
	agent   bool           // an agent's session, in any or no workspace
	operate bool           // with agent: the installation's operator only
	right   *account.Right // a session whose role in the path's workspace allows this
}

var (
	forAnybody = access{public: true}
	forVisitor = access{visitor: true}
	forAgent   = access{agent: true}
	// forOperator is who runs the installation, whatever the workspace.
	forOperator = access{agent: true, operate: true}
)

func forMember(r account.Right) access { return access{agent: true, right: &r} }

// op describes one operation in the fewest words.
type op struct {
	method, path, id, summary string
	access                    access
	// status of success; 200 if zero.
	status int
}

// register is the only way to add an operation. It refuses whom the access
// does not name, and keeps errors that were not written for people from
// reaching them: huma would send their text.
func register[I, O any](a *API, o op, do func(context.Context, *I) (*O, error)) {
	operation := huma.Operation{
		OperationID: o.id, Method: o.method, Path: o.path, Summary: o.summary,
		Tags: []string{strings.SplitN(strings.TrimPrefix(o.path, "/v1/"), "/", 2)[0]}, DefaultStatus: o.status,
		MaxBodyBytes: bodyLimit(o.path), Middlewares: huma.Middlewares{a.authorize(o.access)},
		Security: securityOf(o.access),
	}
	a.access[o.method+" "+o.path] = o.access

	huma.Register(a.huma, operation, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, asProblem(ctx, langOf(ctx), o.id, err)
		}
		return out, nil
	})
}

func securityOf(a access) []map[string][]string {
	switch {
	case a.visitor:
		return []map[string][]string{{"visitor": {}}}
	case a.agent:
		return []map[string][]string{{"session": {}}}
	}
	return nil
}

type (
	langKey    struct{}
	agentKey   struct{}
	visitorKey struct{}
	clientKey  struct{}
)

func langOf(ctx context.Context) string {
	lang, _ := ctx.Value(langKey{}).(string)
	return locale.Known(lang)
}

// caller is the signed-in agent of a request, with the workspace of its path.
type caller struct {
	account.Agent
	token       string
	memberships []account.Membership
	// role in the path's workspace; empty outside one.
	role account.Role
}

func callerOf(ctx context.Context) caller {
	c, _ := ctx.Value(agentKey{}).(caller)
	return c
}

func visitorOf(ctx context.Context) account.Visitor {
	v, _ := ctx.Value(visitorKey{}).(account.Visitor)
	return v
}

// authorize admits whom the access names and puts them into the context.
func (a *API) authorize(need access) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		lang := locale.Negotiate(ctx.Header("Accept-Language"))
		ctx = huma.WithValue(ctx, langKey{}, lang)
		ctx = huma.WithValue(ctx, clientKey{}, humagin.Unwrap(ctx).ClientIP())
		ctx, err := a.admit(ctx, need)
		if err != nil {
			p := asProblem(ctx.Context(), lang, ctx.Operation().OperationID, err)
			writeProblem(ctx, p)
			return
		}
		next(ctx)
	}
}

func (a *API) admit(ctx huma.Context, need access) (huma.Context, error) {
	switch {
	case need.public:
		return ctx, nil
	case need.visitor:
		v, err := a.Accounts.VisitorByToken(ctx.Context(), bearer(ctx.Header("Authorization")))
		if err != nil {
			return ctx, err
		}
		return huma.WithValue(ctx, visitorKey{}, v), nil
	case need.agent:
		return a.admitAgent(ctx, need)
	}
	return ctx, account.ErrSession
}

// bearer is the token in a header.
func bearer(header string) string { return strings.TrimPrefix(header, "Bearer ") }

func (a *API) admitAgent(ctx huma.Context, need access) (huma.Context, error) {
	token := a.Cookies.read(humagin.Unwrap(ctx).Request)
	agent, memberships, err := a.Accounts.AgentBySession(ctx.Context(), token)
	if err != nil {
		return ctx, err
	}
	c := caller{Agent: agent, token: token, memberships: memberships}
	if need.operate && !agent.Operator {
		return ctx, account.ErrRole
	}
	if right := need.right; right != nil {
		// Unknown and foreign workspaces look the same from outside.
		err = account.ErrWorkspace
		for _, m := range memberships {
			if m.Workspace.String() == strings.ToLower(ctx.Param("workspace")) {
				c.role, err = m.Role, nil
			}
		}
		if err == nil && !c.role.May(*right) {
			err = account.ErrRole
		}
	}
	return huma.WithValue(ctx, agentKey{}, c), err
}

func writeProblem(ctx huma.Context, p *Problem) {
	c := humagin.Unwrap(ctx)
	c.Header("Content-Type", "application/problem+json")
	if p.Status == http.StatusUnauthorized {
		c.Header("WWW-Authenticate", `Bearer realm="firstline"`)
	}
	c.JSON(p.Status, p)
}
