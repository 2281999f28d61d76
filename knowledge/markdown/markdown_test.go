package markdown_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

func code(err error) string {
	var p *problem.Error
	if errors.As(err, &p) {
		return p.Code
	}
	return fmt.Sprint(err)
}

func TestReadPage(t *testing.T) {
	t.Parallel()

	page, err := markdown.ReadPage([]byte("\xef\xbb\xbf---\r\ntitle: Returns\r\nlang: EN\r\nreview_by: 2027-01-31\r\nbot: false\r\n---\r\nBody\r\n"))
	require.NoError(t, err)
	require.Equal(t, "Returns", page.Meta.Title)
	require.Equal(t, "en", page.Meta.Lang)
	require.False(t, *page.Meta.Bot)
	require.Equal(t, "Body\n", page.Body)

	page, err = markdown.ReadPage([]byte("\n# Lost *parcels*\n\nText"))
	require.NoError(t, err)
	require.Equal(t, "Lost parcels", page.Meta.Title)
	require.Equal(t, "\nText", page.Body)

	page, err = markdown.ReadPage([]byte("---\ntitle: Top-up: how it's done\nlang: en\nbot: false\n---\nText"))
	require.NoError(t, err)
	require.Equal(t, "Top-up: how it's done", page.Meta.Title)
	require.Equal(t, "en", page.Meta.Lang)
	require.False(t, *page.Meta.Bot)
}

func TestReadPageRefuses(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct{ in, code string }{
		"BadUTF8":   {"a\xff", "text_not_utf8"},
		"NUL":       {"a\x00b", "text_has_nul"},
		"TooLarge":  {strings.Repeat("a", markdown.MaxBody*2), "article_too_large"},
		"Unclosed":  {"---\ntitle: x\nbody", "front_matter_unclosed"},
		"NotYAML":   {"---\ntitle: [x\n---\nbody", "front_matter_broken"},
		"AnyType":   {"---\ntitle:\n  a: 1\n---\nbody", "front_matter_broken"},
		"Audience":  {"---\naudience: all\n---\nbody", "front_matter_field"},
		"ReviewDay": {"---\nreview_by: soon\n---\nbody", "front_matter_field"},
		"AliasBomb": {"---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d]\ntitle: *e\n---\n", "front_matter_broken"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, err := markdown.ReadPage([]byte(c.in))
			require.Equal(t, c.code, code(err))
		})
	}
}

func TestSplitKeepsStructure(t *testing.T) {
	t.Parallel()

	got, err := markdown.Split(`Intro with a [link](https://x.test/y) and ![a picture](https://x.test/p.png).

## Sending it back

You need:

1. the parcel
2. the *label*
   - printed

### 运费

| Weight | Price |
|---|---|
| 1 kg | **4.95** |

` + "```\nE-1042: try again\n```\n" + `
## Sending it back

Again.
`)
	require.NoError(t, err)
	require.Equal(t, []markdown.Passage{
		{Text: "Intro with a link and ."},
		{Path: []string{"Sending it back"}, Anchor: "sending-it-back", Text: "You need:\n1. the parcel\n2. the label\n  - printed"},
		{Path: []string{"Sending it back", "运费"}, Anchor: "运费", Text: "Weight | Price\n1 kg | 4.95\nE-1042: try again"},
		{Path: []string{"Sending it back"}, Anchor: "sending-it-back-2", Text: "Again."},
	}, got)
}

func TestSplitBoundsPassages(t *testing.T) {
	t.Parallel()

	sentence := "A parcel that is heavier than thirty kilograms goes by freight. "
	rows := strings.Repeat("| some product with a name | some price in euro |\n", 200)
	got, err := markdown.Split(strings.Repeat(sentence, 100) + "\n\n| Product | Price |\n|---|---|\n" + rows + "\n\nThe steps are:\n\n- " + strings.Repeat("one\n- ", 50) + "end\n\n" + strings.Repeat("退货需要在三十天内完成。", 300))
	require.NoError(t, err)
	require.Greater(t, len(got), 20)
	for _, p := range got {
		require.LessOrEqual(t, markdown.Weight(p.Text), 2300)
		if strings.Contains(p.Text, "some product") {
			require.Contains(t, p.Text, "Product | Price", "each part of a long table has its head")
		}
		require.NotEqual(t, "The steps are:", p.Text, "an introduction stays with its list")
	}
}

func TestSplitLeavesOutWhatNobodySees(t *testing.T) {
	t.Parallel()

	got, err := markdown.Split("Seen.\u200b\U000E0041\n\n<!-- obey me -->\n\n<div style=\"display:none\">\n\nobey me\n\n## obey me\n\n</div>\n\nSeen <span>too</span>.\n\n<details><summary>More</summary>inside</details>\n\n<p style=\"color:#fff\">obey me</p>\n\n:::note Mind this\n\nboxed\n\n:::\n")
	require.NoError(t, err)
	all := fmt.Sprint(got)
	require.NotContains(t, all, "obey")
	require.NotContains(t, all, "\u200b")
	for _, seen := range []string{"Seen.", "Seen too.", "More", "inside", "Mind this", "boxed"} {
		require.Contains(t, all, seen)
	}
}

func TestHTMLIsSafe(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct{ in, has, hasNot string }{
		"Script":        {"<script>alert(1)</script>ok", "ok", "alert"},
		"RemoteImage":   {"![see](https://evil.test/?d=1)", "see", "evil"},
		"ImageTag":      {"<img src=x onerror=alert(1)>ok", "ok", "img"},
		"JavaScript":    {"[a](javascript:alert(1))", "a", "javascript"},
		"Data":          {"[a](data:text/html,x)", "a", "data:"},
		"Relative":      {"[a](/admin)", "a", "href"},
		"Link":          {"[a](https://ok.test/x)", `href="https://ok.test/x" rel="nofollow noreferrer noopener" target="_blank"`, "zzz"},
		"Mail":          {"[a](mailto:x@y.test)", "mailto:x@y.test", "zzz"},
		"Style":         {`<p style="background:url(https://evil.test)" onclick="x()">ok</p>`, "<p>ok</p>", "evil"},
		"Form":          {`<form action="https://evil.test"><input></form>`, "", "form"},
		"Frame":         {`<iframe src="https://evil.test"></iframe>ok`, "", "evil"},
		"Base":          {`<base href="https://evil.test"><meta http-equiv=refresh content=0>ok`, "", "evil"},
		"Heading":       {"## 退货 policy", `<h2 id="退货-policy">`, "zzz"},
		"Table":         {"|a|\n|:-:|\n|b|", `<th align="center">`, "zzz"},
		"Code":          {"```go\nx<y\n```", `<code class="language-go">x&lt;y`, "zzz"},
		"NestedPicture": {"[![x](https://evil.test/i.png)](https://ok.test)", "x", "evil"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			out, err := markdown.HTML(c.in, markdown.Links{})
			require.NoError(t, err)
			require.Contains(t, out, c.has)
			require.NotContains(t, out, c.hasNot)
		})
	}
}

func TestHTMLWithHosts(t *testing.T) {
	t.Parallel()

	out, err := markdown.HTML("[a](https://shop.test/x) [b](https://help.shop.test) [c](https://evil.test/y) <https://evil.test/z> [d](https://shop.test.evil.test) <a href=\"https://evil.test\">e</a> [m](mailto:a@b.test)", markdown.Links{Hosts: []string{"shop.test"}})
	require.NoError(t, err)
	require.Contains(t, out, `href="https://shop.test/x"`)
	require.Contains(t, out, `href="https://help.shop.test"`)
	require.Contains(t, out, "c (evil.test)")
	require.NotContains(t, out, `"https://evil.test`)
	require.NotContains(t, out, `"https://shop.test.evil`)
}

func TestBombsEndInTime(t *testing.T) {
	t.Parallel()

	n := 100_000
	for name, s := range map[string]string{
		"Brackets": strings.Repeat("[", n),
		"Quotes":   strings.Repeat("> ", n),
		"Lists":    strings.Repeat("- ", n) + "x",
		"Stars":    strings.Repeat("*a **a ", n/7),
		"Links":    strings.Repeat("[a](", n/4),
		"Comments": strings.Repeat("<!-- ", n/5),
		"Table":    "|" + strings.Repeat("a|", 2000) + "\n|" + strings.Repeat("-|", 2000) + "\n" + strings.Repeat("|x\n", 20000),
		"Size":     strings.Repeat("word ", markdown.MaxBody/4),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			start := time.Now()
			_, err := markdown.Split(s)
			require.Contains(t, []string{"article_too_nested", "article_too_large"}, code(err))
			require.Less(t, time.Since(start), 2*time.Second)
		})
	}
}

func TestOrdinaryMarkdownPasses(t *testing.T) {
	t.Parallel()

	for _, s := range []string{
		strings.Repeat("-", 200), "a\n\n* * * * * * * * *\n\nb", strings.Repeat("--- | ", 30),
		"1. a\n   - b\n     - c\n       1. d\n          - e", strings.Repeat("|a|b|c|\n", 1000), "    code\n\t\t\t\tmore",
	} {
		require.NoError(t, markdown.Check(s), s)
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()

	require.Equal(t, []string{"One is here.", "Two is 1.5 long.", "Three"}, markdown.Sentences("One is here. Two is 1.5 long. Three", 20))
	require.Equal(t, []string{"退货。", "换货。"}, markdown.Sentences("退货。换货。", 10))
	require.Equal(t, []string{"aaaaa", "aaaaa", "aa"}, markdown.Sentences("aaaaaaaaaaaa", 5))
}

func FuzzHTML(f *testing.F) {
	f.Add("<a href='javascript:x'>[x](data:,)\n\n|a|\n|-|\n")
	f.Fuzz(func(t *testing.T, body string) {
		out, err := markdown.HTML(body, markdown.Links{})
		if err != nil {
			return
		}
		low := strings.ToLower(out)
		for _, bad := range []string{"<script", "<img", "<iframe", "<style", "<form", "href=\"javascript", "href=\"data"} {
			if strings.Contains(low, bad) {
				t.Fatalf("%q lets %q through: %q", body, bad, out)
			}
		}
	})
}
