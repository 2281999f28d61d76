package guard

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/firstlinehq/firstline/internal/hanzi"
)

var (
	listMark  = regexp.MustCompile(`^(?:[-*+•] +|\d{1,2}[.)] +|\*{0,2}\d{1,2}[.)] *\*{0,2} *)`)
	citations = regexp.MustCompile(`^(?:\s*[\[【(（]\s*\^?(?:sources?\s*)?\d{1,3}(?:\s*[,，、;]\s*\^?\d{1,3})*\s*(?:†[^\]】]*)?[\]】)）])+[.。]?\s*`)
	citation  = regexp.MustCompile(`\s*[\[【]\s*\^?(?:[Ss]ources?\s*)?(\d{1,3}(?:\s*[,，、;]\s*\^?\d{1,3})*)\s*(?:†[^\]】]*)?[\]】]`)
	number    = regexp.MustCompile(`\d{1,3}`)
	image     = regexp.MustCompile(`!\[[^\]]*\]\s*(?:\([^)]*\)?|\[[^\]]*\])|!\[[^\]]*$`)
	link      = regexp.MustCompile(`\[([^\]]*)\]\(\s*<?([^\s)>]*)>?[^)]*\)`)
	reference = regexp.MustCompile(`\[([^\]]+)\]\s*\[[^\]]*\]|^\s*\[[^\]]+\]:.*$`)
	bare      = regexp.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]{1,15}://|www\.|mailto:|javascript:|data:|vbscript:)[^\s<>()\[\]"'，。；）]+`)
	tag       = regexp.MustCompile(`<[^>]*>?`)
	title     = regexp.MustCompile(`^#{1,6}\s+`)
)

// said is a sentence taken apart.
type said struct {
	mark  string // of its list, normalised
	text  string // what will be shown, without citations
	plain string // the same for comparing, without marks and in plain characters
	cites []int  // valid numbers of sources
	links []string
}

// read takes a sentence apart and makes it harmless.
func (g *Guard) read(body string) said {
	s := said{mark: listMark.FindString(body)}
	body = strings.TrimSpace(body[len(s.mark):])
	s.mark = normalMark(s.mark)
	body = title.ReplaceAllString(body, "")
	body = image.ReplaceAllString(body, "")
	body = g.takeLinks(body, &s)
	body = citation.ReplaceAllStringFunc(body, func(m string) string {
		for _, n := range number.FindAllString(m, -1) {
			if k, _ := strconv.Atoi(n); k >= 1 && k <= len(g.sources) && !slices.Contains(s.cites, k) {
				s.cites = append(s.cites, k)
			}
		}
		return ""
	})
	body = tag.ReplaceAllString(body, "")
	body = strings.ReplaceAll(body, "<", "")
	s.text = strings.TrimSpace(body)
	s.plain = hanzi.Text(strings.NewReplacer("**", "", "__", "", "`", "", "*", "").Replace(s.text))
	return s
}

func normalMark(mark string) string {
	mark = strings.Trim(mark, "* ")
	switch {
	case mark == "":
		return ""
	case mark[0] >= '0' && mark[0] <= '9':
		return strings.Trim(mark, ".)*+-• ") + ". "
	}
	return "- "
}

// takeLinks notes every address and leaves links whose host may be shown as
// one; others become their words with the host behind them.
func (g *Guard) takeLinks(body string, s *said) string {
	kept := map[string]string{}
	body = link.ReplaceAllStringFunc(body, func(m string) string {
		p := link.FindStringSubmatch(m)
		if number.FindString(p[1]) == p[1] && p[1] != "" { // "[1](url)": a citation dressed up
			return "[" + p[1] + "]"
		}
		s.links = append(s.links, p[2])
		if !g.mayLink(p[2]) {
			return plainWords(p[1]) + " (" + hostOf(p[2]) + ")"
		}
		key := "\x00" + itoa(len(kept)) + "\x00"
		kept[key] = "[" + plainWords(p[1]) + "](" + p[2] + ")"
		return key
	})
	body = reference.ReplaceAllStringFunc(body, func(m string) string {
		p := reference.FindStringSubmatch(m)
		if citation.MatchString(m) {
			return m
		}
		return p[1]
	})
	body = bare.ReplaceAllStringFunc(body, func(m string) string {
		at := strings.TrimRight(m, ".,;:!?")
		s.links = append(s.links, at)
		if g.mayLink(at) {
			return m
		}
		return hostOf(at) + m[len(at):]
	})
	// Halves of links and images: the other half may be in another sentence.
	body = strings.NewReplacer("![", "", "](", " ", "]:", ":").Replace(body)
	for key, l := range kept {
		body = strings.ReplaceAll(body, key, l)
	}
	return strings.ReplaceAll(body, "\x00", "")
}

func plainWords(s string) string { return strings.NewReplacer("[", "", "]", "", "!", "").Replace(s) }

func (g *Guard) mayLink(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || (u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto") {
		return false
	}
	return len(g.cfg.Hosts) == 0 || slices.Contains(g.cfg.Hosts, strings.ToLower(u.Hostname()))
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "link"
	}
	return u.Hostname()
}
