package llmtest

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// Reply answers one prompt, well or badly.
type Reply func(w http.ResponseWriter, r *http.Request, got Request)

// Say streams text in small pieces and ends as it should, with usage.
func Say(text string) Reply { return Slowly(text, 0) }

// Slowly streams text with a pause between the pieces.
func Slowly(text string, pause time.Duration) Reply {
	return func(w http.ResponseWriter, r *http.Request, got Request) {
		s := open(w)
		for _, piece := range Pieces(text) {
			if pause > 0 && !wait(r, pause) {
				return
			}
			s.text(piece)
		}
		s.finish("stop")
		s.raw(fmt.Sprintf(`{"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d}}`, len(got.Body)/4, len(text)/4))
		s.line("[DONE]")
	}
}

// Answer streams what f makes of the prompt: the puppet of an attacker, or a
// model that looks at its sources.
func Answer(f func(Request) string) Reply {
	return func(w http.ResponseWriter, r *http.Request, got Request) { Say(f(got))(w, r, got) }
}

// HangBeforeHeaders accepts the request and never answers.
func HangBeforeHeaders() Reply {
	return func(_ http.ResponseWriter, r *http.Request, _ Request) { <-r.Context().Done() }
}

// HangAfterHeaders sends the headers and nothing else.
func HangAfterHeaders() Reply {
	return func(w http.ResponseWriter, r *http.Request, _ Request) {
		open(w)
		<-r.Context().Done()
	}
}

// KeepAlive sends comments for ever, which are no tokens.
func KeepAlive(pause time.Duration) Reply {
	return func(w http.ResponseWriter, r *http.Request, _ Request) {
		s := open(w)
		for wait(r, pause) {
			s.write(": keep-alive\n\n")
		}
	}
}

// HangAfter streams text and then falls silent.
func HangAfter(text string) Reply {
	return func(w http.ResponseWriter, r *http.Request, _ Request) {
		s := open(w)
		s.text(text)
		<-r.Context().Done()
	}
}

// Status answers with a status, headers (name, value pairs) and body.
func Status(code int, body string, headers ...string) Reply {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		_, _ = fmt.Fprint(w, body)
	}
}

// HTML answers with a page, as a proxy's sign-in does.
func HTML(code int) Reply {
	return Status(code, "<!doctype html><title>Sign in</title>", "Content-Type", "text/html; charset=utf-8")
}

// Reset streams text and then resets the connection.
func Reset(text string) Reply {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		open(w).text(text)
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // RST instead of FIN
		}
		_ = conn.Close()
	}
}

// EndWithoutFinish streams text and ends cleanly, without a finish reason and
// without [DONE]: go-openai calls that a success.
func EndWithoutFinish(text string) Reply {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) { open(w).text(text) }
}

// Finish streams text and ends with the given finish reason.
func Finish(text, reason string) Reply {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		s := open(w)
		s.text(text)
		s.finish(reason)
		s.line("[DONE]")
	}
}

// Raw streams lines as they are, each after "data: ".
func Raw(lines ...string) Reply {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		s := open(w)
		for _, l := range lines {
			s.raw(l)
		}
	}
}

// Garbage streams bytes that are no events.
func Garbage() Reply {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		s := open(w)
		for range 1000 {
			s.write("\x00\xff\x1f garbage \n")
		}
	}
}

// HugeLine streams one line of n bytes.
func HugeLine(n int) Reply {
	return func(w http.ResponseWriter, r *http.Request, _ Request) {
		s := open(w)
		s.write("data: ")
		for block := strings.Repeat("x", 1<<16); n > 0 && r.Context().Err() == nil; n -= len(block) {
			s.write(block)
		}
	}
}

// Endless streams text for ever.
func Endless() Reply {
	return func(w http.ResponseWriter, r *http.Request, _ Request) {
		for s := open(w); r.Context().Err() == nil; {
			s.text("and so on and so forth, ")
		}
	}
}

// CallTool asks for a tool, with its arguments in pieces.
func CallTool(name, arguments string) Reply {
	return func(w http.ResponseWriter, _ *http.Request, _ Request) {
		s := open(w)
		s.raw(fmt.Sprintf(`{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":%s,"arguments":""}}]}}]}`, quote(name)))
		for _, piece := range Pieces(arguments) {
			s.raw(fmt.Sprintf(`{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":%s}}]}}]}`, quote(piece)))
		}
		s.finish("tool_calls")
		s.line("[DONE]")
	}
}

// Pieces cuts text as a model's tokens would, into at most some 12 bytes and
// sometimes inside a word, never inside a character.
func Pieces(text string) []string {
	var out []string
	var b strings.Builder
	for i, r := range text {
		if b.Len() >= 3+(i*7)%10 {
			out = append(out, b.String())
			b.Reset()
		}
		b.WriteRune(r)
	}
	if b.Len() > 0 {
		out = append(out, b.String())
	}
	return out
}

type stream struct {
	w http.ResponseWriter
	c *http.ResponseController
}

func open(w http.ResponseWriter) stream {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	s := stream{w, http.NewResponseController(w)}
	_ = s.c.Flush()
	return s
}

func (s stream) write(text string) {
	_, _ = s.w.Write([]byte(text))
	_ = s.c.Flush()
}

func (s stream) line(data string) { s.write("data: " + data + "\n\n") }
func (s stream) raw(json string)  { s.line(json) }

func (s stream) text(text string) {
	s.raw(fmt.Sprintf(`{"choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}]}`, quote(text)))
}

func (s stream) finish(reason string) {
	s.raw(fmt.Sprintf(`{"choices":[{"index":0,"delta":{},"finish_reason":%s}]}`, quote(reason)))
}

func quote(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// wait pauses and reports whether the client is still there.
func wait(r *http.Request, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-r.Context().Done():
		return false
	}
}
