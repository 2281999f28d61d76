package bot_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
)

// TestPrepare needs nothing that a start may still wait for: no database, no
// articles, no model.
func TestPrepare(t *testing.T) {
	t.Parallel()
	b := bot.New(bot.Parts{})
	require.NotPanics(t, b.Prepare)
}
