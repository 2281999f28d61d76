package files

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
	"golang.org/x/sync/semaphore"

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
	// maxFilm bounds the pixels of all frames of a GIF together.
	maxFilm = 100_000_000
)

// The types of pictures.
const (
	mediaPNG  = "image/png"
	mediaJPEG = "image/jpeg"
	mediaGIF  = "image/gif"
)

// Content is a file that may be kept.
type Content struct {
	// Media is its type, as its bytes say.
	Media string
	Data  []byte
	// Width and Height are a picture's, in pixels; 0 for anything else.
	Width, Height int
}

// errPicture comes without its cause: a cut file's "unexpected EOF" looks like a
// database's.
var errPicture = problem.New(problem.Invalid, "picture_kind")

// decoding bounds the pixels that a node unpacks at a time: a JPEG sent in passes
// takes some 15 bytes for each, and turning it four more.
var decoding = semaphore.NewWeighted(maxPixels)

// Picture reads a picture and encodes its pixels anew, turned as its camera says:
// where and with what it was taken, what it showed before it was cut, and
// whatever else was hidden in the file stays behind. WebP becomes PNG or JPEG. It
// fails with file_too_large, picture_kind or picture_too_large.
func Picture(ctx context.Context, data []byte) (Content, error) {
	format, pixels, err := look(data)
	if err != nil {
		return Content{}, err
	}
	share := int64(min(pixels, maxPixels)) // a film's pixels take one byte each
	if err := decoding.Acquire(ctx, share); err != nil {
		return Content{}, err
	}
	defer decoding.Release(share)
	var c Content
	if format == "gif" {
		c, err = film(data)
	} else {
		c, err = still(data, format)
	}
	if err == nil && len(c.Data) > MaxBytes {
		err = tooLarge()
	}
	return c, err
}

func tooLarge() error { return problem.New(problem.TooLarge, "file_too_large", "limit", "10 MiB") }

// look tells the format of a picture and how many pixels it has, all frames of a
// film together, and holds it to the bounds, without unpacking it.
func look(data []byte) (format string, pixels int, err error) {
	if len(data) > MaxBytes {
		return "", 0, tooLarge()
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || head.Width < 1 || head.Height < 1 {
		return "", 0, errPicture
	}
	pixels = head.Width * head.Height
	large := head.Width > maxSide || head.Height > maxSide || pixels > maxPixels
	switch format {
	case "gif":
		n, film := frames(data)
		large = large || n > maxFrames || film > maxFilm
		pixels = max(pixels, film)
	case "png", "jpeg", "webp":
	default:
		return "", 0, errPicture
	}
	if large {
		return "", 0, problem.New(problem.TooLarge, "picture_too_large", "limit", fmt.Sprint(maxPixels/1_000_000))
	}
	return format, pixels, nil
}

func still(data []byte, format string) (Content, error) {
	var img image.Image
	var err error
	media, exif := mediaJPEG, []byte(nil)
	switch format {
	case "png":
		media = mediaPNG
		img, err = png.Decode(bytes.NewReader(data))
	case "jpeg":
		exif = exifOfJPEG(data)
		img, err = jpeg.Decode(bytes.NewReader(data))
	case "webp":
		exif = exifOfWebP(data)
		img, err = webp.Decode(bytes.NewReader(data))
		if _, photo := img.(*image.YCbCr); !photo {
			media = mediaPNG // drawn or see-through
		}
	}
	if err != nil {
		return Content{}, errPicture
	}
	img = turned(img, orientation(exif))
	c := Content{Media: media, Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}
	c.Data, err = encoded(img, media)
	return c, err
}

// qualities of a JPEG, tried until it fits: the first cannot be told from what
// was brought.
var qualities = []int{90, 80, 65}

func encoded(img image.Image, media string) ([]byte, error) {
	var out bytes.Buffer
	if media == mediaPNG {
		err := png.Encode(&out, img)
		return out.Bytes(), err
	}
	for _, quality := range qualities {
		out.Reset()
		if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		if out.Len() <= MaxBytes {
			break
		}
	}
	return out.Bytes(), nil
}

func film(data []byte) (Content, error) {
	all, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil || len(all.Image) == 0 {
		return Content{}, errPicture
	}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, all); err != nil {
		return Content{}, errPicture
	}
	return Content{Media: mediaGIF, Data: out.Bytes(), Width: all.Config.Width, Height: all.Config.Height}, nil
}

// frames counts the frames of a GIF and their pixels by walking over its blocks,
// up to one more than are allowed.
func frames(data []byte) (n, pixels int) {
	const screen = 13 // signature, screen size, flags, background, aspect
	if len(data) < screen {
		return 0, 0
	}
	at := screen + colours(data[10])
	for at < len(data) && n <= maxFrames {
		switch data[at] {
		case '!': // an extension: a label, then sub-blocks
			at = skipBlocks(data, at+2)
		case ',': // a frame: place and size, flags, colours, a code size, then sub-blocks
			if n++; at+9 >= len(data) {
				return n, pixels
			}
			pixels += int(binary.LittleEndian.Uint16(data[at+5:])) * int(binary.LittleEndian.Uint16(data[at+7:]))
			at = skipBlocks(data, at+10+colours(data[at+9])+1)
		default:
			return n, pixels
		}
	}
	return n, pixels
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
