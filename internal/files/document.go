package files

import (
	"archive/zip"
	"bytes"
	"context"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/firstlinehq/firstline/internal/problem"
)

// The types of documents.
const (
	mediaPDF  = "application/pdf"
	mediaText = "text/plain"
	mediaZIP  = "application/zip"
	mediaDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	mediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

var (
	errKind      = problem.New(problem.Invalid, "attachment_kind")
	errDangerous = problem.New(problem.Invalid, "attachment_dangerous")
)

// Attached reads what somebody sends in a conversation: a picture, as [Picture]
// does, or a PDF, text, DOCX, XLSX or ZIP as it is. It fails with
// file_too_large, file_empty, picture_too_large, attachment_kind, and with
// attachment_dangerous for what could run.
func Attached(ctx context.Context, data []byte) (Content, error) {
	switch {
	case len(data) == 0:
		return Content{}, problem.New(problem.Invalid, "file_empty")
	case len(data) > MaxBytes:
		return Content{}, tooLarge()
	}
	if _, _, err := look(data); err != errPicture { //nolint:errorlint // the very one: its bytes are no picture's
		return Picture(ctx, data)
	}
	media, err := document(data)
	return Content{Media: media, Data: data}, err
}

// document tells a document by its bytes. What begins like one thing and could be
// taken for another is none.
func document(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return mediaPDF, nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return archive(data)
	case runs(data):
		return "", errDangerous
	}
	if text, ok := textOf(data); ok {
		if markup(text) {
			return "", errDangerous
		}
		return mediaText, nil
	}
	return "", errKind
}

// programs are the first bytes of what a machine runs: Windows, Linux, macOS,
// Java, scripts, shortcuts, old Office with its macros.
var programs = []string{
	"MZ", "\x7fELF", "\xfe\xed\xfa", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe", "#!", "L\x00\x00\x00\x01\x14\x02\x00", "\xd0\xcf\x11\xe0",
}

func runs(data []byte) bool {
	return slices.ContainsFunc(programs, func(head string) bool { return bytes.HasPrefix(data, []byte(head)) })
}

// textOf is the text of a file that is nothing but text: UTF-8, or GB 18030 as
// spreadsheets write it in China.
func textOf(data []byte) (string, bool) {
	text := string(data)
	if !utf8.Valid(data) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return "", false
		}
		text = string(decoded)
	}
	return text, !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && !strings.ContainsRune("\t\r\n\f", r) || unicode.Is(unicode.Co, r)
	})
}

// marks are what a browser, or a mail program, takes for a page or a drawing
// wherever it stands.
var marks = []string{"<!doctype", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<object", "<embed", "<?xml", "javascript:", "mime-version:"}

// markup reports a text that some program would show as a page.
func markup(text string) bool {
	text = strings.ToLower(text)
	return strings.HasPrefix(strings.TrimLeft(text, "\ufeff \t\r\n\f"), "<") ||
		slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(text, mark) })
}

// maxEntries is how many files an archive may name.
const maxEntries = 10_000

// archive tells what a ZIP is by the names in it. Nothing of it is unpacked.
func archive(data []byte) (string, error) {
	zipped, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(zipped.File) > maxEntries {
		return "", errKind
	}
	names := make(map[string]bool, len(zipped.File))
	for _, f := range zipped.File {
		name := strings.ToLower(f.Name)
		names[name] = true
		if executable[path.Ext(name)] || path.Base(name) == "vbaproject.bin" {
			return "", errDangerous
		}
	}
	switch {
	case names["[content_types].xml"] && names["word/document.xml"]:
		return mediaDOCX, nil
	case names["[content_types].xml"] && names["xl/workbook.xml"]:
		return mediaXLSX, nil
	case names["[content_types].xml"] || names["mimetype"] || names["meta-inf/manifest.mf"]:
		return "", errKind // another office's, a book, a program for Java or a phone
	}
	return mediaZIP, nil
}

// executable are the endings of what runs when it is opened, or opens in a browser.
var executable = func() map[string]bool {
	all := map[string]bool{}
	for _, ext := range strings.Fields(".exe .com .scr .pif .bat .cmd .msi .msix .appx .cpl .dll .sys .ps1 .psm1 .vbs .vbe .js .jse .mjs .wsf .wsh .hta .lnk .url .reg .jar .apk .app .dmg .pkg .deb .rpm .sh .command .html .htm .xhtml .shtml .mht .mhtml .svg .docm .xlsm .pptm .xlam .iso .img .vhd .chm .gadget .inf") {
		all[ext] = true
	}
	return all
}()
