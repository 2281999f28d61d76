package api

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// OutcomeCounts counts conversations that the bot spoke in.
type OutcomeCounts struct {
	Conversations int `json:"conversations"`
	Confirmed     int `json:"confirmed" doc:"The visitor said that it was resolved"`
	Assumed       int `json:"assumed" doc:"The visitor fell silent after an answer"`
	Escalated     int `json:"escalated" doc:"A person was needed"`
}

// DayOutcomes are those that began on a day.
type DayOutcomes struct {
	Day string `json:"day" format:"date" doc:"UTC"`
	OutcomeCounts
}

// IntentOutcomes are those in which something was wanted.
type IntentOutcomes struct {
	Intent string `json:"intent" doc:"Empty: nothing that is known"`
	OutcomeCounts
}

type resolutionReportInput struct {
	InWorkspace
	Days int `query:"days" minimum:"1" maximum:"366" default:"30"`
}

type resolutionReportOutput struct {
	Body struct {
		Days    []DayOutcomes    `json:"days" doc:"Days on which a conversation began, oldest first"`
		Intents []IntentOutcomes `json:"intents" doc:"The most wanted first; a conversation counts for each of its intents"`
	}
}

func (a *API) registerReports() {
	read := forMember(account.Converse)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/reports/resolution", "resolution-report", "What became of the bot's conversations, by day and by intent", read, 0}, a.resolutionReport)
}

func (a *API) resolutionReport(ctx context.Context, in *resolutionReportInput) (out *resolutionReportOutput, err error) {
	out = &resolutionReportOutput{}
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		days, intents, err := a.Lists.OutcomesTx(ctx, tx, in.Days)
		out.Body.Days, out.Body.Intents = make([]DayOutcomes, len(days)), make([]IntentOutcomes, len(intents))
		for i, d := range days {
			out.Body.Days[i] = DayOutcomes{Day: d.Day, OutcomeCounts: OutcomeCounts(d.Outcomes)}
		}
		for i, n := range intents {
			out.Body.Intents[i] = IntentOutcomes{Intent: n.Intent, OutcomeCounts: OutcomeCounts(n.Outcomes)}
		}
		return err
	})
	return out, err
}

// WantedView is what messages of a conversation were taken to want.
type WantedView struct {
	Name       string  `json:"name"`
	Confidence float64 `json:"confidence" minimum:"0" maximum:"1"`
	Seq        int64   `json:"seq" doc:"The latest of those messages"`
}

func (a *API) wantedTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	list, err := a.Lists.IntentsTx(ctx, tx, id)
	if err != nil {
		return err
	}
	d.Intents = make([]WantedView, len(list))
	for i, w := range list {
		d.Intents[i] = WantedView{Name: w.Name, Confidence: w.Confidence, Seq: w.Seq}
	}
	d.Resolution, err = a.Lists.ResolutionTx(ctx, tx, id)
	return err
}
