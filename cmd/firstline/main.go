// Firstline is AI-assisted customer service with bot-first triage: one binary
// that serves visitors, agents and knowledge managers, and the commands to
// operate and measure it.
package main

import (
	"github.com/alecthomas/kong"
)

type cli struct {
	OpenAPI openAPICmd `cmd:"" name:"openapi" help:"Print the OpenAPI document."`
}

func main() {
	var c cli
	ctx := kong.Parse(&c, kong.Name("firstline"),
		kong.Description("AI-assisted customer service with bot-first triage."), kong.UsageOnError())
	ctx.FatalIfErrorf(ctx.Run())
}
