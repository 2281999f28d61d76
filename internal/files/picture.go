package files

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // told from their first bytes
	_ "image/jpeg" // as above
	_ "image/png"  // as above

	_ "golang.org/x/image/webp" // as above

	"github.com/firstlinehq/firstline/internal/problem"
)

// Bounds of a picture. Whoever looks at it unpacks it: 40 million pixels take a
// browser 160 MB.
const (
	// MaxBytes is the largest file, in bytes.
	MaxBytes  = 10 << 20
	maxSide   = 16_000
	maxPixels = 40_000_000
	maxFrames = 500 // of a GIF; each is unpacked
)

var media = map[string]string{"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}

// shape is what the head of a picture says.
type shape struct {
	media         string
	width, height int
}

// look tells what data is without unpacking it. It fails with file_too_large,
// picture_kind or picture_too_large.
func look(data []byte) (shape, error) {
	if len(data) > MaxBytes {
		return shape{}, problem.New(problem.TooLarge, "file_too_large", "limit", "10 MiB")
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || media[format] == "" {
		// Without its cause: a cut file's "unexpected EOF" looks like a database's.
		return shape{}, problem.New(problem.Invalid, "picture_kind")
	}
	s := shape{media: media[format], width: head.Width, height: head.Height}
	if s.width < 1 || s.height < 1 {
		return shape{}, problem.New(problem.Invalid, "picture_kind")
	}
	if s.width > maxSide || s.height > maxSide || s.width*s.height > maxPixels || format == "gif" && frames(data) > maxFrames {
		return shape{}, problem.New(problem.TooLarge, "picture_too_large", "limit", fmt.Sprint(maxPixels/1_000_000))
	}
	return s, nil
}

// frames counts the frames of a GIF by walking over its blocks, up to one more
// than are allowed.
func frames(data []byte) int {
	const screen = 13 // signature, screen size, flags, background, aspect
	if len(data) < screen {
		return 0
	}
	at, n := screen+colours(data[10]), 0
	for at < len(data) && n <= maxFrames {
		switch data[at] {
		case '!': // an extension: a label, then sub-blocks
			at = skipBlocks(data, at+2)
		case ',': // a frame: place and size, flags, colours, a code size, then sub-blocks
			if n++; at+9 >= len(data) {
				return n
			}
			at = skipBlocks(data, at+10+colours(data[at+9])+1)
		default:
			return n
		}
	}
	return n
}

// colours is the size of the table that flags announce, in bytes.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// skipBlocks gives where the sub-blocks that begin at a place end.
func skipBlocks(data []byte, at int) int {
	for at < len(data) && data[at] != 0 {
		at += int(data[at]) + 1
	}
	return at + 1
}
