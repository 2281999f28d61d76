package handoff_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// A brief names what a form was given in each language that the form is written
// in: its reader need not read the visitor's.
func TestBriefNamesWhatAFormWasGivenInEachLanguage(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Hour)
	c := b.visitor(t, "zh", "转人工")
	labels := locale.Texts{"en": "Serial number", "zh": "序列号"}
	b.in(t, func(tx *postgres.Tx) error {
		return handoff.GiveTx(t.Context(), tx, c.ID, []handoff.Given{
			{Name: "serial", Label: "序列号", Labels: labels, Kind: handoff.FactAnswer, Value: "SN-1"},
			{Name: "old", Label: "颜色", Kind: handoff.FactAnswer, Value: "蓝"}, // as a node of the version before keeps it
		})
	})
	b.request(t, handoff.Request{Conversation: c})
	b.in(t, func(tx *postgres.Tx) error {
		h, err := b.queue.LatestTx(t.Context(), tx, c.ID)
		require.NoError(t, err)
		require.Equal(t, labels, h.Brief.Facts[0].Labels)
		require.Equal(t, "颜色", h.Brief.Facts[1].Label)
		require.Empty(t, h.Brief.Facts[1].Labels)
		return nil
	})
}
