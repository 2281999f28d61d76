// Firstline is AI-assisted customer service with bot-first triage: one binary
// that serves visitors, agents and knowledge managers, and the commands to
// operate and measure it.
package main

import (
	"github.com/alecthomas/kong"
)

type cli struct {
	Stop       stopCmd       `cmd:"" help:"End the running server, and the private Postgres under it."`
	Doctor     doctorCmd     `cmd:"" help:"Say what this machine lacks, and how to mend it."`
	OpenAPI    openAPICmd    `cmd:"" name:"openapi" help:"Print the OpenAPI document."`
	ConfigDocs configDocsCmd `cmd:"" name:"config-docs" hidden:"" help:"Print docs/config.md."`
}

func main() {
	var c cli
	ctx := kong.Parse(&c, kong.Name("firstline"),
		kong.Description("AI-assisted customer service with bot-first triage."), kong.UsageOnError())
	ctx.FatalIfErrorf(ctx.Run())
}
