package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/web/webtest"
)

// things are what ids in paths name, besides workspaces.
var things = []string{
	"conversation", "article", "assignment", "suggestion", "team", "agent", "turn", "import", "gap", "set", "run", "intent", "decision", "action", "flow", "server", "confirmation", "attachment", "collection",
}

// theirs are the ids of things of the other workspace, by the name they have
// in paths.
func theirs(t *testing.T, h *webtest.House) map[string]string {
	t.Helper()
	x := h.Theirs
	ids := map[string]string{
		"workspace": x.ID.String(), "conversation": x.Conversation.String(), "article": x.Article.ID.String(),
		"agent": x.Agent.ID.String(), "version": "1",
	}
	for name, sql := range map[string]string{
		"assignment": `INSERT INTO assignments (workspace_id, id, handoff_id, conversation_id, agent_id, expires_at)
			SELECT workspace_id, gen_random_uuid(), id, conversation_id, $2, app_now() + interval '1 hour' FROM handoffs WHERE workspace_id = $1 RETURNING id::text`,
		"import":     `INSERT INTO imports (workspace_id, id, kind, name, state) SELECT $1, gen_random_uuid(), 'upload', 'theirs', 'open' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"gap":        `INSERT INTO gaps (workspace_id, id) SELECT $1, gen_random_uuid() WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"collection": `INSERT INTO collections (workspace_id, id, slug, title) SELECT $1, gen_random_uuid(), 'theirs', 'Theirs' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"set":        `INSERT INTO question_sets (workspace_id, id, name) SELECT $1, gen_random_uuid(), 'theirs' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"intent":     `INSERT INTO intents (workspace_id, id, name) SELECT $1, gen_random_uuid(), 'theirs' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"decision": `INSERT INTO decisions (workspace_id, id, conversation_id, seq, kind, reason, rule)
			SELECT workspace_id, gen_random_uuid(), id, 1, 'answer', 'none', 'test' FROM conversations WHERE workspace_id = $1 AND $2::uuid IS NOT NULL RETURNING id::text`,
		"run": `WITH s AS (INSERT INTO question_sets (workspace_id, id, name) SELECT $1, gen_random_uuid(), 'run of theirs' WHERE $2::uuid IS NOT NULL RETURNING *)
			INSERT INTO set_runs (workspace_id, id, set_id, state) SELECT workspace_id, gen_random_uuid(), id, 'done' FROM s RETURNING id::text`,
		"action": `INSERT INTO actions (workspace_id, id, name, definition) SELECT $1, gen_random_uuid(), 'theirs', '{"name":"theirs"}' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"flow":   `INSERT INTO flows (workspace_id, id, name, draft) SELECT $1, gen_random_uuid(), 'theirs', '{}' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"server": `INSERT INTO action_servers (workspace_id, id, name, url) SELECT $1, gen_random_uuid(), 'theirs', 'https://tools.example' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"confirmation": `WITH a AS (INSERT INTO actions (workspace_id, id, name, definition) SELECT $1, gen_random_uuid(), 'confirmed', '{"name":"confirmed"}' WHERE $2::uuid IS NOT NULL RETURNING *)
			INSERT INTO action_confirmations (workspace_id, id, action_id, version, conversation_id, visitor_id, by_kind, inputs, expires_at)
			SELECT c.workspace_id, gen_random_uuid(), a.id, 1, c.id, c.visitor_id, 'flow', '{}', app_now() + interval '1 hour' FROM a JOIN conversations c ON c.workspace_id = a.workspace_id LIMIT 1 RETURNING id::text`,
		"attachment": `INSERT INTO attachments (workspace_id, id, name, visitor_id, conversation_id)
			SELECT workspace_id, gen_random_uuid(), 'theirs.txt', visitor_id, id FROM conversations WHERE workspace_id = $1 AND $2::uuid IS NOT NULL LIMIT 1 RETURNING id::text`,
		"team": `INSERT INTO teams (workspace_id, id, name) SELECT $1, gen_random_uuid(), 'Theirs' WHERE $2::uuid IS NOT NULL RETURNING id::text`,
		"turn": `INSERT INTO bot_turns (workspace_id, id, conversation_id, visitor_seq, outcome, mode, lang)
			SELECT workspace_id, gen_random_uuid(), id, 1, 'answered', 'model', 'en' FROM conversations WHERE workspace_id = $1 AND $2::uuid IS NOT NULL RETURNING id::text`,
		"suggestion": `INSERT INTO suggestions (workspace_id, id, conversation_id, for_seq, rank, label, text)
			SELECT workspace_id, gen_random_uuid(), id, 1, 1, 'answer', 'secret of theirs' FROM conversations WHERE workspace_id = $1 AND $2::uuid IS NOT NULL RETURNING id::text`,
	} {
		if name == "assignment" {
			require.NoError(t, h.DB.InWorkspace(t.Context(), x.ID, func(tx *postgres.Tx) error {
				_, err := tx.Exec(t.Context(), `INSERT INTO handoffs (workspace_id, id, conversation_id, reason, rule, brief, lang, state, ended_at)
					VALUES ($1, gen_random_uuid(), $2, 'anger', 'test', '{}', 'en', 'closed', app_now())`, x.ID, x.Conversation)
				return err
			}))
		}
		require.NoError(t, h.DB.InWorkspace(t.Context(), x.ID, func(tx *postgres.Tx) error {
			var id string
			err := tx.QueryRow(t.Context(), sql, x.ID, x.Agent.ID).Scan(&id)
			ids[name] = id
			return err
		}))
	}
	return ids
}

// Every operation of the document is called with another workspace's ids, as
// everybody who might: nobody learns anything, and nothing breaks.
func TestForeignIDsAreAsGoodAsNone(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	d, all := operations(t, h)
	foreign := theirs(t, h)
	half := map[string]string{} // our workspace, their things
	for name, id := range foreign {
		half[name] = id
	}
	half["workspace"] = h.Mine.ID.String()
	body := func(o operation) any {
		if o.ID == "transfer" { // what the schema cannot say: one of two
			return map[string]any{"agent_id": h.Mine.Agent.ID}
		}
		return d.body(o, uuid.New())
	}

	for _, o := range all {
		if len(o.Security) == 0 {
			continue // for anybody
		}
		t.Run(o.ID, func(t *testing.T) {
			h.Nobody().Call(t, o.method, o.address(foreign), body(o)).RequireProblem(t, http.StatusUnauthorized)
			if o.needs("visitor") {
				h.Mine.Admin.Call(t, o.method, o.address(foreign), body(o)).RequireProblem(t, http.StatusUnauthorized)
				if strings.Contains(o.path, "{") {
					h.Mine.Visitor.Call(t, o.method, o.address(foreign), body(o)).RequireProblem(t, http.StatusNotFound)
				}
				return
			}
			h.Theirs.Visitor.Call(t, o.method, o.address(foreign), body(o)).RequireProblem(t, http.StatusUnauthorized)
			if !strings.Contains(o.path, "{workspace}") {
				return // one's own session
			}
			p := h.Mine.Admin.Call(t, o.method, o.address(foreign), body(o)).RequireProblem(t, http.StatusNotFound)
			require.Equal(t, "workspace_not_found", p.Code, "a foreign workspace looks like one that does not exist")
			if strings.Count(o.path, "{") > 1 {
				a := h.Mine.Admin.Call(t, o.method, o.address(half), body(o))
				a.RequireProblem(t, http.StatusNotFound, http.StatusGone)
				unknown := map[string]string{}
				for name := range half {
					unknown[name] = uuid.NewString()
				}
				unknown["workspace"], unknown["version"] = half["workspace"], half["version"] // a version counts, it names nobody
				b := h.Mine.Admin.Call(t, o.method, o.address(unknown), body(o))
				require.Equal(t, string(b.Body), string(a.Body), "foreign and unknown must look the same")
			}
		})
	}
}

// Ids in bodies open no door either.
func TestForeignIDsInBodies(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	ws := "/v1/workspaces/" + h.Mine.ID.String()
	their := func() uuid.UUID {
		c := struct{ ID uuid.UUID }{}
		h.Theirs.Knowledge.Do(t, http.MethodPost, "/v1/workspaces/"+h.Theirs.ID.String()+"/collections", map[string]any{"name": "Theirs"}, &c)
		return c.ID
	}()
	article := func(more map[string]any) map[string]any {
		body := map[string]any{"title": "A title", "body": "Words.", "lang": "en", "audience": "public", "used_by_bot": true}
		for k, v := range more {
			body[k] = v
		}
		return body
	}
	h.Mine.Visitor.Call(t, http.MethodPost, "/v1/visitor/messages",
		map[string]any{"client_id": "a", "text": "hello", "conversation_id": h.Theirs.Conversation}).RequireProblem(t, http.StatusNotFound)
	h.Mine.Knowledge.Call(t, http.MethodPost, ws+"/articles", article(map[string]any{"collection_id": their})).RequireProblem(t, http.StatusNotFound)
	h.Mine.Knowledge.Call(t, http.MethodPost, ws+"/articles", article(map[string]any{"translation_of": h.Theirs.Article.ID})).RequireProblem(t, http.StatusNotFound)
	h.Mine.Agent.Call(t, http.MethodPost, ws+"/conversations/"+h.Mine.Conversation.String()+"/transfer",
		map[string]any{"agent_id": h.Theirs.Agent.ID}).RequireProblem(t, http.StatusUnprocessableEntity)

	var list struct{ Articles []struct{ ID uuid.UUID } }
	h.Mine.Knowledge.Get(t, ws+"/articles", &list)
	require.Len(t, list.Articles, 1, "nothing was half-written")
}

// rights are the roles that operations need beyond membership, which every
// other one is open to.
var rights = func() map[string][]string {
	by := map[string][]string{}
	for _, id := range []string{
		"create-team", "delete-team", "get-identity-secret", "get-rule-version", "inherit-team-service", "list-rule-versions",
		"make-identity-secret", "preview-bot-settings", "preview-rules", "publish-bot-settings", "publish-rules", "replay-rules",
		"add-gesture-codes", "create-flow", "delete-flow", "forget-gesture-codes", "get-flow-version", "inherit-team-sla", "list-flow-versions",
		"publish-flow", "retire-flow", "save-flow", "save-priority-rules", "save-sla", "save-soothing", "save-team-sla", "try-flow",
		"save-budget", "save-member", "save-service", "save-team", "save-team-service", "save-workspace",
	} {
		by[id] = []string{"admin"}
	}
	for _, id := range []string{
		"add-action", "save-action", "remove-action", "try-action", "list-action-servers", "add-action-server", "save-action-server",
		"refresh-action-server", "remove-action-server", "keep-action-calls",
	} {
		by[id] = []string{"admin"}
	}
	for _, id := range []string{"get-soothing", "list-actions", "list-action-calls", "list-soothings", "sla-attainment", "ratings-report", "deadlines-report"} {
		by[id] = []string{"admin", "supervisor"}
	}
	for _, id := range []string{
		"add-examples", "add-import-piece", "allow-feedback", "apply-import", "archive-article", "begin-import", "cancel-import",
		"change-intent", "create-article", "create-collection", "create-intent", "create-question-set", "delete-intent",
		"delete-question-set", "dismiss-gap", "draft-for-gap", "export-examples", "fill-question-set", "import-examples",
		"ignore-article-pair", "import-questions", "keep-file", "link-gap", "list-examples", "list-seen-messages", "merge-gap", "move-examples", "publish-article",
		"remove-question", "rename-question-set", "reset-article-feedback", "reset-feedback", "restore-revision", "save-article", "keep-revision",
		"rename-collection", "delete-collection", "order-collections",
		"save-questions", "set-live-intents", "split-gap", "start-import", "start-question-run", "submit-article", "train-intents",
		"try-intent",
	} {
		by[id] = []string{"admin", "knowledge"}
	}
	return by
}()

func TestRoles(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	d, all := operations(t, h)
	people := map[string]webtest.Caller{
		"admin": h.Mine.Admin, "supervisor": h.Mine.Supervisor, "knowledge": h.Mine.Knowledge, "agent": h.Mine.Agent,
	}
	ids := map[string]string{"workspace": h.Mine.ID.String()}
	for _, name := range things {
		ids[name] = uuid.NewString() // none: who may is told that, who may not learns nothing
	}
	ids["version"] = "1"
	tried := 0
	for _, o := range all {
		if !strings.Contains(o.path, "{workspace}") {
			continue
		}
		may, special := rights[o.ID]
		for role, who := range people {
			allowed := !special || strings.Contains(strings.Join(may, " "), role)
			a := who.Call(t, o.method, o.address(ids), d.body(o, uuid.New()))
			if !allowed {
				require.Equal(t, "role_forbids", a.RequireProblem(t, http.StatusForbidden).Code, "%s as %s", o.ID, role)
				tried++
				continue
			}
			require.NotContains(t, []int{http.StatusUnauthorized, http.StatusForbidden}, a.Status, "%s as %s: %s", o.ID, role, a.Body)
			require.Less(t, a.Status, 500, "%s as %s: %s", o.ID, role, a.Body)
		}
	}
	refused := 0
	for _, may := range rights {
		refused += len(people) - len(may)
	}
	require.Equal(t, refused, tried, "each right was tried")
}
