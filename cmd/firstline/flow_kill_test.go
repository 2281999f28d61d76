package main

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
	"github.com/firstlinehq/firstline/web/live"
)

const bookingFlow = `{"triggers": {"phrases": ["book a visit"]}, "steps": [
  {"id": "order", "kind": "ask", "text": {"en": "Which order?"}, "field": {"name": "order", "kind": "order_number", "label": {"en": "Order"}}},
  {"id": "day", "kind": "ask", "text": {"en": "Which day?"}, "field": {"name": "day", "kind": "date", "label": {"en": "Day"}}},
  {"id": "mail", "kind": "ask", "text": {"en": "Which address?"}, "field": {"name": "mail", "kind": "email", "label": {"en": "E-mail"}}},
  {"id": "person", "kind": "handoff", "text": {"en": "A colleague takes it from here."}}
]}`

// A visitor in the middle of a flow comes to its end, each question asked once
// and each answer kept, though the server is killed after every answer.
func TestFlowSurvivesKills(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts whole processes")
	}

	p := newProcess(t)
	add := p.command("user", "add", "--workspace", "shop", "--email", "ada@shop.example", "--name", "Ada", "--role", "admin")
	add.Stdin = strings.NewReader("correct horse battery\n")
	out, err := add.CombinedOutput()
	require.NoError(t, err, string(out))
	p.start()
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	server := caller.New("http://" + p.listen)
	publishFlow(ctx, t, server)

	who, err := server.NewVisitor(ctx, "shop", "en")
	require.NoError(t, err)
	v := &talker{server: server, who: who, name: "v", acks: map[string]int64{}}
	for i, text := range []string{"I'd like to book a visit", "ORD-203962", "2026-11-03", "ada@shop.example"} {
		v.says(ctx, t, i, text)
		p.kill() // acknowledged, and most likely not answered yet
		p.start()
	}

	db := p.database(ctx)
	waitForBot(ctx, t, db, *v.conversation)
	var status string
	var raw json.RawMessage
	require.NoError(t, db.QueryRow(ctx, `SELECT status, state -> 'fields' FROM flow_runs WHERE conversation_id = $1`, v.conversation).Scan(&status, &raw))
	require.Equal(t, "handed_over", status)
	var fields map[string]struct{ Value string }
	require.NoError(t, json.Unmarshal(raw, &fields))
	require.Equal(t, map[string]struct{ Value string }{"order": {"ORD-203962"}, "day": {"2026-11-03"}, "mail": {"ada@shop.example"}}, fields)
	rows, err := db.Query(ctx, `SELECT data ->> 'text' FROM events WHERE conversation_id = $1 AND author_kind = 'bot' AND kind = 'message.added' AND coalesce(data ->> 'line', '') = '' ORDER BY seq`, v.conversation)
	require.NoError(t, err)
	defer rows.Close()
	var said []string
	for rows.Next() {
		var text string
		require.NoError(t, rows.Scan(&text))
		said = append(said, text)
	}
	require.NoError(t, rows.Err())
	require.Equal(t, []string{"Which order?", "Which day?", "Which address?", "A colleague takes it from here."}, said)
	var given int
	require.NoError(t, db.QueryRow(ctx, `SELECT count(*) FROM handoffs, jsonb_array_elements(brief -> 'facts') AS fact
		WHERE conversation_id = $1 AND (fact -> 'confirmed')::bool`, v.conversation).Scan(&given))
	require.Equal(t, 3, given, "the brief has the form")
}

func publishFlow(ctx context.Context, t *testing.T, server *caller.Server) {
	t.Helper()
	admin, me, err := server.SignIn(ctx, "ada@shop.example", "correct horse battery")
	require.NoError(t, err)
	base := "/v1/workspaces/" + me.Workspaces[0].ID.String() + "/flows"
	var made struct {
		ID       uuid.UUID `json:"id"`
		Revision int       `json:"revision"`
	}
	body := map[string]any{"name": "Visit", "draft": json.RawMessage(bookingFlow)}
	_, err = server.Call(ctx, admin, http.MethodPost, base, body, &made)
	require.NoError(t, err)
	body["revision"] = made.Revision
	_, err = server.Call(ctx, admin, http.MethodPost, base+"/"+made.ID.String()+"/publish", body, nil)
	require.NoError(t, err)
}

// says sends a message until it is acknowledged, after the bot has asked what it
// answers: n questions by then.
func (v *talker) says(ctx context.Context, t *testing.T, n int, text string) {
	t.Helper()
	id := uuid.NewString()
	asked := func() int { return strings.Count(strings.Join(v.view, "\n"), `"text":"Which`) }
	for v.acks[id] == 0 {
		require.NoError(t, ctx.Err())
		sock, err := v.server.Visit(ctx, v.who, v.conversation, v.cursor)
		if err != nil {
			pause(ctx)
			continue
		}
		for err == nil && asked() < n {
			err = v.take(sock)
		}
		if err == nil {
			err = sock.Send(live.Say{Kind: "say", ClientID: id, ConversationID: v.conversation, Text: text})
		}
		for err == nil && v.acks[id] == 0 {
			err = v.take(sock)
		}
		_ = sock.Close()
	}
	require.NoError(t, v.gap)
}
