package openai_test

import (
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/llm/openai"
)

const key = "sk-canary-1234567890"

// short are limits that a test can wait for, in the order of the real ones.
var short = llm.Limits{
	FirstToken: 500 * time.Millisecond, Gap: 400 * time.Millisecond, Total: 2 * time.Second,
	Output: 32 << 10, RetryAfter: 40 * time.Millisecond,
}

func chatAt(t *testing.T, srv *llmtest.Server, limits llm.Limits) *openai.Chat {
	t.Helper()
	client := egress.New(egress.Config{Private: []string{srv.Address()}})
	t.Cleanup(client.Close)
	c, err := openai.NewChat(openai.Config{BaseURL: srv.URL(), Key: key, Model: "m", Transport: client.Transport(), Limits: limits})
	require.NoError(t, err)
	return c
}

func ask() llm.Request {
	return llm.Request{Messages: []llm.Message{{Role: llm.RoleUser, Text: "a private question"}}, MaxTokens: 100}
}

func TestChat(t *testing.T) {
	t.Parallel()

	t.Run("StreamsAndReportsUsage", func(t *testing.T) {
		t.Parallel()
		srv := llmtest.New(t)
		srv.Chat(llmtest.Say("You have 30 days. 您有三十天。"))
		var pieces int
		for d, err := range chatAt(t, srv, short).Stream(t.Context(), ask()) {
			require.NoError(t, err)
			if d.Text != "" {
				pieces++
			}
		}
		require.Greater(t, pieces, 2)
		d, err := llm.Complete(t.Context(), chatAt(t, srv, short), ask())
		require.NoError(t, err)
		require.Equal(t, "You have 30 days. 您有三十天。", d.Text)
		require.Equal(t, llm.FinishStop, d.Finish)
		require.Positive(t, d.Usage.PromptTokens)
		require.Equal(t, "Bearer "+key, srv.Requests()[0].Authorization)
	})

	t.Run("ToolCallInPieces", func(t *testing.T) {
		t.Parallel()
		srv := llmtest.New(t)
		srv.Chat(llmtest.CallTool("order_status", `{"order":"ORD-123456"}`))
		d, err := llm.Complete(t.Context(), chatAt(t, srv, short), ask())
		require.NoError(t, err)
		require.Equal(t, []llm.ToolCall{{ID: "call_1", Name: "order_status", Arguments: `{"order":"ORD-123456"}`}}, d.ToolCalls)
	})

	t.Run("BreakEndsTheRequest", func(t *testing.T) {
		t.Parallel()
		srv := llmtest.New(t)
		srv.Chat(llmtest.Endless())
		for _, err := range chatAt(t, srv, short).Stream(t.Context(), ask()) {
			require.NoError(t, err)
			break
		}
		require.Len(t, srv.Requests(), 1)
	})
}

// TestChatFaults goes through the ways in which an endpoint can fail a chat.
func TestChatFaults(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		replies []llmtest.Reply
		reason  llm.Reason // "" = the retry succeeds
		tries   int
		within  time.Duration
	}{
		"HangBeforeHeaders":    {[]llmtest.Reply{llmtest.HangBeforeHeaders()}, llm.Slow, 1, time.Second},
		"HangAfterHeaders":     {[]llmtest.Reply{llmtest.HangAfterHeaders()}, llm.Slow, 1, time.Second},
		"KeepAliveIsNoToken":   {[]llmtest.Reply{llmtest.KeepAlive(10 * time.Millisecond)}, llm.Slow, 1, time.Second},
		"HangBetweenTokens":    {[]llmtest.Reply{llmtest.HangAfter("half of it")}, llm.Slow, 1, time.Second},
		"SlowDrip":             {[]llmtest.Reply{llmtest.Slowly(strings.Repeat("drip ", 500), 60*time.Millisecond)}, llm.Slow, 1, time.Second},
		"ThrottledThenFine":    {[]llmtest.Reply{llmtest.Status(429, "{}", "Retry-After", "0.02"), llmtest.Say("ok")}, "", 2, time.Second},
		"ThrottledForLong":     {[]llmtest.Reply{llmtest.Status(429, "{}", "Retry-After", "3600")}, llm.Throttled, 1, 400 * time.Millisecond},
		"ThrottledAbsurdly":    {[]llmtest.Reply{llmtest.Status(429, "{}", "Retry-After", "1e300")}, llm.Throttled, 1, 400 * time.Millisecond},
		"ThrottledByDate":      {[]llmtest.Reply{llmtest.Status(429, "{}", "Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))}, llm.Throttled, 1, 400 * time.Millisecond},
		"ThrottledByPastDate":  {[]llmtest.Reply{llmtest.Status(429, "{}", "Retry-After", "Mon, 02 Jan 2006 15:04:05 GMT"), llmtest.Say("ok")}, "", 2, time.Second},
		"ServerErrorThenFine":  {[]llmtest.Reply{llmtest.Status(500, "boom"), llmtest.Say("ok")}, "", 2, time.Second},
		"ServerErrorTwice":     {[]llmtest.Reply{llmtest.Status(500, "boom")}, llm.ServerError, 2, time.Second},
		"BadGatewayPage":       {[]llmtest.Reply{llmtest.HTML(502)}, llm.ServerError, 2, time.Second},
		"WrongKey":             {[]llmtest.Reply{llmtest.Status(401, `{"error":{"message":"Incorrect API key provided: `+key+`"}}`)}, llm.Unauthorized, 1, 400 * time.Millisecond},
		"UnknownModel":         {[]llmtest.Reply{llmtest.Status(404, `{"error":{"message":"a private question"}}`)}, llm.Refused, 1, 400 * time.Millisecond},
		"PageWithSuccess":      {[]llmtest.Reply{llmtest.HTML(200)}, llm.NotAReply, 2, time.Second},
		"JSONInsteadOfStream":  {[]llmtest.Reply{llmtest.Status(200, `{"choices":[]}`, "Content-Type", "application/json")}, llm.NotAReply, 2, time.Second},
		"Redirect":             {[]llmtest.Reply{llmtest.Status(302, "", "Location", "http://169.254.169.254/")}, llm.NotAReply, 2, time.Second},
		"ResetBeforeText":      {[]llmtest.Reply{llmtest.Reset(""), llmtest.Say("ok")}, "", 2, time.Second},
		"ResetInTheMiddle":     {[]llmtest.Reply{llmtest.Reset("half of it")}, llm.Cut, 1, time.Second},
		"CleanEndInTheMiddle":  {[]llmtest.Reply{llmtest.EndWithoutFinish("half of it")}, llm.Cut, 1, time.Second},
		"CleanEndWithoutText":  {[]llmtest.Reply{llmtest.EndWithoutFinish("")}, llm.Cut, 2, time.Second},
		"OutOfLength":          {[]llmtest.Reply{llmtest.Finish("half of it", "length")}, llm.Incomplete, 1, time.Second},
		"ContentFilter":        {[]llmtest.Reply{llmtest.Finish("", "content_filter")}, llm.Incomplete, 1, time.Second},
		"UnknownFinish":        {[]llmtest.Reply{llmtest.Finish("it", "because")}, llm.Incomplete, 1, time.Second},
		"Garbage":              {[]llmtest.Reply{llmtest.Garbage()}, llm.NotAReply, 2, time.Second},
		"BadJSON":              {[]llmtest.Reply{llmtest.Raw(`{"choices":[{"delta":{"content":`)}, llm.NotAReply, 2, time.Second},
		"WrongShape":           {[]llmtest.Reply{llmtest.Raw(`{"choices":"none"}`)}, llm.NotAReply, 2, time.Second},
		"ErrorInTheStream":     {[]llmtest.Reply{llmtest.Raw(`{"error":{"message":"` + key + `"}}`)}, llm.ServerError, 2, time.Second},
		"HugeLine":             {[]llmtest.Reply{llmtest.HugeLine(50 << 20)}, llm.NotAReply, 2, 6 * time.Second},
		"Endless":              {[]llmtest.Reply{llmtest.Endless()}, llm.TooMuch, 1, 6 * time.Second},
		"ToolArgumentsTooLong": {[]llmtest.Reply{llmtest.CallTool("x", strings.Repeat("y", 1<<20))}, llm.TooMuch, 1, 6 * time.Second},
		"ToolCallsWithout":     {[]llmtest.Reply{llmtest.Finish("", "tool_calls")}, llm.NotAReply, 2, time.Second},
		"ToolIndexWild":        {[]llmtest.Reply{llmtest.Raw(`{"choices":[{"delta":{"tool_calls":[{"index":900000000,"function":{"name":"x"}}]}}]}`)}, llm.NotAReply, 2, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := llmtest.New(t)
			srv.Chat(tc.replies...)
			limits := short
			if strings.HasPrefix(name, "Endless") || strings.HasPrefix(name, "Huge") || strings.HasPrefix(name, "ToolArg") {
				limits.FirstToken, limits.Gap, limits.Total = 0, 0, 0 // bytes have to stop it, not time
			}
			start := time.Now()
			d, err := llm.Complete(t.Context(), chatAt(t, srv, limits), ask())
			require.Less(t, time.Since(start), tc.within+2*time.Second) // two for a busy machine
			require.Len(t, srv.Requests(), tc.tries)
			if tc.reason == "" {
				require.NoError(t, err)
				require.Equal(t, "ok", d.Text)
				return
			}
			require.Equal(t, tc.reason, llm.ReasonOf(err), "%v", err)
			for _, secret := range []string{key, "private question", "boom", "half of it"} {
				require.NotContains(t, err.Error(), secret)
				require.NotContains(t, fmt.Sprintf("%+v %#v", err, err), key)
			}
		})
	}
}

func TestChatUnreachable(t *testing.T) {
	t.Parallel()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := ln.Addr().String()
	require.NoError(t, ln.Close())
	c, err := openai.NewChat(openai.Config{
		BaseURL: "http://" + address + "/v1?token=" + key, Model: "m", Limits: short,
		Transport: egress.New(egress.Config{Private: []string{address}}).Transport(),
	})
	require.NoError(t, err)
	_, err = llm.Complete(t.Context(), c, ask())
	require.Equal(t, llm.Unreachable, llm.ReasonOf(err))
	require.NotContains(t, err.Error(), key)
}

func TestConfigKeepsItsKey(t *testing.T) {
	t.Parallel()
	cfg := openai.Config{BaseURL: "http://127.0.0.1:1/v1", Key: key, Model: "m"}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		require.NotContains(t, fmt.Sprintf(verb, cfg), key)
	}
	for _, bad := range []string{"", "ftp://x", "http://user:" + key + "@host/v1", "://", "127.0.0.1:80"} {
		_, err := openai.NewChat(openai.Config{BaseURL: bad, Key: key, Model: "m", Transport: http.DefaultTransport})
		require.Error(t, err, bad)
		require.NotContains(t, err.Error(), key)
	}
}

func TestBreakerSparesAFailingEndpoint(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Status(500, ""))
	c := chatAt(t, srv, short)
	for range 10 {
		_, err := llm.Complete(t.Context(), c, ask())
		require.Error(t, err)
	}
	require.True(t, c.Open())
	before := len(srv.Requests())
	_, err := llm.Complete(t.Context(), c, ask())
	require.Equal(t, llm.CircuitOpen, llm.ReasonOf(err))
	require.Len(t, srv.Requests(), before)
	require.Equal(t, 10, before) // the retries counted: five calls of two tries
}

// TestBytesAreBounded checks that a hostile stream costs its bounds and not
// its length.
func TestBytesAreBounded(t *testing.T) { //nolint:paralleltest // it watches the memory of the process
	srv := llmtest.New(t)
	srv.Chat(llmtest.HugeLine(200 << 20))
	c := chatAt(t, srv, llm.Limits{})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := llm.Complete(t.Context(), c, ask())
	require.Equal(t, llm.NotAReply, llm.ReasonOf(err))
	runtime.ReadMemStats(&after)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20))
}

func TestFallback(t *testing.T) {
	t.Parallel()
	bad, good := llmtest.New(t), llmtest.New(t)
	bad.Chat(llmtest.Status(503, ""))
	good.Chat(llmtest.Say("second"))
	f := llm.Fallback{chatAt(t, bad, short), chatAt(t, good, short)}
	d, err := llm.Complete(t.Context(), f, ask())
	require.NoError(t, err)
	require.Equal(t, "second", d.Text)

	bad.Chat(llmtest.Reset("half of it")) // text was shown: no second voice
	_, err = llm.Complete(t.Context(), f, ask())
	require.Equal(t, llm.Cut, llm.ReasonOf(err))
	require.Len(t, good.Requests(), 1)

	_, err = llm.Complete(t.Context(), llm.Fallback{}, ask())
	require.Equal(t, llm.NotTried, llm.ReasonOf(err))
}

func TestObserve(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	var calls, tokens atomic.Int64
	c, err := openai.NewChat(openai.Config{
		BaseURL: srv.URL(), Model: "m", Transport: egress.New(egress.Config{Private: []string{srv.Address()}}).Transport(),
		Observe: func(c openai.Call) { calls.Add(1); tokens.Add(int64(c.Usage.PromptTokens)) },
	})
	require.NoError(t, err)
	_, err = llm.Complete(t.Context(), c, ask())
	require.NoError(t, err)
	require.EqualValues(t, 1, calls.Load())
	require.Positive(t, tokens.Load())
}
