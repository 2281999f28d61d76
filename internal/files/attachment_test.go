package files_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

const town = "N 52 31 12"

// photo is a JPEG of 40 by 20 pixels, its left half red, taken with the camera on
// its side, at a place that its EXIF block tells.
func photo(t *testing.T, orientation uint16) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 20))
	for i := range 40 * 20 {
		c := color.RGBA{B: 255, A: 255}
		if i%40 < 20 {
			c = color.RGBA{R: 255, A: 255}
		}
		img.Set(i%40, i/40, c)
	}
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, img, nil))
	le := binary.LittleEndian
	tiff := append([]byte("II*\x00"), 8, 0, 0, 0, 2, 0)
	tiff = le.AppendUint16(tiff, 0x0112) // orientation, a short
	tiff = le.AppendUint16(tiff, 3)
	tiff = le.AppendUint32(tiff, 1)
	tiff = le.AppendUint32(tiff, uint32(orientation))
	tiff = le.AppendUint16(tiff, 0x8825) // where the GPS block begins
	tiff = le.AppendUint16(tiff, 4)
	tiff = le.AppendUint32(tiff, 1)
	tiff = le.AppendUint32(tiff, uint32(len(tiff)+8))
	tiff = append(append(tiff, 0, 0, 0, 0), town...)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	head := []byte{0xff, 0xd8, 0xff, 0xe1}
	head = binary.BigEndian.AppendUint16(head, uint16(len(segment)+2))
	return append(append(head, segment...), out.Bytes()[2:]...)
}

func red(c color.Color) bool {
	r, _, b, _ := c.RGBA()
	return r > 0x8000 && b < 0x8000
}

// What a photo tells besides itself stays behind; it stands upright without it.
func TestPhotoTellsNoPlace(t *testing.T) {
	t.Parallel()

	corners := map[uint16][2]bool{ // red at the top left and at the bottom right
		1: {true, false}, 2: {false, true}, 3: {false, true}, 4: {true, false},
		5: {true, false}, 6: {true, false}, 7: {false, true}, 8: {false, true},
	}
	for orientation, want := range corners {
		data := photo(t, orientation)
		require.Contains(t, string(data), town)
		for name, read := range map[string]func() (files.Content, error){
			"article": func() (files.Content, error) { return files.Picture(t.Context(), data) },
			"chat":    func() (files.Content, error) { return files.Attached(t.Context(), data) },
		} {
			c, err := read()
			require.NoError(t, err, "%s %d", name, orientation)
			require.NotContains(t, string(c.Data), town)
			require.NotContains(t, string(c.Data), "Exif")
			img, err := jpeg.Decode(bytes.NewReader(c.Data))
			require.NoError(t, err)
			if orientation >= 5 {
				require.Equal(t, image.Rect(0, 0, 20, 40), img.Bounds(), orientation)
			}
			require.Equal(t, img.Bounds().Dx(), c.Width)
			require.Equal(t, want, [2]bool{red(img.At(2, 2)), red(img.At(c.Width-3, c.Height-3))}, orientation)
		}
	}
}

// zipOf is an archive of empty files.
func zipOf(t *testing.T, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		_, err := w.Create(name)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// The bytes alone say what a file is, whatever it is called.
func TestKindOfAttachment(t *testing.T) {
	t.Parallel()

	hidden := photo(t, 1)
	hidden = append(hidden, []byte("<svg><script>alert(1)</script></svg>")...)
	shell := append(gifOf(10_799, 8), []byte("/*<script>*/")...) // GIF89a/*…, a script to some
	for name, c := range map[string]struct {
		data        []byte
		media, code string
	}{
		"PDF":            {data: []byte("%PDF-1.7\n%%EOF"), media: "application/pdf"},
		"Text":           {data: []byte("Order JH-1\r\nArrived broken."), media: "text/plain"},
		"ChineseText":    {data: []byte("订单，到货\n1,坏了"), media: "text/plain"},
		"GB18030":        {data: []byte{0xb6, 0xa9, 0xb5, 0xa5, ',', 0xbb, 0xb5, 0xc1, 0xcb, '\n'}, media: "text/plain"},
		"DOCX":           {data: zipOf(t, "[Content_Types].xml", "word/document.xml"), media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		"XLSX":           {data: zipOf(t, "[Content_Types].xml", "xl/workbook.xml"), media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		"ZIP":            {data: zipOf(t, "photos/1.jpg"), media: "application/zip"},
		"Picture":        {data: noisy(t, 4), media: "image/png"},
		"PictureAndMore": {data: hidden, media: "image/jpeg"},
		"SVG":            {data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), code: "attachment_dangerous"},
		"HTML":           {data: []byte("  <!doctype html><script>alert(1)</script>"), code: "attachment_dangerous"},
		"HTMLBelow":      {data: []byte("Dear shop,\n<ScRiPt>alert(1)</script>"), code: "attachment_dangerous"},
		"XML":            {data: []byte("\ufeff<?xml version='1.0'?><x/>"), code: "attachment_dangerous"},
		"MHTML":          {data: []byte("MIME-Version: 1.0\nContent-Type: text/html\n\nx"), code: "attachment_dangerous"},
		"GIFScript":      {data: shell, code: "picture_kind"},
		"PDFInside":      {data: []byte("<!-- %PDF-1.7 --><script>"), code: "attachment_dangerous"},
		"Program":        {data: []byte("MZ\x90\x00\x03"), code: "attachment_dangerous"},
		"Shell":          {data: []byte("#!/bin/sh\nrm -rf ."), code: "attachment_dangerous"},
		"OldOffice":      {data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), code: "attachment_dangerous"},
		"Macros":         {data: zipOf(t, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), code: "attachment_dangerous"},
		"ZIPOfProgram":   {data: zipOf(t, "holiday/Photo.JPG.exe"), code: "attachment_dangerous"},
		"JAR":            {data: zipOf(t, "META-INF/MANIFEST.MF", "A.class"), code: "attachment_kind"},
		"Slides":         {data: zipOf(t, "[Content_Types].xml", "ppt/presentation.xml"), code: "attachment_kind"},
		"BrokenZIP":      {data: []byte("PK\x03\x04 and nothing more"), code: "attachment_kind"},
		"Binary":         {data: []byte{0, 1, 2, 3, 0xff}, code: "attachment_kind"},
		"Flood":          {data: gifOf(60_000, 60_000), code: "picture_too_large"},
		"Empty":          {code: "file_empty"},
		"TooLarge":       {data: bytes.Repeat([]byte("x"), files.MaxBytes+1), code: "file_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got, err := files.Attached(t.Context(), c.data)
			require.Equal(t, c.code, code(err), "%v", err)
			if c.code == "" {
				require.Equal(t, c.media, got.Media)
				require.NotContains(t, string(got.Data), "<svg")
			}
		})
	}
}

func (b bundle) visitor(t *testing.T) files.Sender {
	t.Helper()
	s := files.Sender{}
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `INSERT INTO visitors (workspace_id, id) VALUES ($1, gen_random_uuid()) RETURNING id`, b.ws).Scan(&s.ID)
	}))
	return s
}

func (b bundle) attach(t *testing.T, by files.Sender, name string) files.Attachment {
	t.Helper()
	c, err := files.Attached(t.Context(), []byte("something that was written down"))
	require.NoError(t, err)
	a, err := b.files.Attach(t.Context(), b.ws, files.Brought{By: by, Name: name, Content: c})
	require.NoError(t, err)
	return a
}

// say names attachments as a message does.
func (b bundle) say(t *testing.T, n files.Naming) error {
	t.Helper()
	return b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		if _, err := files.NamedTx(t.Context(), tx, n); err != nil {
			return err
		}
		return files.NameTx(t.Context(), tx, n)
	})
}

func (b bundle) talk(t *testing.T, visitor uuid.UUID) (id uuid.UUID) {
	t.Helper()
	store := conversation.NewStore(b.db, bus.NewLocal())
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) (err error) {
		id, err = store.FindOrOpenTx(t.Context(), tx, visitor, uuid.NewString(), "en")
		return err
	}))
	return id
}

func TestNamesOfAttachments(t *testing.T) {
	t.Parallel()

	b := setup(t)
	by := b.visitor(t)
	for brought, want := range map[string]string{
		"orders.CSV":                      "orders.csv",
		"../../etc/passwd":                "passwd.txt",
		`C:\temp\notes.txt`:               "notes.txt",
		"run.exe":                         "run.exe.txt",
		"page.html":                       "page.html.txt",
		"re\u202etxt.exe":                 "retxt.exe.txt",
		"a\r\nSet-Cookie: x=1":            "aSet-Cookie x=1.txt",
		`"><img src=x onerror=alert(1)>`:  "img src=x onerror=alert(1).txt",
		"":                                "file.txt",
		"...":                             "file.txt",
		"发票.txt":                          "发票.txt",
		"a.ȺȺȺȺ":                          "a.ȺȺȺȺ.txt", // longer in small letters
		strings.Repeat("长", 500) + ".txt": strings.Repeat("长", 116) + ".txt",
	} {
		require.Equal(t, want, b.attach(t, by, brought).Name, brought)
	}
}

func TestOnlyItsSenderNamesAnAttachment(t *testing.T) {
	t.Parallel()

	b := setup(t)
	by, other := b.visitor(t), b.visitor(t)
	mine, theirs := b.talk(t, by.ID), b.talk(t, other.ID)
	a := b.attach(t, by, "a.txt")
	see := func(conversation uuid.UUID) error {
		_, err := b.files.Attachment(t.Context(), b.ws, conversation, a.ID)
		return err
	}
	name := func(by files.Sender, conversation uuid.UUID, ids ...uuid.UUID) error {
		return b.say(t, files.Naming{By: by, Conversation: conversation, IDs: ids})
	}

	require.ErrorIs(t, see(mine), files.ErrFile, "no message names it yet")
	require.ErrorIs(t, name(other, theirs, a.ID), files.ErrFile)
	require.ErrorIs(t, name(files.Sender{Agent: true, ID: by.ID}, mine, a.ID), files.ErrFile)
	require.ErrorIs(t, name(by, mine, a.ID, a.ID), files.ErrFile, "once in a message")
	require.ErrorIs(t, name(by, mine, a.ID, uuid.New()), files.ErrFile)
	require.ErrorIs(t, see(mine), files.ErrFile, "nothing was half-written")
	require.Equal(t, "attachments_too_many", code(name(by, mine, make([]uuid.UUID, files.MaxAttached+1)...)))

	require.NoError(t, name(by, mine, a.ID))
	require.NoError(t, see(mine))
	require.ErrorIs(t, see(theirs), files.ErrFile)
	require.ErrorIs(t, name(by, mine, a.ID), files.ErrFile, "by one message")
	_, err := b.files.File(t.Context(), b.ws, a.ID, true)
	require.ErrorIs(t, err, files.ErrFile, "the address of articles' pictures does not show it")
	_, err = b.files.Attachment(t.Context(), pgtest.Workspace(t, b.db), mine, a.ID)
	require.ErrorIs(t, err, files.ErrFile)
}

// chunks counts what is kept of files.
func (b bundle) chunks(t *testing.T) (n int) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM file_chunks`).Scan(&n)
	}))
	return n
}

func TestWhatNoMessageNamesIsSweptAfterADay(t *testing.T) {
	t.Parallel()

	b := setup(t)
	by := b.visitor(t)
	talk := b.talk(t, by.ID)
	named, old, young := b.attach(t, by, "a.txt"), b.attach(t, by, "b.txt"), b.attach(t, by, "c.txt")
	require.NoError(t, b.say(t, files.Naming{By: by, Conversation: talk, IDs: []uuid.UUID{named.ID}}))
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE attachments SET at = at - interval '25 hours' WHERE id <> $1`, young.ID)
		return err
	}))
	require.NoError(t, b.files.Sweep(t.Context()))
	require.Equal(t, 2, b.chunks(t))
	_, err := b.files.Attachment(t.Context(), b.ws, talk, named.ID)
	require.NoError(t, err)
	require.ErrorIs(t, b.say(t, files.Naming{By: by, Conversation: talk, IDs: []uuid.UUID{old.ID}}), files.ErrFile)

	// Who is erased takes along what they have sent, and what they were about to.
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `DELETE FROM visitors WHERE id = $1`, by.ID)
		return err
	}))
	require.Zero(t, b.chunks(t))
}

func TestLimitsOfAttachments(t *testing.T) {
	t.Parallel()

	b := setup(t)
	by := b.visitor(t)
	small := files.NewStore(b.db, files.Limits{Bytes: 1 << 20, Total: 3 << 20})
	bring := func(size int) error {
		_, err := small.Attach(t.Context(), b.ws, files.Brought{By: by, Name: "x.txt", Content: files.Content{Media: "text/plain", Data: make([]byte, size)}})
		return err
	}
	require.Equal(t, "file_too_large", code(bring(1<<20+1)))
	for range 3 {
		require.NoError(t, bring(1<<20))
	}
	require.Equal(t, "attachments_full", code(bring(1)))
	_, err := small.Put(t.Context(), b.ws, noisy(t, 4))
	require.NoError(t, err, "visitors cannot fill up what articles have")
}
