package live

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/stretchr/testify/require"
)

// opened is the server's and the client's end of one socket.
func opened(t *testing.T) (*socket, *websocket.Conn) {
	t.Helper()
	made := make(chan *socket, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		upgrader := websocket.Upgrader{}
		conn, err := upgrader.Upgrade(w, r, nil)
		if err == nil {
			made <- newSocket(context.Background(), conn, "en")
		}
	}))
	t.Cleanup(server.Close)
	client, res, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http"), nil)
	require.NoError(t, err)
	_ = res.Body.Close()
	t.Cleanup(func() { _ = client.Close() })
	return <-made, client
}

// One socket's bug must not end the others, nor leave its own open.
func TestPanicEndsItsSocketOnly(t *testing.T) {
	t.Parallel()

	for name, read := range map[string]func(*socket){
		"reader": func(*socket) { panic("a bug in a handler") },
		"pipe": func(s *socket) {
			s.spawn(func() { panic("a bug in a pipe") })
			s.next()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s, client := opened(t)
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				s.run(func() { read(s) })
			}()
			_, _, err := client.ReadMessage()
			require.True(t, websocket.IsCloseError(err, websocket.CloseInternalServerErr), "%v", err)
			<-ended
		})
	}
}

// A peer that only pings and pongs has not said who it is.
func TestPongDoesNotExtendHello(t *testing.T) {
	t.Parallel()

	s, client := opened(t)
	require.NoError(t, s.conn.SetReadDeadline(time.Now().Add(100*time.Millisecond)))
	stop := make(chan struct{})
	var ponging sync.WaitGroup
	ponging.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				_ = client.WriteControl(websocket.PongMessage, nil, time.Now().Add(time.Second))
			}
		}
	})
	_, _, ok := s.next()
	close(stop)
	ponging.Wait()
	require.False(t, ok)
}
