package action_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestNodesOfTwoVersionsReadActions: what this version stores has plain texts
// where an older node looks for them, and what either stored is read.
func TestNodesOfTwoVersionsReadActions(t *testing.T) {
	t.Parallel()
	b := setup(t)
	d := b.cancel()
	d.Inputs[0].Label = locale.Texts{"zh": "订单号"}
	id := b.add(d)
	get := func() (title, label, output locale.Texts) {
		a, err := b.runner.Get(t.Context(), b.ws, id)
		require.NoError(t, err)
		require.Len(t, a.Inputs, len(d.Inputs))
		require.Equal(t, d.Inputs[1].Key, a.Inputs[1].Key)
		require.Equal(t, d.Outputs[1].Path, a.Outputs[1].Path)
		return a.Title, a.Inputs[0].Label, a.Outputs[2].Label
	}
	title, label, output := get()
	require.Equal(t, d.Title, title)
	require.Equal(t, d.Inputs[0].Label, label)
	require.Equal(t, d.Outputs[2].Label, output)

	stored := func(path string) (kind, text string) {
		b.tx(func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT jsonb_typeof(definition #> $1::text[]), definition #>> $1::text[] FROM actions`, path).Scan(&kind, &text)
		})
		return kind, text
	}
	for path, want := range map[string]string{"{title}": "Cancel an order", "{inputs,0,label}": "订单号", "{outputs,2,label}": "VIP"} {
		kind, text := stored(path)
		require.Equal(t, "string", kind, path)
		require.Equal(t, want, text)
	}

	save := func(definition string) {
		b.tx(func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE actions SET definition = "+definition)
			return err
		})
	}
	// An older node writes what it knows.
	save(`definition - 'titles' #- '{inputs,0,labels}' || '{"title": "Storno"}'`)
	title, label, _ = get()
	require.Equal(t, locale.Texts{"en": "Storno"}, title)
	require.Equal(t, locale.Texts{"zh": "订单号"}, label)
	// The version between the two wrote texts by language alone.
	save(`definition - 'titles' || '{"title": {"en": "Cancel", "zh": "取消"}}'`)
	title, _, _ = get()
	require.Equal(t, locale.Texts{"en": "Cancel", "zh": "取消"}, title)
}
