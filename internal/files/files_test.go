package files_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
)

type bundle struct {
	db    *postgres.DB
	files *files.Store
	ws    uuid.UUID
}

func setup(t *testing.T) bundle {
	t.Helper()
	db := pgtest.New(t)
	return bundle{db: db, files: files.NewStore(db, files.Limits{}), ws: pgtest.Workspace(t, db)}
}

// noisy is a PNG of a square of noise, which does not shrink.
func noisy(t *testing.T, side int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = byte(rand.IntN(256))
	}
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, img))
	return out.Bytes()
}

func code(err error) string {
	var p *problem.Error
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

func (b bundle) use(t *testing.T, kind files.Kind, owner uuid.UUID, ids ...uuid.UUID) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return files.UseTx(t.Context(), tx, kind, owner, ids)
	}))
}

func TestPictureComesBackWhole(t *testing.T) {
	t.Parallel()

	b := setup(t)
	data := noisy(t, 600) // of several chunks
	f, err := b.files.Put(t.Context(), b.ws, data)
	require.NoError(t, err)
	require.Equal(t, "image/png", f.Media)
	require.Equal(t, 600, f.Width)
	require.Equal(t, uuid.Version(4), f.ID.Version())
	var out bytes.Buffer
	require.NoError(t, b.files.WriteTo(t.Context(), b.ws, f, &out))
	shown, err := png.Decode(&out)
	require.NoError(t, err)
	brought, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	require.Equal(t, brought, shown, "pixel by pixel")

	again, err := b.files.Put(t.Context(), b.ws, data)
	require.NoError(t, err)
	require.Equal(t, f.ID, again.ID, "the same bytes are one file")
	other := pgtest.Workspace(t, b.db)
	elsewhere, err := b.files.Put(t.Context(), other, data)
	require.NoError(t, err)
	require.NotEqual(t, f.ID, elsewhere.ID, "but not across workspaces")
	_, err = b.files.File(t.Context(), other, f.ID, true)
	require.ErrorIs(t, err, files.ErrFile)
}

func TestWhoSees(t *testing.T) {
	t.Parallel()

	b := setup(t)
	f, err := b.files.Put(t.Context(), b.ws, noisy(t, 8))
	require.NoError(t, err)
	sees := func(member bool) bool {
		_, err := b.files.File(t.Context(), b.ws, f.ID, member)
		return err == nil
	}
	article := uuid.New()
	b.use(t, files.Article, article, f.ID, uuid.New())
	require.True(t, sees(true))
	require.False(t, sees(false), "a draft shows nothing to strangers")
	b.use(t, files.Public, article, f.ID)
	require.True(t, sees(false))
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return files.ReleaseTx(t.Context(), tx, files.Public, []uuid.UUID{article})
	}))
	require.False(t, sees(false), "archived")
}

func TestOnlyPicturesAreKept(t *testing.T) {
	t.Parallel()

	// A head that promises 65,000 by 65,000 pixels, as a flood would.
	flood := noisy(t, 4)
	binary.BigEndian.PutUint32(flood[16:], 65_000)
	binary.BigEndian.PutUint32(flood[20:], 65_000)
	film := gif.GIF{}
	for range 600 {
		film.Image = append(film.Image, image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black, color.White}))
		film.Delay = append(film.Delay, 1)
	}
	var frames bytes.Buffer
	require.NoError(t, gif.EncodeAll(&frames, &film))

	b := setup(t)
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"SVG":     {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), "picture_kind"},
		"HTML":    {[]byte("<!doctype html><script>alert(1)</script>"), "picture_kind"},
		"Empty":   {nil, "picture_kind"},
		"HeadCut": {noisy(t, 8)[:12], "picture_kind"},
		"TooMany": {bytes.Repeat([]byte("x"), files.MaxBytes+1), "file_too_large"},
		"Flood":   {flood, "picture_kind"}, // its checksum does not fit
		"Film":    {frames.Bytes(), "picture_too_large"},
		"Wide":    {gifOf(60_000, 60_000), "picture_too_large"},
		"Reel":    {reel(200, 1000), "picture_too_large"}, // 200 frames of a million pixels each
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, err := b.files.Put(t.Context(), b.ws, c.data)
			require.Equal(t, c.code, code(err), "%v", err)
		})
	}
	small := gif.GIF{Image: film.Image[:3], Delay: film.Delay[:3]}
	var short bytes.Buffer
	require.NoError(t, gif.EncodeAll(&short, &small))
	f, err := b.files.Put(t.Context(), b.ws, short.Bytes())
	require.NoError(t, err)
	require.Equal(t, "image/gif", f.Media)
}

// reel is the head of a GIF and of n frames of a size, without their pixels.
func reel(n int, side uint16) []byte {
	out := gifOf(side, side)
	out = out[:len(out)-1]
	for range n {
		out = append(out, ',', 0, 0, 0, 0)
		out = binary.LittleEndian.AppendUint16(out, side)
		out = binary.LittleEndian.AppendUint16(out, side)
		out = append(out, 0, 2, 1, 0, 0)
	}
	return append(out, ';')
}

// gifOf is the head of a GIF of a size; its pixels are of no interest.
func gifOf(width, height uint16) []byte {
	out := []byte("GIF89a")
	out = binary.LittleEndian.AppendUint16(out, width)
	out = binary.LittleEndian.AppendUint16(out, height)
	return append(out, 0, 0, 0, ';')
}

func TestSweepTakesWhatNothingUses(t *testing.T) {
	t.Parallel()

	b := setup(t)
	var ids []uuid.UUID
	for i := range 3 {
		f, err := b.files.Put(t.Context(), b.ws, noisy(t, 8+i))
		require.NoError(t, err)
		ids = append(ids, f.ID)
	}
	b.use(t, files.Article, uuid.New(), ids[0])
	there := func() (out string) {
		for _, id := range ids {
			_, err := b.files.File(t.Context(), b.ws, id, true)
			out += map[bool]string{true: "x", false: "-"}[err == nil]
		}
		return out
	}
	require.NoError(t, b.files.Sweep(t.Context()))
	require.Equal(t, "xxx", there(), "an editor may still save")

	old := func(id uuid.UUID) {
		_, err := pgtest.AsOwner(t, b.db).Exec(t.Context(), strings.ReplaceAll(
			`ALTER TABLE files NO FORCE ROW LEVEL SECURITY; UPDATE files SET asked_at = asked_at - interval '8 days' WHERE id = 'ID'`, "ID", id.String()))
		require.NoError(t, err)
	}
	old(ids[0])
	old(ids[1])
	require.NoError(t, b.files.Sweep(t.Context()))
	require.Equal(t, "x-x", there())
	chunks := 0
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM file_chunks`).Scan(&chunks)
	}))
	require.Equal(t, 2, chunks, "the bytes went too")
}
