package api

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// AgentRatings is what visitors made of an agent's conversations.
type AgentRatings struct {
	AgentID *uuid.UUID `json:"agent_id,omitempty" format:"uuid" doc:"Missing: the bot had them alone"`
	Name    string     `json:"name,omitempty"`
	Given   int64      `json:"given"`
	Mean    float64    `json:"mean" minimum:"1" maximum:"5"`
	Bad     int64      `json:"bad" doc:"Of 1 and 2"`
	Good    int64      `json:"good" doc:"Of 4 and 5"`
}

// RatedWord is a rating with what the visitor added.
type RatedWord struct {
	ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
	Number         int64     `json:"number"`
	Name           string    `json:"name,omitempty" doc:"Who held it last; missing: the bot had it alone"`
	Score          int16     `json:"score" minimum:"1" maximum:"5"`
	Comment        string    `json:"comment"`
	At             time.Time `json:"at"`
}

type ratingsReportInput struct {
	InWorkspace
	Days int `query:"days" minimum:"1" maximum:"366" default:"30"`
}

type ratingsReportOutput struct {
	Body struct {
		Agents []AgentRatings `json:"agents" doc:"The most rated first"`
		Words  []RatedWord    `json:"words" doc:"The last twenty that came with a word"`
	}
}

func (a *API) registerRatings() {
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/reports/ratings", "ratings-report", "What visitors made of conversations, by agent", forMember(account.Supervise), 0}, a.ratingsReport)
}

func (a *API) ratingsReport(ctx context.Context, in *ratingsReportInput) (out *ratingsReportOutput, err error) {
	out = &ratingsReportOutput{}
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		by, said, err := a.Desk.Conversations.RatingsTx(ctx, tx, in.Days)
		out.Body.Agents, out.Body.Words = make([]AgentRatings, len(by)), make([]RatedWord, len(said))
		for i, r := range by {
			out.Body.Agents[i] = AgentRatings{AgentID: r.Agent, Name: r.Name, Given: r.Given, Mean: r.Mean, Bad: r.Bad, Good: r.Good}
		}
		for i, r := range said {
			out.Body.Words[i] = RatedWord{ConversationID: r.Conversation, Number: r.Number, Name: r.Agent, Score: r.Score, Comment: r.Comment, At: r.At}
		}
		return err
	})
	return out, err
}
