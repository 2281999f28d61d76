package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// BenchmarkExtract answers from six articles that were read before, as turns do.
func BenchmarkExtract(b *testing.B) {
	files, _ := filepath.Glob("../testdata/answers/kb/en/*.md")
	var found []extract.Passage
	for i, f := range files[:6] {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		page, err := markdown.ReadPage(raw)
		if err != nil {
			b.Fatal(err)
		}
		passages, err := markdown.Split(page.Body)
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range passages {
			found = append(found, extract.Passage{Title: page.Meta.Title, Section: strings.Join(p.Path, " › "), Text: p.Text, Score: 1 / float64(i+1)})
			found[len(found)-1].Read = extract.Read(found[len(found)-1])
		}
	}
	for b.Loop() {
		extract.Extract(query.Question{Text: "how long does it take to assemble the nook bookcase?"}, found)
	}
}
