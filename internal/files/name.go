package files

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/internal/clip"
)

// maxName is the longest name of an attachment, in characters.
const maxName = 120

// endings are what the name of a file of a type may end in; the first is put on
// what ends in anything else: "invoice.pdf.exe" that is a PDF is saved as
// "invoice.pdf.exe.pdf", and no machine runs it.
var endings = map[string][]string{
	mediaPNG: {".png"}, mediaJPEG: {".jpg", ".jpeg"}, mediaGIF: {".gif"},
	mediaPDF: {".pdf"}, mediaText: {".txt", ".csv"}, mediaZIP: {".zip"}, mediaDOCX: {".docx"}, mediaXLSX: {".xlsx"},
}

// nameFor makes a name that may be shown and saved of one that somebody sent.
func nameFor(name, media string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		// Cf holds what turns the direction of writing: "gpj.exe" would read "exe.jpg".
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"/|?*`, r) {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(name, ". \u00a0")
	known, ext := endings[media], path.Ext(name)
	base, ending := strings.TrimSuffix(name, ext), strings.ToLower(ext)
	if !slices.Contains(known, ending) {
		base, ending = name, known[0]
		if media == mediaPNG || media == mediaJPEG {
			base = strings.TrimSuffix(name, ext) // a WebP that became one of them
		}
	}
	if base = strings.TrimSpace(base); base == "" {
		base = "file"
	}
	return clip.Runes(base, maxName-len(ending)) + ending
}
