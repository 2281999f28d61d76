package demo

// Desk is how the shop's people serve.
type Desk struct {
	// Promises are the shop's own and those of teams.
	Promises []Promise `yaml:"promises"`
	// LongLine is the place from which an answer by e-mail is offered.
	LongLine int `yaml:"long_line"`
	// Notice is what those who wait read, by language.
	Notice map[string]string `yaml:"notice"`
	// Holidays are those of teams that have hours.
	Holidays   []Holiday  `yaml:"holidays"`
	Priorities []Priority `yaml:"priorities"`
	Soothing   Soothing   `yaml:"soothing"`
}

// Promise is by when people answer, in minutes for priorities 0 to 3.
type Promise struct {
	// Team is a team's key; empty for the shop's own.
	Team       string `yaml:"team"`
	FirstReply []int  `yaml:"first_reply"`
	NextReply  []int  `yaml:"next_reply"`
	Resolution []int  `yaml:"resolution"`
	// WarnAt is the share of the time after which agents are warned, in percent.
	WarnAt        int `yaml:"warn_at"`
	EscalateHours int `yaml:"escalate_hours"`
}

// Holiday is a day, as 2006-01-02, on which nobody works.
type Holiday struct {
	Day  string `yaml:"day"`
	Name string `yaml:"name"`
}

// Priority raises visitors by what the shop signs of them.
type Priority struct {
	Attribute string `yaml:"attribute"`
	// Test is "is", "at_least" or "present".
	Test     string `yaml:"test"`
	Value    string `yaml:"value"`
	Priority int    `yaml:"priority"`
}

// Soothing is what the bot may do for an angry visitor.
type Soothing struct {
	// Words and GestureWords are by language; the latter hold "{code}".
	Words        map[string]string `yaml:"words"`
	GestureWords map[string]string `yaml:"gesture_words"`
	EveryDays    int               `yaml:"every_days"`
	PerDay       int               `yaml:"per_day"`
	Priority     int               `yaml:"priority"`
	Codes        []string          `yaml:"codes"`
}

// TheDesk gives how the shop's people serve.
func TheDesk() (Desk, error) {
	var d Desk
	err := read("content/desk.yaml", &d)
	return d, err
}
