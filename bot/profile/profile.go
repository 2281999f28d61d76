package profile

import (
	"net"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Profile is what an admin sets about the bot of a workspace.
type Profile struct {
	// Version counts what was published from 1; 0 = never. In a publication it
	// is the version that was edited.
	Version int `json:"version" minimum:"0"`
	// Brand is how the bot names the company; at most 120 characters.
	Brand string `json:"brand" maxLength:"120"`
	// Voice is how the bot speaks, in the admin's plain words, for a model; at
	// most 4,000 characters.
	Voice string `json:"voice" maxLength:"4000"`
	// Refuse are topics that the bot does not speak about, in a few words each
	// ("legal advice", "股票"): at most 30 of at most 80 characters.
	Refuse []string `json:"refuse" maxItems:"30"`
	// Lang is the language to answer in; "" is the visitor's.
	Lang string `json:"lang" enum:",en,zh"`
	// UseModel lets a configured model answer; false answers extractively.
	UseModel bool `json:"use_model"`
	// Rewrite lets a model put follow-ups into questions that stand by
	// themselves before the search; false carries the topic over.
	Rewrite bool `json:"rewrite"`
	// CheckInMinutes is how long a visitor is silent after an answer, or a
	// question of the bot, until the bot asks once whether it helped; 0 = never.
	CheckInMinutes int `json:"check_in_minutes" minimum:"0" maximum:"1440"`
	// SettleMinutes is how long a silence lasts from the bot's last word until
	// the matter counts as settled and the conversation is closed; 0 = never.
	SettleMinutes int `json:"settle_minutes" minimum:"0" maximum:"10080"`
	// MaskPersonal hides e-mails, phones, cards and ids from models.
	MaskPersonal bool `json:"mask_personal"`
	// LinkHosts, unless empty, are the only hosts whose links stay links; at
	// most 50.
	LinkHosts []string `json:"link_hosts" maxItems:"50"`
}

// Default are what a workspace starts with.
func Default() Profile {
	return Profile{
		UseModel: true, MaskPersonal: true, Refuse: []string{}, LinkHosts: []string{}, CheckInMinutes: 5, SettleMinutes: 30,
	}
}

// Text is a text of the bot's own, with the company's name where one is set and
// the text has room for it.
func (p *Profile) Text(lang, name string) string {
	if p.Brand != "" && locale.Has("bot."+name+"_of") {
		return locale.Text(lang, "bot."+name+"_of", "brand", p.Brand)
	}
	return locale.Text(lang, "bot."+name)
}

// Bounds of the settings, in characters and entries.
const (
	maxBrand, maxVoice    = 120, 4000
	maxTopics, maxTopic   = 30, 80
	maxHosts, maxHostLen  = 50, 253
	maxCheckIn, maxSettle = 24 * 60, 7 * 24 * 60 // minutes
)

// Checked gives the settings in normal form: trimmed, hosts in lower case,
// without empty or repeated entries. What breaks a rule is a problem that names
// the field.
func (p Profile) Checked() (Profile, error) {
	p.Brand, p.Voice = strings.TrimSpace(p.Brand), strings.TrimSpace(p.Voice)
	p.Refuse, p.LinkHosts = entries(p.Refuse, strings.TrimSpace), entries(p.LinkHosts, hostOf)
	long := func(text string, most int) bool { return utf8.RuneCountInString(text) > most }
	tooLong := func(field string) (Profile, error) {
		return Profile{}, problem.New(problem.Invalid, "setting_too_long", "field", field)
	}
	switch {
	case long(p.Brand, maxBrand):
		return tooLong("brand")
	case long(p.Voice, maxVoice):
		return tooLong("voice")
	case len(p.Refuse) > maxTopics || slices.ContainsFunc(p.Refuse, func(t string) bool { return long(t, maxTopic) }):
		return tooLong("refuse")
	case len(p.LinkHosts) > maxHosts:
		return tooLong("link_hosts")
	case p.CheckInMinutes < 0 || p.CheckInMinutes > maxCheckIn:
		return Profile{}, problem.New(problem.Invalid, "setting_invalid", "field", "check_in_minutes")
	case p.SettleMinutes < 0 || p.SettleMinutes > maxSettle:
		return Profile{}, problem.New(problem.Invalid, "setting_invalid", "field", "settle_minutes")
	case p.Lang != "" && p.Lang != "en" && p.Lang != "zh":
		return Profile{}, problem.New(problem.Invalid, "setting_invalid", "field", "lang")
	case slices.ContainsFunc(p.LinkHosts, func(h string) bool { return !isHost(h) }):
		return Profile{}, problem.New(problem.Invalid, "setting_invalid", "field", "link_hosts")
	case slices.ContainsFunc(p.Refuse, func(t string) bool { return len(terms(t)) == 0 }):
		// Words such as "how" or "the" alone would refuse everything or nothing.
		return Profile{}, problem.New(problem.Invalid, "setting_invalid", "field", "refuse")
	}
	return p, nil
}

func entries(list []string, normal func(string) string) []string {
	out := make([]string, 0, len(list))
	for _, e := range list {
		if e = normal(e); e != "" && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// hostOf takes a host out of what people paste: "https://Shop.example/help".
func hostOf(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	s, _, _ = strings.Cut(s, "/")
	return s
}

func isHost(h string) bool {
	if len(h) > maxHostLen || strings.ContainsAny(h, " @:?#\\\"'<>") || net.ParseIP(h) != nil {
		return false
	}
	return strings.Contains(strings.Trim(h, "."), ".")
}
