package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/intake"
)

// Old imports go with all they hold, a plan that nobody applied with them; what
// was applied stays.
func TestOldImportsAreForgotten(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	source := map[string]string{"a.md": "# Kept\n\nPicture: ![a](a.png)", "a.png": pictureOf(t, 1)}
	done := b.apply(t, b.read(t, intake.New{Kind: intake.Upload, Name: "done"}, source))
	recent := b.apply(t, b.read(t, intake.New{Kind: intake.Upload, Name: "recent"}, map[string]string{"b.md": "# Recent"}))
	planned := b.read(t, intake.New{Kind: intake.Upload, Name: "planned"}, map[string]string{"c.md": "# Planned\n\n![c](c.png)", "c.png": pictureOf(t, 2)})
	waiting := b.read(t, intake.New{Kind: intake.Upload, Name: "waiting"}, map[string]string{"d.md": "# Waiting"})
	open, err := b.importer.Begin(ctx, b.ws, nil, intake.New{Kind: intake.Upload, Name: "open"})
	require.NoError(t, err)
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		for id, sql := range map[string]string{
			done.ID.String():    `UPDATE imports SET finished_at = finished_at - interval '91 days' WHERE id = $1`,
			planned.ID.String(): `UPDATE imports SET updated_at = updated_at - interval '31 days' WHERE id = $1`,
			open.ID.String():    `UPDATE imports SET created_at = created_at - interval '3 days' WHERE id = $1`,
		} {
			if _, err := tx.Exec(ctx, sql, id); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, b.importer.Forget(ctx))
	list, err := b.importer.Imports(ctx, b.ws)
	require.NoError(t, err)
	var left []string
	for _, im := range list {
		left = append(left, im.Name)
	}
	require.ElementsMatch(t, []string{recent.Name, waiting.Name}, left)
	require.Zero(t, b.uses(t), "a plan that is gone needs no pictures")
	_, pictures := b.shown(t, "Kept")
	require.Len(t, pictures, 1)
	for _, table := range []string{"import_items", "import_files", "import_pieces"} {
		b.inWorkspace(t, func(tx *postgres.Tx) error {
			n := 0
			err := tx.QueryRow(ctx, `SELECT count(*) FROM `+table+` WHERE import_id <> $1 AND import_id <> $2`, recent.ID, waiting.ID).Scan(&n)
			require.Zero(t, n, table)
			return err
		})
	}
}

// Several archives together may not unpack to more than one import holds.
func TestArchivesAreBoundedTogether(t *testing.T) {
	t.Parallel()

	b := setup(t)
	im, err := b.importer.Begin(t.Context(), b.ws, nil, intake.New{Kind: intake.Upload, Name: "zips"})
	require.NoError(t, err)
	for i := range 2 {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		f, err := z.Create(fmt.Sprint(i, ".md"))
		require.NoError(t, err)
		_, err = fmt.Fprint(f, "# Article ", i)
		require.NoError(t, err)
		require.NoError(t, z.Close())
		require.NoError(t, b.importer.AddPiece(t.Context(), b.ws, im.ID, intake.Piece{Path: fmt.Sprint(i, ".zip"), Data: out.Bytes()}))
	}
	b.inWorkspace(t, func(tx *postgres.Tx) error { // as if the first had unpacked to all but a little of it
		_, err := tx.Exec(t.Context(), `UPDATE imports SET bytes = (1 << 30) - 15 WHERE id = $1`, im.ID)
		return err
	})
	_, err = b.importer.Start(t.Context(), b.ws, im.ID)
	require.NoError(t, err)
	planned := b.finish(t, im.ID, intake.StatePlanned)
	require.Equal(t, 1, planned.Added)
	require.Equal(t, "import_too_large", b.outcome(t, planned)["1.zip"])
	require.True(t, planned.Partial, "what is in it is not gone")
}

func (b bundle) inWorkspace(t *testing.T, f func(tx *postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, f))
}
