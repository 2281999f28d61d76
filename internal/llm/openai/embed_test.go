package openai_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/llm/openai"
)

func embedderAt(t *testing.T, srv *llmtest.Server, dim int) *openai.Embedder {
	t.Helper()
	client := egress.New(egress.Config{Private: []string{srv.Address()}})
	t.Cleanup(client.Close)
	e, err := openai.NewEmbedder(openai.Config{BaseURL: srv.URL(), Key: key, Model: "e", Transport: client.Transport(), Limits: short}, dim)
	require.NoError(t, err)
	return e
}

func TestEmbed(t *testing.T) {
	t.Parallel()

	t.Run("InTheOrderOfTheTexts", func(t *testing.T) {
		t.Parallel()
		srv := llmtest.New(t)
		texts := make([]string, 150) // three requests
		for i := range texts {
			texts[i] = fmt.Sprint("text ", i)
		}
		srv.Embed(llmtest.Vectors(64))
		straight, err := embedderAt(t, srv, 0).Embed(t.Context(), texts)
		require.NoError(t, err)
		srv.Embed(llmtest.Shuffled(64))
		e := embedderAt(t, srv, 0)
		shuffled, err := e.Embed(t.Context(), texts)
		require.NoError(t, err)
		require.Equal(t, straight, shuffled)
		require.Equal(t, 64, e.Dimensions())
		require.NotContains(t, e.Model(), key)
	})

	for name, reply := range map[string]llmtest.VectorReply{
		"WrongDimension": llmtest.Vectors(9), "Uneven": llmtest.Uneven(8), "Empty": llmtest.Empty(), "Fewer": llmtest.Fewer(8),
		"Zeros": llmtest.Zeros(8), "NaN": llmtest.NaN(8), "Huge": llmtest.Huge(8), "SameIndex": llmtest.SameIndex(8),
	} {
		t.Run("Refuses"+name, func(t *testing.T) {
			t.Parallel()
			srv := llmtest.New(t)
			srv.Embed(reply)
			v, err := embedderAt(t, srv, 8).Embed(t.Context(), []string{"one", "two"})
			require.Equal(t, llm.NotAReply, llm.ReasonOf(err), "%v", err)
			require.Nil(t, v)
		})
	}

	t.Run("RetriesOnce", func(t *testing.T) {
		t.Parallel()
		srv := llmtest.New(t)
		srv.Embed(llmtest.VectorStatus(503), llmtest.Vectors(8))
		_, err := embedderAt(t, srv, 8).Embed(t.Context(), []string{"one"})
		require.NoError(t, err)
		require.Len(t, srv.Requests(), 2)
	})
}
