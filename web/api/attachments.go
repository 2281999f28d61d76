package api

import (
	"context"
	"mime"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/files"
)

// visitorAttachments is where visitors send files.
const visitorAttachments = "/v1/visitor/attachments"

// NamedFiles are the attachments that a message names.
type NamedFiles struct {
	Files []uuid.UUID `json:"files,omitempty" format:"uuid" maxItems:"5" doc:"Attachments that were kept for it before"`
}

// NewAttachment is a file for a message. Its bytes alone say what it is. The name
// stands in a header, because addresses are written into logs.
type NewAttachment struct {
	FileName string `header:"File-Name" maxLength:"2000" doc:"Percent-encoded UTF-8"`
	RawBody  []byte `contentType:"application/octet-stream"`
}

type visitorAttachmentInput struct{ NewAttachment }

type agentAttachmentInput struct {
	InWorkspace
	NewAttachment
}

type attachmentOutput struct{ Body conversation.Attached }

// OfAttachment is the path of a file that came with a message.
type OfAttachment struct {
	Attachment uuid.UUID `path:"attachment" format:"uuid"`
}

type visitorFileInput struct {
	OfConversation
	OfAttachment
}

type agentFileInput struct {
	InConversation
	OfAttachment
}

func (a *API) registerAttachments() {
	converse := forMember(account.Converse)
	register(a, op{http.MethodPut, visitorAttachments, "bring-visitor-attachment", "Keep a file for a message that names it", forVisitor, http.StatusCreated}, a.bringVisitorAttachment)
	register(a, op{http.MethodGet, "/v1/visitor/conversations/{conversation}/attachments/{attachment}", "get-visitor-attachment", "A file that came with a message", forVisitor, 0}, a.visitorAttachment)
	register(a, op{http.MethodPut, "/v1/workspaces/{workspace}/attachments", "bring-attachment", "Keep a file for a message that names it", converse, http.StatusCreated}, a.bringAttachment)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/conversations/{conversation}/attachments/{attachment}", "get-attachment", "A file that came with a message", converse, 0}, a.attachment)
}

func (a *API) bringVisitorAttachment(ctx context.Context, in *visitorAttachmentInput) (*attachmentOutput, error) {
	v := visitorOf(ctx)
	return a.bring(ctx, v.Workspace, files.Sender{ID: v.ID}, in.NewAttachment)
}

func (a *API) bringAttachment(ctx context.Context, in *agentAttachmentInput) (*attachmentOutput, error) {
	return a.bring(ctx, in.Workspace, files.Sender{Agent: true, ID: callerOf(ctx).ID}, in.NewAttachment)
}

func (a *API) bring(ctx context.Context, ws uuid.UUID, by files.Sender, in NewAttachment) (*attachmentOutput, error) {
	content, err := files.Attached(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	name, err := url.PathUnescape(in.FileName)
	if err != nil {
		name = "" // a name that cannot be read is no reason to lose the file
	}
	f, err := a.Files.Attach(ctx, ws, files.Brought{By: by, Name: name, Content: content})
	if err != nil {
		return nil, err
	}
	return &attachmentOutput{Body: conversation.Attached{ID: f.ID, Name: f.Name, Media: f.Media, Bytes: f.Bytes, Width: f.Width, Height: f.Height}}, nil
}

func (a *API) visitorAttachment(ctx context.Context, in *visitorFileInput) (*huma.StreamResponse, error) {
	c, err := a.Desk.VisitorConversation(ctx, visitorOf(ctx), in.Conversation)
	if err != nil {
		return nil, err
	}
	return a.attached(ctx, c.Ref, in.Attachment)
}

func (a *API) attachment(ctx context.Context, in *agentFileInput) (*huma.StreamResponse, error) {
	return a.attached(ctx, conversation.Ref{Workspace: in.Workspace, ID: in.Conversation}, in.Attachment)
}

// attached sends a file to who may read its conversation: pictures to be looked
// at, anything else to be saved.
func (a *API) attached(ctx context.Context, ref conversation.Ref, id uuid.UUID) (*huma.StreamResponse, error) {
	f, err := a.Files.Attachment(ctx, ref.Workspace, ref.ID, id)
	if err != nil {
		return nil, err
	}
	disposition := "attachment"
	if f.Picture() {
		disposition = "inline"
	}
	how := shown{disposition: mime.FormatMediaType(disposition, map[string]string{"filename": f.Name}), cache: privately}
	return &huma.StreamResponse{Body: func(ctx huma.Context) { a.sendFile(humagin.Unwrap(ctx), ref.Workspace, f.File, how) }}, nil
}
