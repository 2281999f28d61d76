package api

import (
	"net/http"

	"github.com/google/uuid"
)

type configInput struct {
	Workspace string `query:"workspace" required:"true" maxLength:"63" doc:"Slug"`
	Lang      string `query:"lang" maxLength:"35" doc:"The page's language; default: Accept-Language"`
}

type configOutput struct{ Body WidgetConfig }

type newVisitorInput struct {
	Body struct {
		Workspace string `json:"workspace" minLength:"1" maxLength:"63"`
		Lang      string `json:"lang" enum:"en,zh"`
		PageURL   string `json:"page_url,omitempty" maxLength:"2048"`
	}
}

type visitorSessionOutput struct{ Body VisitorSession }

type visitorConversations struct {
	Body struct {
		Conversations []VisitorConversation `json:"conversations"`
	}
}

type visitorSayInput struct {
	Body struct {
		ClientID       string     `json:"client_id" minLength:"1" maxLength:"64"`
		ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid"`
		Text           string     `json:"text" maxLength:"16384" doc:"May be empty where there are files"`
		NamedFiles
	}
}

type saidOutput struct{ Body Said }

// OfConversation is the path of a visitor's own conversation.
type OfConversation struct {
	Conversation uuid.UUID `path:"conversation" format:"uuid"`
}

type eventsAfterInput struct {
	OfConversation
	After int64 `query:"after" minimum:"0" doc:"Cursor: the last seq seen"`
}

type eventsOutput struct {
	Body struct {
		Events []EventView `json:"events" doc:"As frames, at most 200"`
	}
}

type visitorConversationOutput struct{ Body VisitorConversation }

type offerInput struct {
	OfConversation
	Body struct {
		Accept bool `json:"accept"`
	}
}

type ratingInput struct {
	OfConversation
	Body struct {
		Score   int    `json:"score" minimum:"1" maximum:"5"`
		Comment string `json:"comment,omitempty" maxLength:"2000"`
	}
}

type feedbackInput struct {
	OfConversation
	Body struct {
		Seq     int64 `json:"seq" minimum:"1" doc:"The bot's message, in the visitor's numbering"`
		Helpful bool  `json:"helpful"`
	}
}

type visitorPatch struct {
	Body struct {
		Name  *string `json:"name,omitempty" maxLength:"120"`
		Email *string `json:"email,omitempty" maxLength:"254"`
		Lang  *string `json:"lang,omitempty" enum:"en,zh"`
	}
}

type visitorArticleInput struct {
	Article uuid.UUID `path:"article" format:"uuid"`
}

type articlePageOutput struct{ Body ArticlePage }

func (a *API) registerVisitor() {
	register(a, op{http.MethodGet, "/v1/visitor/config", "get-widget-config", "What the widget needs to open", forAnybody, 0}, a.widgetConfig)
	register(a, op{http.MethodPost, "/v1/visitor/sessions", "create-visitor-session", "A token for this device", forAnybody, http.StatusCreated}, a.newVisitor)
	register(a, op{http.MethodPatch, "/v1/visitor/me", "update-visitor", "Tell name, e-mail or language", forVisitor, http.StatusNoContent}, a.updateVisitor)
	register(a, op{http.MethodGet, "/v1/visitor/conversations", "list-visitor-conversations", "The visitor's conversations, newest first", forVisitor, 0}, a.visitorConversations)
	register(a, op{http.MethodPost, "/v1/visitor/messages", "visitor-say", "Send a message (the socket's say)", forVisitor, http.StatusCreated}, a.visitorSay)
	register(a, op{http.MethodGet, "/v1/visitor/conversations/{conversation}", "get-visitor-conversation", "Stage and place in the queue", forVisitor, 0}, a.visitorConversation)
	register(a, op{http.MethodGet, "/v1/visitor/conversations/{conversation}/events", "list-visitor-events", "Read on from a cursor", forVisitor, 0}, a.visitorEvents)
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/person", "ask-for-person", "Ask for a person", forVisitor, http.StatusNoContent}, a.askForPerson)
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/offer", "answer-offer", "Accept or decline the offer of a person", forVisitor, http.StatusNoContent}, a.answerOffer)
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/cancel", "cancel-waiting", "Stop waiting for a person", forVisitor, http.StatusNoContent}, a.cancelWaiting)
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/rating", "rate-conversation", "Rate a resolved conversation", forVisitor, http.StatusNoContent}, a.rate)
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/feedback", "give-feedback", "Was this answer helpful?", forVisitor, http.StatusNoContent}, a.feedback)
	register(a, op{http.MethodGet, "/v1/visitor/articles/{article}", "get-public-article", "A published, public article", forVisitor, 0}, a.publicArticle)
}
