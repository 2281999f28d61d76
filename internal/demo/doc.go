// Package demo holds the content of the demo workspace: Juniper Home, an
// invented home-goods shop in Rotterdam. Articles, canned replies, people,
// past conversations and the shop's own pages, in English and Chinese.
//
// It returns typed values and stores nothing: who seeds them, and with which
// ids and passwords, is the caller's business. Everything is embedded and read
// afresh on each call, so callers may keep and change what they get.
//
// Invariants, held by the package's tests: each article exists in both
// languages under the same slug; the figures, amounts and codes of the English
// text are those of the Chinese one; whatever names an article, a team or an
// agent names one that exists.
//
// The package imports nothing of ours but problem.
package demo

import (
	"embed"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Workspace names the demo shop. Slug is what its pages say in data-workspace.
const (
	Workspace = "Juniper Home"
	Slug      = "juniper"
)

// Langs are the languages everything here comes in, the default first.
var Langs = []string{"en", "zh"}

//go:embed articles content shop
var files embed.FS

// read decodes an embedded YAML file. A field that the type does not know is
// an error, so that a typing slip in the content cannot go unseen.
func read(name string, into any) error {
	raw, err := files.ReadFile(name)
	if err != nil {
		return broken(name, err)
	}
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.Strict()); err != nil {
		return broken(name, err)
	}
	return nil
}

// broken names the file: only a faulty build can get here, and whoever sees it
// must know where to look.
func broken(name string, cause error) error {
	return problem.Wrap(cause, problem.Internal, "demo_content_broken", "file", name)
}

// day is a date as front matter writes it: "2026-11-10".
type day struct{ time.Time }

// UnmarshalYAML implements yaml.BytesUnmarshaler.
func (d *day) UnmarshalYAML(raw []byte) error {
	var text string
	if err := yaml.Unmarshal(raw, &text); err != nil {
		return err
	}
	parsed, err := time.Parse(time.DateOnly, text)
	d.Time = parsed
	return err
}
