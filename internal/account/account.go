package account

import (
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Store keeps accounts.
type Store struct {
	db *postgres.DB
}

// NewStore makes a store.
func NewStore(db *postgres.DB) *Store { return &Store{db: db} }

// Errors of this package.
var (
	// ErrSignIn: e-mail and password do not fit; it does not say which.
	ErrSignIn = problem.New(problem.Unauthorized, "sign_in_failed")
	// ErrSession: no session, or one that has ended.
	ErrSession = problem.New(problem.Unauthorized, "session_required")
	// ErrVisitorToken: the visitor's token is unknown or has run out.
	ErrVisitorToken = problem.New(problem.Unauthorized, "visitor_token_invalid")
	// ErrWorkspace: no such workspace, or none that the caller is a member of.
	ErrWorkspace = problem.New(problem.NotFound, "workspace_not_found")
	// ErrRole: the member's role does not allow this.
	ErrRole = problem.New(problem.Forbidden, "role_forbids")
	// ErrEmailTaken: an agent with that e-mail exists.
	ErrEmailTaken = problem.New(problem.Conflict, "email_taken")
	// ErrPassword: the password is shorter than 10 or longer than 200 characters.
	ErrPassword = problem.New(problem.Invalid, "password_length")
	// ErrSetUpDone: the installation has been set up, or the token is wrong.
	ErrSetUpDone = problem.New(problem.NotFound, "setup_closed")
)

// Role is what a member may do in one workspace.
type Role string

// The roles.
const (
	RoleAdmin      Role = "admin"
	RoleSupervisor Role = "supervisor"
	RoleKnowledge  Role = "knowledge"
	RoleAgent      Role = "agent"
)

// Right is one thing that a role may allow.
type Right int

// The rights.
const (
	Converse      Right = iota // read conversations, reply, note, resolve
	Supervise                  // take over, reassign, see everybody's figures
	EditKnowledge              // write, publish and archive articles
	Administer                 // members, teams, settings
)

// rights says what each role may do; what is not listed is not allowed.
var rights = map[Role][]Right{
	RoleAdmin:      {Converse, Supervise, EditKnowledge, Administer},
	RoleSupervisor: {Converse, Supervise},
	RoleKnowledge:  {Converse, EditKnowledge},
	RoleAgent:      {Converse},
}

// May reports whether the role allows the right.
func (r Role) May(right Right) bool {
	for _, have := range rights[r] {
		if have == right {
			return true
		}
	}
	return false
}

// Workspace is a brand with its own visitors, agents and articles.
type Workspace struct {
	ID       uuid.UUID
	Slug     string
	Name     string
	Settings Settings
}

// Settings are what an admin may change of a workspace.
type Settings struct {
	// Color is the brand's, as #rrggbb; "" for the product's own.
	Color string `json:"color,omitempty"`
	// Greeting opens the widget, by language.
	Greeting map[string]string `json:"greeting,omitempty"`
	// Starters are the questions offered as chips, by language.
	Starters map[string][]string `json:"starters,omitempty"`
	// Hours says when people are there, as text by language ("9–18").
	Hours map[string]string `json:"hours,omitempty"`
	// Origins may frame the widget ("https://shop.example"); none = any site.
	Origins []string `json:"origins,omitempty"`
	// HelpCentre opens the public help centre at /help/<slug>/.
	HelpCentre bool `json:"help_centre,omitempty"`
	// AssistOff ends the drafting of reply suggestions for agents.
	AssistOff bool `json:"assist_off,omitempty"`
}

// Agent is a person of the staff, signed in.
type Agent struct {
	ID       uuid.UUID
	Email    string
	Name     string
	Color    string
	Locale   string
	Operator bool
}

// Membership is an agent's place in one workspace.
type Membership struct {
	Workspace uuid.UUID
	Slug      string
	Name      string
	Role      Role
}

// Member is one agent as a workspace sees them.
type Member struct {
	ID        uuid.UUID
	Name      string
	Email     string
	Color     string
	Role      Role
	Skills    []string
	Languages []string
	// Capacity is how many conversations the member holds at once, 0 to 50.
	Capacity int
}

// Team is a group of members that a handoff can go to.
type Team struct {
	ID     uuid.UUID
	Name   string
	Skills []string
	Agents []uuid.UUID
}

// Visitor is somebody who writes in.
type Visitor struct {
	Workspace uuid.UUID
	ID        uuid.UUID
	Name      string
	Email     string
	Lang      string
	PageURL   string
	// External is the shop's own name of them, on its signature; "" for an
	// anonymous visitor.
	External string
	// EmailSigned says that the shop signed Email too; else a browser gave it.
	EmailSigned bool
	// Attributes are what the shop says of them.
	Attributes map[string]string
}
