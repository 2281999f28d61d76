// Command backend is the other system of the browser stories: a shop's orders
// behind plain HTTP, and the warehouse's tools behind the Model Context Protocol.
// It holds everything in memory and serves one run.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// cancelled is a write that arrived.
type cancelled struct {
	Order    string `json:"order"`
	Customer string `json:"customer"`
	Key      string `json:"key"` // of idempotency
}

// shop remembers what it was asked to do.
type shop struct {
	mu   sync.Mutex // protects done
	done []cancelled
}

func (s *shop) cancel(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Customer string `json:"customer"`
	}
	if r.Header.Get("Authorization") != "Bearer shop-secret" || json.NewDecoder(r.Body).Decode(&body) != nil {
		http.Error(w, "{}", http.StatusForbidden)
		return
	}
	s.mu.Lock()
	s.done = append(s.done, cancelled{r.PathValue("order"), body.Customer, r.Header.Get("Idempotency-Key")})
	s.mu.Unlock()
	answer(w, map[string]any{"refund": map[string]string{"number": "RF-" + r.PathValue("order")}})
}

func (s *shop) list(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer(w, append([]cancelled{}, s.done...))
}

func answer(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value) // whoever asked has gone
}

type parcel struct {
	Order string `json:"order" jsonschema:"the number of the order"`
}

type place struct {
	Place string `json:"place"`
}

// warehouse is a server of the protocol with one tool.
func warehouse() http.Handler {
	server := mcp.NewServer(&mcp.Implementation{Name: "warehouse", Version: "1"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "findParcel", Description: "Tells on which shelf an order's parcel lies."},
		func(_ context.Context, _ *mcp.CallToolRequest, in parcel) (*mcp.CallToolResult, place, error) {
			return nil, place{Place: "A7/" + in.Order}, nil
		})
	return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, nil)
}

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address")
	flag.Parse()
	s := &shop{}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders/{order}/cancel", s.cancel)
	mux.HandleFunc("GET /cancelled", s.list)
	mux.Handle("/mcp", warehouse())
	server := &http.Server{Addr: *listen, Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}
