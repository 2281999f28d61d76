package api

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
)

// HouseVersionView is a line of the list of versions of the rules.
type HouseVersionView struct {
	Version      int       `json:"version"`
	Note         string    `json:"note"`
	Rules        int       `json:"rules"`
	RestoredFrom int       `json:"restored_from,omitempty"`
	By           string    `json:"by"`
	At           time.Time `json:"at"`
}

// ReplayChange is a past turn that would have gone another way.
type ReplayChange struct {
	DecisionID     uuid.UUID   `json:"decision_id" format:"uuid"`
	ConversationID uuid.UUID   `json:"conversation_id" format:"uuid"`
	Number         int64       `json:"number"`
	Seq            int64       `json:"seq"`
	At             time.Time   `json:"at"`
	Said           string      `json:"said" doc:"What the visitor said; empty if it is gone"`
	Was            handoff.Way `json:"was"`
	Now            handoff.Way `json:"now"`
}

// LedgerRow is a decision and what was said of it afterwards.
type LedgerRow struct {
	ID             uuid.UUID `json:"id" format:"uuid"`
	ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
	Number         int64     `json:"number"`
	Seq            int64     `json:"seq"`
	Kind           string    `json:"kind" enum:"answer,offer,handover"`
	Reason         string    `json:"reason"`
	Rule           string    `json:"rule"`
	House          int       `json:"house" doc:"Version of the rules; 0 = none were set"`
	Quote          string    `json:"quote" doc:"The words it rests on"`
	Said           string    `json:"said" doc:"The visitor's message; empty if it is gone"`
	Confidence     float64   `json:"confidence" minimum:"0" maximum:"1"`
	Mark           string    `json:"mark" enum:",right,false,missed"`
	Cause          string    `json:"cause,omitempty" doc:"What should have called for a person, of one missed"`
	MarkedBy       string    `json:"marked_by,omitempty"`
	At             time.Time `json:"at"`
}

// VerdictView is how a cause of escalations does on the marked ones.
type VerdictView struct {
	Cause     string   `json:"cause" doc:"A reason, or admin. with a rule's id"`
	Fired     int      `json:"fired"`
	Right     int      `json:"right"`
	False     int      `json:"false"`
	Missed    int      `json:"missed"`
	Precision *float64 `json:"precision,omitempty" minimum:"0" maximum:"1" doc:"Absent while none is marked"`
	Recall    *float64 `json:"recall,omitempty" minimum:"0" maximum:"1" doc:"Absent while none is marked"`
}

type houseOutput struct{ Body handoff.House }

type publishHouseInput struct {
	InWorkspace
	Body handoff.House
}

type houseVersionsOutput struct {
	Body struct {
		Versions []HouseVersionView `json:"versions" doc:"Newest first"`
	}
}

type houseVersionInput struct {
	InWorkspace
	Version int `path:"version" minimum:"1"`
}

type replayInput struct {
	InWorkspace
	Body struct {
		House handoff.House `json:"house"`
		Days  int           `json:"days" minimum:"1" maximum:"180" default:"30"`
	}
}

type replayOutput struct {
	Body struct {
		Turns      int            `json:"turns" doc:"Past turns that were decided again"`
		Reproduced int            `json:"reproduced" doc:"Of them, those that the settings of their time reproduce"`
		Unread     int            `json:"unread" doc:"Of them, those whose words are gone"`
		Same       int            `json:"same" doc:"Of them, those that the given settings leave as they were"`
		Changes    []WayCount     `json:"changes"`
		Listed     []ReplayChange `json:"listed" doc:"The newest changes, at most 200"`
	}
}

// WayCount counts turns that would have gone another way.
type WayCount struct {
	From  string `json:"from" enum:"answer,offer,handover"`
	To    string `json:"to" enum:"answer,offer,handover"`
	Count int    `json:"count"`
}

type previewRulesInput struct {
	InWorkspace
	Body struct {
		House      handoff.House     `json:"house"`
		Text       string            `json:"text" minLength:"1" maxLength:"2000"`
		Attributes map[string]string `json:"attributes,omitempty"`
		Page       string            `json:"page,omitempty" maxLength:"500"`
	}
}

type previewRulesOutput struct {
	Body struct {
		handoff.Way
		Quote  string        `json:"quote"`
		Team   string        `json:"team,omitempty"`
		Intent string        `json:"intent,omitempty" doc:"Id of what the message was taken to want"`
		Facts  handoff.Facts `json:"facts"`
		// Topic is the title of the best article, empty if nothing was found.
		Topic string `json:"topic,omitempty"`
	}
}

type ledgerInput struct {
	InWorkspace
	Kind   string    `query:"kind" enum:",escalated,answer,offer,handover" doc:"escalated = offer and handover"`
	Cause  string    `query:"cause" maxLength:"100" doc:"A reason or a rule"`
	Marked string    `query:"marked" enum:",no,right,false,missed"`
	Before time.Time `query:"before" doc:"Time of the last one of the page before"`
}

type ledgerOutput struct {
	Body struct {
		Decisions []LedgerRow `json:"decisions" doc:"Newest first"`
		More      bool        `json:"more"`
	}
}

type markInput struct {
	InWorkspace
	Decision uuid.UUID `path:"decision" format:"uuid"`
	Body     struct {
		Mark  string `json:"mark" enum:",right,false,missed" doc:"Empty takes it back"`
		Cause string `json:"cause,omitempty" maxLength:"100" doc:"What should have called for a person, of one missed"`
	}
}

type verdictsOutput struct {
	Body struct {
		Verdicts []VerdictView `json:"verdicts" doc:"The last 90 days, most frequent first"`
	}
}

func (a *API) registerRules() {
	read, edit := forMember(account.Converse), forMember(account.Administer)
	const base = "/v1/workspaces/{workspace}/rules"
	register(a, op{http.MethodGet, base, "get-rules", "The live rules, thresholds and guidance", read, 0}, a.house)
	register(a, op{http.MethodPost, base, "publish-rules", "Publish rules; version is the one they were made from", edit, 0}, a.publishHouse)
	register(a, op{http.MethodGet, base + "/versions", "list-rule-versions", "Versions of the rules", edit, 0}, a.houseVersions)
	register(a, op{http.MethodGet, base + "/versions/{version}", "get-rule-version", "One version of the rules", edit, 0}, a.houseVersion)
	register(a, op{http.MethodPost, base + "/replay", "replay-rules", "What rules would have made of past turns", edit, 0}, a.replay)
	register(a, op{http.MethodPost, base + "/preview", "preview-rules", "What rules would make of a message", edit, 0}, a.previewRules)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/ledger", "list-ledger", "Decisions and why", read, 0}, a.ledger)
	register(a, op{http.MethodPut, "/v1/workspaces/{workspace}/ledger/{decision}/mark", "mark-decision", "Say whether a decision was right", read, http.StatusNoContent}, a.markDecision)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/ledger/verdicts", "list-verdicts", "Precision and recall of each cause on the marked ones", read, 0}, a.verdicts)
}
