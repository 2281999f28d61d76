package api

import (
	"context"
	"net/url"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/web/live"
)

func (a *API) widgetConfig(ctx context.Context, in *configInput) (*configOutput, error) {
	ws, err := a.Accounts.WorkspaceBySlug(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	if in.Lang != "" {
		lang = locale.Known(in.Lang)
	}
	out := &configOutput{Body: WidgetConfig{
		Workspace: ws.Slug, Name: ws.Name, Color: ws.Settings.Color, Lang: lang, Hours: ws.Settings.Hours[lang],
		Greeting: ws.Settings.Greeting[lang], Starters: ws.Settings.Starters[lang],
		Mail: a.Desk.FollowUps.Mail.On(),
	}}
	if out.Body.Greeting == "" {
		out.Body.Greeting = locale.Text(lang, "bot.greeting", "brand", ws.Name)
	}
	if out.Body.Starters == nil {
		out.Body.Starters = []string{}
	}
	err = a.DB.InWorkspace(ctx, ws.ID, func(tx *postgres.Tx) error {
		chips, err := flow.StartersTx(ctx, tx, lang)
		if err != nil {
			return err
		}
		out.Body.Starters = append(chips, out.Body.Starters...)
		online, err := a.Queue.OnlineTx(ctx, tx, nil)
		out.Body.PeopleOnline = online > 0
		return err
	})
	return out, err
}

func (a *API) newVisitor(ctx context.Context, in *newVisitorInput) (*visitorSessionOutput, error) {
	if err := a.Limits.visitor(ctx); err != nil {
		return nil, err
	}
	ws, err := a.Accounts.WorkspaceBySlug(ctx, in.Body.Workspace)
	if err != nil {
		return nil, err
	}
	token, v, err := a.Accounts.NewVisitor(ctx, ws.ID, in.Body.Lang, in.Body.PageURL)
	if err != nil {
		return nil, err
	}
	return &visitorSessionOutput{Body: VisitorSession{Token: token, VisitorID: v.ID}}, nil
}

func (a *API) updateVisitor(ctx context.Context, in *visitorPatch) (*nothing, error) {
	v := visitorOf(ctx)
	return nil, a.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) error {
		_, err := a.Accounts.UpdateVisitorTx(ctx, tx, v.ID, account.VisitorUpdate{
			Name: in.Body.Name, Email: in.Body.Email, Lang: in.Body.Lang,
		})
		return err
	})
}

func (a *API) visitorConversations(ctx context.Context, _ *nothing) (*visitorConversations, error) {
	v := visitorOf(ctx)
	out := &visitorConversations{}
	out.Body.Conversations = []VisitorConversation{}
	err := a.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) error {
		list, err := a.Conversations.OfVisitorTx(ctx, tx, v.ID)
		for _, c := range list {
			if c.MergedInto != nil {
				continue // it stands in the one that it goes on in
			}
			view, viewErr := a.visitorViewTx(ctx, tx, c)
			if viewErr != nil {
				return viewErr
			}
			out.Body.Conversations = append(out.Body.Conversations, view)
		}
		return err
	})
	return out, err
}

func (a *API) visitorConversation(ctx context.Context, in *OfConversation) (*visitorConversationOutput, error) {
	v := visitorOf(ctx)
	c, err := a.Desk.VisitorConversation(ctx, v, in.Conversation)
	if err != nil {
		return nil, err
	}
	out := &visitorConversationOutput{}
	err = a.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) (err error) {
		if out.Body, err = a.visitorViewTx(ctx, tx, c); err != nil || !a.Desk.FollowUps.Mail.On() {
			return err
		}
		address, err := a.Desk.FollowUps.AddressTx(ctx, tx, c)
		out.Body.MailTo = masked(address)
		return err
	})
	return out, err
}

func (a *API) visitorViewTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) (VisitorConversation, error) {
	view := VisitorConversation{
		ID: c.ID, Stage: string(c.Stage), LastSeq: c.LastVSeq, LastAt: c.LastAt, Preview: c.Preview, CreatedAt: c.CreatedAt,
	}
	wish, err := a.Desk.FollowUps.OfTx(ctx, tx, c.ID)
	if err != nil {
		return view, err
	}
	if wish != nil && wish.Open {
		view.FollowUp = wish.Email
	}
	switch c.Stage {
	case conversation.StageWaiting:
		var place handoff.Place
		if place, err = a.Queue.PlaceTx(ctx, tx, c.ID); err == nil {
			view.Queue = &QueueView{Position: place.Position, MinWait: place.MinWait, MaxWait: place.MaxWait, PeopleOnline: place.PeopleOnline, Closed: place.Closed, OpensAt: place.OpensAt, Notice: place.Notice, LongLine: place.LongLine}
		}
	case conversation.StagePerson:
		view.Agent, err = a.Accounts.AgentNameTx(ctx, tx, *c.Agent)
	case conversation.StageResolved:
		view.Rated, err = a.Conversations.RatedTx(ctx, tx, c.ID)
	case conversation.StageBot:
	}
	return view, err
}

func (a *API) visitorEvents(ctx context.Context, in *eventsAfterInput) (*eventsOutput, error) {
	c, err := a.Desk.VisitorConversation(ctx, visitorOf(ctx), in.Conversation)
	if err != nil {
		return nil, err
	}
	return a.eventsAfter(ctx, c.Ref, conversation.Everyone, in.After)
}

// eventsAfter reads on from a cursor, in the frames of the socket.
func (a *API) eventsAfter(ctx context.Context, ref conversation.Ref, audience conversation.Audience, after int64) (*eventsOutput, error) {
	events, err := a.Conversations.After(ctx, ref, audience, after)
	if err != nil {
		return nil, err
	}
	out := &eventsOutput{}
	out.Body.Events = make([]EventView, 0, len(events))
	for _, e := range events {
		out.Body.Events = append(out.Body.Events, live.Encode(e, audience))
	}
	return out, nil
}

func (a *API) visitorSay(ctx context.Context, in *visitorSayInput) (*saidOutput, error) {
	if err := usableClientID(in.Body.ClientID); err != nil {
		return nil, err
	}
	v := visitorOf(ctx)
	if err := a.Limits.say(v.ID); err != nil {
		return nil, err
	}
	said, err := a.Desk.VisitorSays(ctx, v, frontdesk.VisitorMessage{
		ClientID: in.Body.ClientID, Conversation: in.Body.ConversationID, Text: in.Body.Text, Lang: v.Lang, Files: in.Body.Files,
	})
	if err != nil {
		return nil, err
	}
	return &saidOutput{Body: Said{ConversationID: said.Conversation, Seq: said.VSeq, At: said.At, Repeated: said.Repeated}}, nil
}

func (a *API) askForPerson(ctx context.Context, in *OfConversation) (*nothing, error) {
	return nil, a.Desk.AskForPerson(ctx, visitorOf(ctx), in.Conversation)
}

func (a *API) answerOffer(ctx context.Context, in *offerInput) (*nothing, error) {
	return nil, a.Desk.AnswerOffer(ctx, visitorOf(ctx), in.Conversation, in.Body.Accept)
}

func (a *API) cancelWaiting(ctx context.Context, in *OfConversation) (*nothing, error) {
	return nil, a.Desk.CancelWaiting(ctx, visitorOf(ctx), in.Conversation)
}

func (a *API) rate(ctx context.Context, in *ratingInput) (*nothing, error) {
	return nil, a.Desk.Rate(ctx, visitorOf(ctx), in.Conversation, conversation.Rated{Score: in.Body.Score, Comment: in.Body.Comment})
}

func (a *API) feedback(ctx context.Context, in *feedbackInput) (*nothing, error) {
	return nil, a.Desk.GiveFeedback(ctx, visitorOf(ctx), in.Conversation, conversation.FeedbackGiven{Seq: in.Body.Seq, Helpful: in.Body.Helpful})
}

func (a *API) publicArticle(ctx context.Context, in *visitorArticleInput) (*articlePageOutput, error) {
	article, err := a.Library.Published(ctx, visitorOf(ctx).Workspace, in.Article, knowledge.Public)
	if err != nil {
		return nil, err
	}
	html, err := knowledge.Render(article.Body, knowledge.Links{Files: knowledge.FilesOf(visitorOf(ctx).Workspace)})
	if err != nil {
		return nil, err
	}
	ws, err := a.Accounts.Workspace(ctx, visitorOf(ctx).Workspace)
	if err != nil {
		return nil, err
	}
	page := ArticlePage{ID: in.Article, Title: article.Title, Lang: article.Lang, HTML: html, UpdatedAt: article.PublishedAt}
	if ws.Settings.HelpCentre && locale.Known(article.Lang) == article.Lang {
		page.HelpPath = "/help/" + ws.Slug + "/" + article.Lang + "/" + url.PathEscape(article.Slug)
	}
	return &articlePageOutput{Body: page}, nil
}
