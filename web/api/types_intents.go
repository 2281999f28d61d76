package api

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/intent/learn"
)

// IntentView is something that messages may want.
type IntentView struct {
	ID uuid.UUID `json:"id" format:"uuid"`
	IntentForm
	Examples int `json:"examples"`
}

// IntentForm is what may be set of an intent.
type IntentForm struct {
	Name        string     `json:"name" minLength:"1" maxLength:"60"`
	Description string     `json:"description" maxLength:"400"`
	TeamID      *uuid.UUID `json:"team_id,omitempty" format:"uuid" doc:"Where a handover of it goes"`
	Skills      []string   `json:"skills" maxItems:"10"`
	Priority    int        `json:"priority" minimum:"0" maximum:"3"`
}

// IntentExample is a labelled message; without intent_id it is out of scope.
type IntentExample struct {
	ID             uuid.UUID  `json:"id" format:"uuid"`
	IntentID       *uuid.UUID `json:"intent_id,omitempty" format:"uuid"`
	Text           string     `json:"text"`
	ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid"`
	At             time.Time  `json:"at"`
}

// IntentModel is a training and what came of it.
type IntentModel struct {
	Version  int    `json:"version"`
	State    string `json:"state" enum:"training,ready,failed"`
	Problem  string `json:"problem,omitempty" doc:"Why it failed, for people"`
	Live     bool   `json:"live"`
	Kept     bool   `json:"kept" doc:"It can be made live"`
	Examples int    `json:"examples"`
	Embedder string `json:"embedder,omitempty" doc:"Model of the embeddings that were joined"`
	TookMS   int64  `json:"took_ms"`
	Bytes    int    `json:"bytes"`
	// Report is what training says of itself, on examples it was not shown; the
	// labels in it are names. Absent until it is ready.
	Report *learn.Report `json:"report,omitempty"`
	By     string        `json:"by,omitempty"`
	At     time.Time     `json:"at"`
}

// SeenMessage is a live message and what it was taken to want.
type SeenMessage struct {
	ConversationID uuid.UUID  `json:"conversation_id" format:"uuid"`
	Number         int64      `json:"number"`
	Seq            int64      `json:"seq"`
	Text           string     `json:"text"`
	IntentID       *uuid.UUID `json:"intent_id,omitempty" format:"uuid"`
	BestID         *uuid.UUID `json:"best_id,omitempty" format:"uuid" doc:"The best one, though not sure enough"`
	Confidence     float64    `json:"confidence" minimum:"0" maximum:"1"`
	Labelled       bool       `json:"labelled"`
	At             time.Time  `json:"at"`
}

// IntentCount is how often an intent was meant; without intent_id, what fits none.
type IntentCount struct {
	IntentID      *uuid.UUID `json:"intent_id,omitempty" format:"uuid"`
	Messages      int        `json:"messages"`
	Conversations int        `json:"conversations"`
	HandedOver    int        `json:"handed_over" doc:"Conversations that came to a person"`
	Before        int        `json:"before" doc:"Messages in as many days before"`
}

type intentsOutput struct {
	Body struct {
		Intents    []IntentView  `json:"intents"`
		OutOfScope int           `json:"out_of_scope" doc:"Examples that fit none"`
		Models     []IntentModel `json:"models" doc:"Newest first"`
		Live       int           `json:"live" doc:"Version that reads live messages; 0 = none"`
		Embedder   bool          `json:"embedder" doc:"Embeddings of an endpoint are joined"`
		Counts     []IntentCount `json:"counts" doc:"The last 7 days"`
	}
}

type saveIntentInput struct {
	InWorkspace
	Body IntentForm
}

// InIntent is the path of one intent.
type InIntent struct {
	InWorkspace
	Intent uuid.UUID `path:"intent" format:"uuid"`
}

type changeIntentInput struct {
	InIntent
	Body IntentForm
}

type intentOutput struct{ Body IntentView }

type examplesInput struct {
	InWorkspace
	Intent string    `query:"intent" maxLength:"36" doc:"An intent's id, or oos; all if empty"`
	Words  string    `query:"words" maxLength:"200"`
	Before uuid.UUID `query:"before" format:"uuid" doc:"The last id of the page before"`
}

type examplesOutput struct {
	Body struct {
		Examples []IntentExample `json:"examples" doc:"Newest first"`
		More     bool            `json:"more"`
	}
}

type addExamplesInput struct {
	InWorkspace
	Body struct {
		IntentID *uuid.UUID `json:"intent_id,omitempty" format:"uuid" doc:"Absent = out of scope"`
		Texts    []string   `json:"texts,omitempty" maxItems:"5000"`
		// ConversationID and Seq take a visitor's message instead, masked.
		ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid"`
		Seq            int64      `json:"seq,omitempty" minimum:"1"`
	}
}

type addedOutput struct {
	Body struct {
		New     int `json:"new"`
		Moved   int `json:"moved" doc:"Had another label"`
		Intents int `json:"intents" doc:"Made by an import"`
	}
}

type moveExamplesInput struct {
	InWorkspace
	Body struct {
		IDs      []uuid.UUID `json:"ids" minItems:"1" maxItems:"500"`
		IntentID *uuid.UUID  `json:"intent_id,omitempty" format:"uuid" doc:"Absent = out of scope"`
		Delete   bool        `json:"delete,omitempty" doc:"Delete them instead"`
	}
}

type intentFileInput struct {
	InWorkspace
	Body struct {
		File string `json:"file" maxLength:"8000000" doc:"One JSON object a line: text, label"`
	}
}

type intentFileOutput struct {
	Body struct {
		File string `json:"file" doc:"One JSON object a line: text, label"`
	}
}

type trainOutput struct {
	Body struct {
		Version int `json:"version"`
	}
}

type liveInput struct {
	InWorkspace
	Body struct {
		Version int `json:"version" minimum:"0" doc:"0 = no model reads live messages"`
	}
}

type tryIntentInput struct {
	InWorkspace
	Body struct {
		Version int    `json:"version" minimum:"1"`
		Text    string `json:"text" minLength:"1" maxLength:"2000"`
	}
}

type tryIntentOutput struct {
	Body struct {
		IntentID   *uuid.UUID    `json:"intent_id,omitempty" format:"uuid" doc:"Absent where none fits"`
		Confidence float64       `json:"confidence" minimum:"0" maximum:"1"`
		Threshold  float64       `json:"threshold" minimum:"0" maximum:"1"`
		Guesses    []IntentGuess `json:"guesses"`
	}
}

// IntentGuess is one of the best intents, sure or not.
type IntentGuess struct {
	IntentID uuid.UUID `json:"intent_id" format:"uuid"`
	Share    float64   `json:"share" minimum:"0" maximum:"1"`
}

type seenInput struct {
	InWorkspace
	Intent string    `query:"intent" maxLength:"36" doc:"An intent's id, or oos; all if empty"`
	Unsure bool      `query:"unsure" doc:"Only those of low confidence"`
	Before time.Time `query:"before" doc:"Time of the last one of the page before"`
}

type seenOutput struct {
	Body struct {
		Messages []SeenMessage `json:"messages" doc:"Newest first"`
		More     bool          `json:"more"`
	}
}
