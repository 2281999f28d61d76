package markdown

import (
	"regexp"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/net/html"
)

// FilePath begins the address of a kept picture in an article's text; its id
// follows. Where it is served from is no matter of the text ([Links]).
const FilePath = "/files/"

const anID = `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`

var (
	kept          = regexp.MustCompile(`^` + FilePath + `(` + anID + `)$`)
	keptAnywhere  = regexp.MustCompile(FilePath + `(` + anID + `)`)
	servedPicture = regexp.MustCompile(`^` + FilePath + anID + `/` + anID + `$`)
)

func keptPicture(address string) (id string, ok bool) {
	m := kept.FindStringSubmatch(address)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// Pictures gives the ids of the kept pictures that a text names, each once.
func Pictures(body string) []uuid.UUID {
	if !strings.Contains(body, FilePath) {
		return nil
	}
	var out []uuid.UUID
	seen := map[uuid.UUID]bool{}
	for _, m := range keptAnywhere.FindAllStringSubmatch(body, -1) {
		if id, err := uuid.Parse(m[1]); err == nil && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

var (
	// A picture in Markdown: description, address (in pointed brackets if it has
	// spaces), and perhaps a title.
	marked = regexp.MustCompile(`!\[((?:[^\[\]\\]|\\.)*)\]\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)`)
	// A picture in HTML, which Markdown may hold.
	tagged = regexp.MustCompile(`(?i)<img\s[^<>]*>`)
)

// ReplacePictures asks for each picture of a text which address it has from now
// on. One that gets none leaves its description, one that keeps its own stays as
// it is.
func ReplacePictures(body string, swap func(address string) string) string {
	put := func(whole, alt, address string) string {
		switch to := swap(address); to {
		case address:
			return whole
		case "":
			return alt
		default:
			return "![" + alt + "](" + to + ")"
		}
	}
	body = marked.ReplaceAllStringFunc(body, func(picture string) string {
		part := marked.FindStringSubmatch(picture)
		return put(picture, part[1], part[2]+part[3])
	})
	return tagged.ReplaceAllStringFunc(body, func(tag string) string {
		z := html.NewTokenizer(strings.NewReader(tag))
		z.Next()
		var alt, address string
		for _, a := range z.Token().Attr {
			switch a.Key {
			case "alt":
				alt = strings.NewReplacer("[", "", "]", "", "\n", " ", `\`, "").Replace(a.Val)
			case "src":
				address = strings.TrimSpace(a.Val)
			}
		}
		return put(tag, alt, address)
	})
}
