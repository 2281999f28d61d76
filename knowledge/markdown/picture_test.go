package markdown_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge/markdown"
)

var (
	picture = uuid.MustParse("0b0e7a3c-7f0e-4d52-9b5e-0a2f6d1c4e11")
	place   = "/files/8c2f4d10-1111-4222-8333-444455556666/"
)

func TestHTMLShowsKeptPicturesOnly(t *testing.T) {
	t.Parallel()

	shown := `<img src="` + place + picture.String() + `" alt="The label">`
	for name, c := range map[string]struct{ in, want string }{
		"Kept":        {"![The label](/files/" + picture.String() + ")", shown},
		"KeptInLink":  {"[![The label](/files/" + picture.String() + ")](https://shop.test/)", shown},
		"Titled":      {"![The label](/files/" + picture.String() + ` "x")`, shown},
		"Remote":      {"![The label](https://evil.test/p.png)", "The label"},
		"OtherPath":   {"![The label](/v1/session)", "The label"},
		"Climbing":    {"![The label](/files/../v1/" + picture.String() + ")", "The label"},
		"NoScheme":    {"![The label](//evil.test/files/" + picture.String() + ")", "The label"},
		"AndMore":     {"![The label](/files/" + picture.String() + "?d=secret)", "The label"},
		"RawRemote":   {`<img src="https://evil.test/p.png" alt="x">`, ""},
		"RawOnError":  {`<img src="` + place + picture.String() + `" onerror="alert(1)">`, ""},
		"RawRelative": {`<a href="/v1/session">go</a>`, "go"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			html, err := markdown.HTML(c.in, markdown.Links{Files: place})
			require.NoError(t, err)
			require.Contains(t, html, c.want)
			require.NotContains(t, html, "evil.test/")
			require.NotContains(t, html, "onerror")
			require.NotContains(t, html, "secret")
			require.NotContains(t, html, `href="/`)
			require.NotContains(t, strings.ReplaceAll(html, `src="`+place+picture.String()+`"`, ""), "src=")
			none, err := markdown.HTML(c.in, markdown.Links{})
			require.NoError(t, err)
			require.NotContains(t, strings.ReplaceAll(none, `src="`+place+picture.String()+`"`, ""), "src=")
		})
	}
}

func TestPictures(t *testing.T) {
	t.Parallel()

	body := "![a](/files/" + picture.String() + ") and again ![b](/files/" + picture.String() + ") ![c](https://x.test/c.png)"
	require.Equal(t, []uuid.UUID{picture}, markdown.Pictures(body))
	require.Empty(t, markdown.Pictures("no picture, /files/ alone"))
}

func TestReplacePictures(t *testing.T) {
	t.Parallel()

	var asked []string
	file := "/files/" + picture.String()
	got := markdown.ReplacePictures("See ![the \\[label\\]](img/a (1).png) and ![b](<img/b c.png> \"B\").\n\n![gone](img/gone.png \"x\")\n\n![e](https://x.test/e.png \"E\")\n\n"+
		`<p><img class="wide" alt="A &amp; B" src="img/d.png"></p>`, func(address string) string {
		asked = append(asked, address)
		return map[string]string{"img/b c.png": file, "img/d.png": file, "https://x.test/e.png": "https://x.test/e.png"}[address]
	})
	require.Equal(t, []string{"img/b c.png", "img/gone.png", "https://x.test/e.png", "img/d.png"}, asked, "the first is no picture: its address has a space")
	require.Equal(t, "See ![the \\[label\\]](img/a (1).png) and ![b]("+file+").\n\ngone\n\n![e](https://x.test/e.png \"E\")\n\n<p>![A & B]("+file+")</p>", got)
}
