package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/firstlinehq/firstline/internal/config"
)

// configDocsCmd prints docs/config.md.
type configDocsCmd struct{}

// Run prints the reference to standard output.
func (*configDocsCmd) Run() error { return writeConfigDocs(os.Stdout) }

const configDocsHead = `# Configuration

Every setting is a flag of ` + "`firstline serve`" + ` and an environment variable; the flag wins. Secrets belong in the
environment, because other users of a machine can read flags. This page is generated: ` + "`make generate`" + `.

| Flag | Environment | Default | What it does |
|---|---|---|---|
`

func writeConfigDocs(out io.Writer) error {
	var c struct {
		config.Config `embed:""`
	}
	parser, err := kong.New(&c)
	if err != nil {
		return fmt.Errorf("read the configuration's tags: %w", err)
	}
	var page strings.Builder
	page.WriteString(configDocsHead)
	for _, flag := range parser.Model.Flags {
		if flag.Name == "help" {
			continue
		}
		fmt.Fprintf(&page, "| `--%s` | %s | %s | %s |\n", flag.Name, code(strings.Join(flag.Envs, ", ")), code(flag.Default), strings.ReplaceAll(flag.Help, "|", `\|`))
	}
	_, err = io.WriteString(out, page.String())
	return err
}

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}
