package intake_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/intake"
)

// A file that is too large is not loaded for those that include it either.
func TestIncludeOfLargeFile(t *testing.T) {
	t.Parallel()

	b := setup(t)
	im, err := b.importer.Begin(t.Context(), b.ws, nil, intake.New{Kind: intake.Upload, Name: "large"})
	require.NoError(t, err)
	for name, text := range map[string]string{"a.md": "# A\n\n{!large.md!}", "large.md": "# Large"} {
		require.NoError(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: name, Data: []byte(text)}))
	}
	// No text either: whoever looks inside says so.
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO import_pieces (workspace_id, import_id, file, piece, data)
			SELECT workspace_id, import_id, number, piece, decode(repeat('01', 1 << 20), 'hex')
			FROM import_files, generate_series(1, $2::int) AS piece WHERE import_id = $1 AND path = 'large.md'`, im.ID, format.MaxFile>>20)
		return err
	}))
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	im = b.finish(t, im.ID, intake.StatePlanned)
	require.Equal(t, "file_too_large", b.outcome(t, im)["a.md"])

	// Once planned, nothing reads what was uploaded.
	var pieces int
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM import_pieces WHERE import_id = $1`, im.ID).Scan(&pieces)
	}))
	require.Zero(t, pieces)
}
