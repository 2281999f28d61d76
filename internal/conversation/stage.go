package conversation

import (
	"slices"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Stage says who is to speak next with the visitor.
type Stage string

// The stages.
const (
	StageBot      Stage = "bot"      // the bot answers
	StageWaiting  Stage = "waiting"  // a person was asked for; the bot may go on answering meanwhile
	StagePerson   Stage = "person"   // an agent holds it; the bot is silent
	StageResolved Stage = "resolved" // finished; a new visitor message reopens it
)

// Stages are all stages, in the order a conversation usually passes them.
func Stages() []Stage { return []Stage{StageBot, StageWaiting, StagePerson, StageResolved} }

// moves is the whole state machine. From person to person is a transfer to
// another agent, from waiting to waiting one to another team's queue; resolved goes back to the bot only, so that a reopened
// conversation is triaged afresh.
var moves = map[Stage][]Stage{
	StageBot:      {StageWaiting, StagePerson, StageResolved},
	StageWaiting:  {StageBot, StageWaiting, StagePerson, StageResolved},
	StagePerson:   {StageBot, StageWaiting, StagePerson, StageResolved},
	StageResolved: {StageBot},
}

// MayMove reports whether a conversation may go from one stage to another.
func MayMove(from, to Stage) bool { return slices.Contains(moves[from], to) }

// Errors of this package.
var (
	// ErrNotFound: no such conversation in this workspace.
	ErrNotFound = problem.New(problem.NotFound, "conversation_not_found")
	// ErrClientID: the client id was used for other content.
	ErrClientID = problem.New(problem.Conflict, "client_id_reused")
	// ErrStage: the conversation is not in a stage that allows this.
	ErrStage = problem.New(problem.Conflict, "stage_forbids")
	// ErrMerged: the conversation goes on in another one of the visitor.
	ErrMerged = problem.New(problem.Conflict, "conversation_merged")
	// ErrText: the text is empty, too long, or not plain UTF-8.
	ErrText = problem.New(problem.Invalid, "text_unusable")
)
