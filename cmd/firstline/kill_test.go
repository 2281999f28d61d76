package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
	"github.com/firstlinehq/firstline/web/live"
)

// process is a whole Firstline as an operator runs it: the binary, with its
// private Postgres.
type process struct {
	t      *testing.T
	binary string
	dir    string
	listen string
	cmd    *exec.Cmd
}

func newProcess(t *testing.T) *process {
	t.Helper()
	// A folder that Postgres, which does not run as root, can pass through.
	dir, err := os.MkdirTemp("/tmp", "firstline-kill-") //nolint:usetesting // t.TempDir is closed to other users
	require.NoError(t, err)
	require.NoError(t, os.Chmod(dir, 0o755))
	p := &process{t: t, dir: dir, listen: "127.0.0.1:0"}
	p.binary, err = buildOnce()
	require.NoError(t, err)
	t.Cleanup(func() {
		p.stop()
		require.NoError(t, os.RemoveAll(dir))
	})
	return p
}

func (p *process) command(args ...string) *exec.Cmd {
	cmd := exec.Command(p.binary, args...)
	cmd.Env = append(os.Environ(), "FIRSTLINE_DATA="+filepath.Join(p.dir, "data"), "FIRSTLINE_LISTEN="+p.listen,
		"FIRSTLINE_VISITOR_MESSAGES_PER_SECOND=1000", "FIRSTLINE_VISITOR_MESSAGE_BURST=1000")
	return cmd
}

var readyLine = regexp.MustCompile(`msg=ready address=(\S+)`)

// start runs the server and waits until it says that it is ready.
func (p *process) start() {
	p.t.Helper()
	p.cmd = p.command("serve")
	stderr, err := p.cmd.StderrPipe()
	require.NoError(p.t, err)
	require.NoError(p.t, p.cmd.Start())
	ready := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			if m := readyLine.FindStringSubmatch(lines.Text()); m != nil {
				ready <- m[1]
			}
		}
	}()
	select {
	case p.listen = <-ready: // the same port when it is started again
	case <-time.After(60 * time.Second):
		p.t.Fatal("the server is not ready after a minute")
	}
}

func (p *process) kill() {
	p.t.Helper()
	require.NoError(p.t, p.cmd.Process.Kill())
	_ = p.cmd.Wait() // killed: its status says just that
}

func (p *process) killPostgres() {
	p.t.Helper()
	raw, err := os.ReadFile(filepath.Join(p.dir, "data", "postgres", "data", "postmaster.pid"))
	require.NoError(p.t, err)
	var pid int
	_, err = fmt.Sscan(string(raw), &pid)
	require.NoError(p.t, err)
	require.NoError(p.t, syscall.Kill(pid, syscall.SIGKILL))
}

func (p *process) stop() {
	if p.cmd != nil && p.cmd.ProcessState == nil {
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
		_ = p.cmd.Wait()
	}
	_ = p.command("stop").Run()
}

// talker is a visitor who sends one message after another and never gives up
// on one, as the widget does: the same id until it is acknowledged.
type talker struct {
	server *caller.Server
	who    caller.Auth
	name   string
	total  int
	acked  *atomic.Int64

	conversation *uuid.UUID
	cursor       int64
	view         []string // what the visitor's screen shows, by vseq
	acks         map[string]int64
	turns        map[uuid.UUID]int
	gap          error
}

func (v *talker) run(ctx context.Context) error {
	v.acks, v.turns = map[string]int64{}, map[uuid.UUID]int{}
	for next := 0; next < v.total; {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		sock, err := v.server.Visit(ctx, v.who, v.conversation, v.cursor)
		if err != nil {
			pause(ctx)
			continue
		}
		next = v.talk(sock, next)
		_ = sock.Close()
	}
	return v.gap
}

// talk sends on until the socket breaks; it gives the first message that is
// not acknowledged.
func (v *talker) talk(sock *caller.Socket, next int) int {
	for next < v.total {
		id := fmt.Sprint(v.name, "-", next)
		err := sock.Send(live.Say{Kind: "say", ClientID: id, ConversationID: v.conversation, Text: "message " + id})
		for err == nil && v.acks[id] == 0 {
			err = v.take(sock)
		}
		if err != nil {
			return next
		}
		v.acked.Add(1)
		next++
	}
	return next
}

func (v *talker) take(sock *caller.Socket) error {
	f, err := sock.Next()
	if err != nil {
		return err
	}
	switch {
	case f.Kind == "error":
		return fmt.Errorf("refused: %s", f.Code)
	case f.Kind == "ack":
		v.acks[f.ClientID] = f.Seq
		if v.conversation == nil {
			v.conversation = &f.ConversationID
		}
	case f.Seq > 0:
		v.show(f)
	}
	return nil
}

func (v *talker) show(f caller.Frame) {
	if f.Seq != v.cursor+1 {
		v.gap = fmt.Errorf("%s saw %d after %d", v.name, f.Seq, v.cursor)
	}
	v.cursor = f.Seq
	v.view = append(v.view, f.Kind+" "+string(canonical(f.Data)))
}

// settle reads on until the view has what the database has.
func (v *talker) settle(ctx context.Context, vseq int64) error {
	for v.cursor < vseq {
		if ctx.Err() != nil {
			return fmt.Errorf("%s sees %d of %d: %w", v.name, v.cursor, vseq, ctx.Err())
		}
		sock, err := v.server.Visit(ctx, v.who, v.conversation, v.cursor)
		if err != nil {
			pause(ctx)
			continue
		}
		for err == nil && v.cursor < vseq {
			err = v.take(sock)
		}
		_ = sock.Close()
	}
	return v.gap
}

func canonical(raw json.RawMessage) []byte {
	var value any
	if json.Unmarshal(raw, &value) != nil {
		return raw
	}
	out, _ := json.Marshal(value)
	return out
}

// pause is the client's back-off between two tries to connect.
func pause(ctx context.Context) {
	timer := time.NewTimer(100 * time.Millisecond)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// What was acknowledged is there, once and in order, and every screen shows
// what the database holds, though server and database are killed again and
// again in the middle of the talk.
func TestNothingIsLostWhenKilled(t *testing.T) {
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

	const visitors, messages, kills = 4, 90, 4
	var acked atomic.Int64
	talkers := make([]*talker, visitors)
	errs := make(chan error, visitors)
	var talking sync.WaitGroup
	for i := range talkers {
		who, err := server.NewVisitor(ctx, "shop", "en")
		require.NoError(t, err)
		v := &talker{server: server, who: who, name: fmt.Sprint("v", i), total: messages, acked: &acked}
		talkers[i] = v
		talking.Go(func() { errs <- v.run(ctx) })
	}
	for i := range kills {
		// In the middle of the stream, not between: the next kill comes when
		// another tenth has been acknowledged.
		due := int64((i + 1) * visitors * messages / (kills + 2))
		require.Eventually(t, func() bool { return acked.Load() >= due }, time.Minute, time.Millisecond)
		if i%2 == 0 {
			p.kill()
			p.start()
		} else {
			p.killPostgres()
		}
	}
	talking.Wait()
	for range talkers {
		require.NoError(t, <-errs)
	}

	db := p.database(ctx)
	for _, v := range talkers {
		waitForBot(ctx, t, db, *v.conversation)
		log := readLog(ctx, t, db, *v.conversation)
		require.NoError(t, v.settle(ctx, int64(len(log.visible))))
		require.Equal(t, log.visible, v.view, "%s's screen and the database", v.name)
		require.Len(t, log.byClient, messages, "each message once")
		for id, seq := range v.acks {
			require.Equal(t, log.byClient[id], seq, "acknowledged as %d", seq)
		}
	}
	agentSees(ctx, t, server, talkers, db)
	var hash string
	require.NoError(t, db.QueryRow(ctx, `SELECT password_hash FROM agents`).Scan(&hash))
	require.True(t, strings.HasPrefix(hash, "argon2id$19456$2$1$"), "a password's hash costs what it should, %s", hash[:20])
}

// database opens the private Postgres beside the server.
func (p *process) database(ctx context.Context) *pgx.Conn {
	p.t.Helper()
	c, err := cluster.Start(ctx, cluster.Config{DataDir: filepath.Join(p.dir, "data")})
	require.NoError(p.t, err)
	conn, err := pgx.Connect(ctx, c.AdminURL(cluster.Database))
	require.NoError(p.t, err)
	p.t.Cleanup(func() {
		_ = conn.Close(context.Background())
		require.NoError(p.t, c.Stop(context.Background()))
	})
	return conn
}

// waitForBot waits until the bot owes nothing: a turn that was killed is taken
// again when its lease is over.
func waitForBot(ctx context.Context, t *testing.T, db *pgx.Conn, id uuid.UUID) {
	t.Helper()
	require.Eventually(t, func() bool {
		var owed bool
		err := db.QueryRow(ctx, `SELECT stage = 'bot' AND answered_seq < last_visitor_seq FROM conversations WHERE id = $1`, id).Scan(&owed)
		return err == nil && !owed
	}, 2*time.Minute, 50*time.Millisecond)
}

type log struct {
	visible  []string
	byClient map[string]int64
}

func readLog(ctx context.Context, t *testing.T, db *pgx.Conn, id uuid.UUID) log {
	t.Helper()
	rows, err := db.Query(ctx, `SELECT seq, coalesce(vseq, 0), kind, author_kind, coalesce(client_id, ''), data FROM events WHERE conversation_id = $1 ORDER BY seq`, id)
	require.NoError(t, err)
	defer rows.Close()
	l := log{byClient: map[string]int64{}}
	var seq, vseq, wantSeq, sinceVisitor int64
	for rows.Next() {
		var kind, author, client string
		var data json.RawMessage
		require.NoError(t, rows.Scan(&seq, &vseq, &kind, &author, &client, &data))
		wantSeq++
		require.Equal(t, wantSeq, seq, "seq has no gap")
		if vseq > 0 {
			l.visible = append(l.visible, kind+" "+string(canonical(data)))
			require.Equal(t, int64(len(l.visible)), vseq, "vseq has no gap")
		}
		if kind != "message.added" {
			continue
		}
		switch author {
		case "visitor":
			sinceVisitor = 0
			require.NotContains(t, l.byClient, client, "stored twice")
			l.byClient[client] = vseq
		case "bot":
			var m struct {
				Line string `json:"line"`
			}
			require.NoError(t, json.Unmarshal(data, &m))
			if m.Line == "" {
				sinceVisitor++
				require.LessOrEqual(t, sinceVisitor, int64(1), "two answers to one message")
			}
		}
	}
	require.NoError(t, rows.Err())
	return l
}

// agentSees compares an agent's screen with the database too.
func agentSees(ctx context.Context, t *testing.T, server *caller.Server, talkers []*talker, db *pgx.Conn) {
	t.Helper()
	who, me, err := server.SignIn(ctx, "ada@shop.example", "correct horse battery")
	require.NoError(t, err)
	sock, err := server.Attend(ctx, who, me.Workspaces[0].ID)
	require.NoError(t, err)
	defer sock.Close()
	for _, v := range talkers {
		var head int64
		require.NoError(t, db.QueryRow(ctx, `SELECT last_seq FROM conversations WHERE id = $1`, *v.conversation).Scan(&head))
		require.NoError(t, sock.Send(live.Watch{Kind: "watch", ConversationID: *v.conversation}))
		for seq := int64(0); seq < head; {
			f, err := sock.Next()
			require.NoError(t, err)
			if f.ConversationID == *v.conversation && f.Seq > 0 && f.Kind != "list.changed" && f.Kind != "ack" {
				require.Equal(t, seq+1, f.Seq)
				seq = f.Seq
			}
		}
	}
	_, err = server.Call(ctx, caller.Auth{}, http.MethodGet, "/readyz", nil, nil)
	require.NoError(t, err)
}
