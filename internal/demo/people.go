package demo

// Team is a group of agents that conversations are routed to.
type Team struct {
	// Key is how agents, canned replies and conversations name it.
	Key string `yaml:"key"`
	// Name is shown as it stands, in every language.
	Name string `yaml:"name"`
	// Skills are what a conversation may need of this team.
	Skills []string `yaml:"skills"`
	// Opens and Closes are local times in Zone ("09:00"), Monday to Friday; empty
	// for a team that is always there, so that the demo works at any hour.
	Opens  string `yaml:"opens"`
	Closes string `yaml:"closes"`
	// Zone is an IANA time zone.
	Zone string `yaml:"zone"`
}

// Role is what an agent may do in the workspace.
type Role string

// The roles, from the widest.
const (
	Admin      Role = "admin"
	Supervisor Role = "supervisor"
	Knowledge  Role = "knowledge"
	Agent      Role = "agent"
)

// Person is a member of the shop's staff. There is no password here: the one
// who seeds makes it and shows it once.
type Person struct {
	// Email identifies the person; conversations name agents by it.
	Email string `yaml:"email"`
	Name  string `yaml:"name"`
	Role  Role   `yaml:"role"`
	// Initials and Color are the avatar; Color is a CSS hex colour on which
	// white text has a contrast of at least 4.5.
	Initials string `yaml:"initials"`
	Color    string `yaml:"color"`
	// Locale is the language of the person's screens.
	Locale string `yaml:"locale"`
	// Languages are those the person writes with visitors.
	Languages []string `yaml:"languages"`
	Skills    []string `yaml:"skills"`
	// Teams are team keys.
	Teams []string `yaml:"teams"`
	// Capacity is how many conversations at a time; 0 takes none.
	Capacity int `yaml:"capacity"`
}

// Teams gives the shop's teams.
func Teams() ([]Team, error) {
	var teams []Team
	err := read("content/teams.yaml", &teams)
	return teams, err
}

// Agents gives the shop's staff, the admin first.
func Agents() ([]Person, error) {
	var agents []Person
	err := read("content/agents.yaml", &agents)
	return agents, err
}
