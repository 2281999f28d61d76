// Firstline is AI-assisted customer service with bot-first triage: one binary
// that serves visitors, agents and knowledge managers, and the commands to
// operate and measure it.
package main

import (
	"github.com/alecthomas/kong"
)

// version is set by the linker.
var version = "dev"

type cli struct {
	Serve      serveCmd      `cmd:"" help:"Serve the product."`
	Demo       demoCmd       `cmd:"" help:"Serve the product with a demo workspace, an invented shop, in it."`
	Stop       stopCmd       `cmd:"" help:"End the server of a data folder, and its private Postgres."`
	Migrate    migrateCmd    `cmd:"" help:"Bring the database up to this binary's schema."`
	Import     importCmd     `cmd:"" help:"Take articles into a workspace: a folder, a file, a website."`
	User       userCmd       `cmd:"" help:"Add an agent to a workspace, or a workspace."`
	AdoptKey   adoptKeyCmd   `cmd:"" name:"adopt-key" help:"Let this master key take the place of one that is lost."`
	Doctor     doctorCmd     `cmd:"" help:"Say what is missing on this machine, and how to mend it."`
	Bench      benchCmds     `cmd:"" help:"Measure speed on this machine, beside a control."`
	Eval       evalCmds      `cmd:"" help:"Measure quality on labelled files."`
	OpenAPI    openAPICmd    `cmd:"" name:"openapi" help:"Print the OpenAPI document."`
	ReadFile   readFileCmd   `cmd:"" name:"read-file" hidden:"" help:"Read one file of a stranger's, within limits."`
	ConfigDocs configDocsCmd `cmd:"" name:"config-docs" hidden:"" help:"Print docs/config.md."`

	Version kong.VersionFlag `help:"Print the version."`
}

type evalCmds struct {
	Decisions evalDecisionsCmd `cmd:"" help:"Decisions: accuracy, missed requests for a person, calm reports escalated."`
	Intents   evalIntentsCmd   `cmd:"" help:"Intents: accuracy, what is out of scope, time to train and to classify."`
	Briefs    evalBriefsCmd    `cmd:"" help:"Briefs: facts found, facts right, trigger right."`
	Retrieval evalRetrievalCmd `cmd:"" help:"Search: hit@k, MRR, nDCG, abstention."`
	Mood      evalMoodCmd      `cmd:"" help:"Moods: accuracy, macro-F1, anger in dialogues."`
	Bot       evalBotCmd       `cmd:"" help:"Whole conversations with a scripted visitor: resolution, escalation, groundedness, time, cost."`
	Answers   evalAnswersCmd   `cmd:"" help:"Answers: right article, what they must contain, false answers."`
}

func main() {
	var c cli
	ctx := kong.Parse(&c, kong.Name("firstline"), kong.Vars{"version": version},
		kong.Description("AI-assisted customer service with bot-first triage."), kong.UsageOnError())
	ctx.FatalIfErrorf(ctx.Run())
}
