package format

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
	"golang.org/x/image/ccitt"
)

// Bounds of the pictures of a PDF. What is smaller than smallPicture on its page is a
// bullet, a rule or a badge and says nothing in an article.
const (
	smallPicture = 36 // points, half an inch
	// wholePage is the share of its page from which a picture is the paper that the
	// text stands on, or a scan of that text.
	wholePage     = 0.8
	maxShown      = 40 // on one page
	maxPDFPixels  = 20_000_000
	maxPDFPicture = 10 << 20 // bytes, as internal/files keeps
)

// hung is a picture where a page shows it.
type hung struct {
	picture  pdf.Value
	top, low float64 // in points
	page     int     // from 1
}

// showPicture notes a picture that is drawn into the unit square of the present matrix.
func (w *painter) showPicture(x pdf.Value) {
	m := w.state.ctm
	left, right := min(m.e, m.e+m.a, m.e+m.c), max(m.e, m.e+m.a, m.e+m.c)
	low, top := min(m.f, m.f+m.b, m.f+m.d), max(m.f, m.f+m.b, m.f+m.d)
	if right-left < smallPicture || top-low < smallPicture || (right-left)*(top-low) > wholePage*w.area || x.Key("ImageMask").Bool() || len(w.pictures) >= maxShown {
		return
	}
	w.pictures = append(w.pictures, hung{picture: x, top: top, low: low})
}

// gallery is the pictures of a document on their way.
type gallery struct {
	data   []byte // the file
	sealed bool   // encrypted: its streams are no pictures as they stand
	taken  map[string][]byte
	held   int
	left   []LeftOut
}

// hang puts the pictures of each page among its lines. One that most pages show is
// the company's, as its name at their head is.
func (g *gallery) hang(pages [][]line, pictures [][]hung) {
	count := map[int64]int{}
	for _, page := range pictures {
		for _, s := range page {
			if at, ok := streamAt(s.picture); ok {
				count[at]++
			}
		}
	}
	for i, page := range pictures {
		for _, s := range page {
			at, ok := streamAt(s.picture)
			if !ok || count[at] > 3 && count[at]*2 > len(pages) {
				continue
			}
			key, ok := g.take(at, s.picture)
			if !ok {
				g.left = append(g.left, LeftOut{Page: s.page, Form: foreign[filterOf(s.picture)]})
				continue
			}
			below := slices.IndexFunc(pages[i], func(l line) bool { return l.y < s.top })
			if below < 0 {
				below = len(pages[i])
			}
			pages[i] = slices.Insert(pages[i], below, line{text: "![](" + key + ")", picture: true, y: s.top, low: s.low})
		}
	}
}

// foreign are the forms of pictures that no browser shows, and no library that is
// looked after unpacks.
var foreign = map[string]string{"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2"}

// handOut gives each article the pictures that it names, and the first one those
// that are missing.
func (g *gallery) handOut(docs []Document) {
	for i := range docs {
		for key, data := range g.taken {
			if strings.Contains(docs[i].Page.Body, "("+key+")") {
				if docs[i].Pictures == nil {
					docs[i].Pictures = map[string]Shown{}
				}
				docs[i].Pictures[key] = Shown{Data: data}
			}
		}
	}
	docs[0].LeftOut = g.left
}

func (g *gallery) take(at int64, x pdf.Value) (key string, ok bool) {
	key = pictureKey(strconv.FormatInt(at, 10))
	if _, ok := g.taken[key]; ok {
		return key, true
	}
	data := g.read(at, x)
	if len(data) == 0 || len(data) > maxPDFPicture || g.held+len(data) > maxHeld {
		return "", false
	}
	g.held += len(data)
	g.taken[key] = data
	return key, true
}

// read gives a picture as a file; nil where its form is none that browsers show.
func (g *gallery) read(at int64, x pdf.Value) (out []byte) {
	defer func() {
		if recover() != nil { // the library panics on broken values
			out = nil
		}
	}()
	raw := g.stream(at, x)
	if raw == nil || g.sealed {
		return nil
	}
	switch filterOf(x) {
	case "DCTDecode":
		return raw
	case "FlateDecode", "CCITTFaxDecode":
	default:
		return nil
	}
	flat, err := pngOf(x, raw)
	if err != nil {
		return nil
	}
	mask := x.Key("SMask")
	maskAt, ok := streamAt(mask)
	if !ok || filterOf(mask) != "FlateDecode" {
		return flat
	}
	if alpha, err := pngOf(mask, g.stream(maskAt, mask)); err == nil {
		if laid, err := onWhite(flat, alpha); err == nil {
			return laid
		}
	}
	return flat
}

func (g *gallery) stream(at int64, x pdf.Value) []byte {
	n := x.Key("Length").Int64()
	if at < 0 || n <= 0 || at > int64(len(g.data))-n {
		return nil
	}
	return g.data[at : at+n]
}

// streamAt is where a stream begins in its file. The library says so in its text
// form only; its reader does not give pictures as they stand.
func streamAt(x pdf.Value) (int64, bool) {
	if x.Kind() != pdf.Stream {
		return 0, false
	}
	text := x.String()
	at, err := strconv.ParseInt(text[strings.LastIndexByte(text, '@')+1:], 10, 64)
	return at, err == nil
}

// filterOf is the one filter of a stream; "" for none and for several.
func filterOf(x pdf.Value) string {
	f := x.Key("Filter")
	if f.Kind() == pdf.Array && f.Len() == 1 {
		f = f.Index(0)
	}
	return f.Name()
}

// pngOf wraps the samples of a picture as a PNG, whose rows are those of PDF.
func pngOf(x pdf.Value, raw []byte) ([]byte, error) {
	width, height, bits := x.Key("Width").Int64(), x.Key("Height").Int64(), x.Key("BitsPerComponent").Int64()
	if width < 1 || height < 1 || width*height > maxPDFPixels {
		return nil, fmt.Errorf("a picture of %d by %d", width, height)
	}
	if bits == 0 && filterOf(x) == "CCITTFaxDecode" {
		bits = 1 // all it can have
	}
	kind, palette, err := colours(x.Key("ColorSpace"))
	if err != nil {
		return nil, err
	}
	if bits != 8 && (kind == pngRGB || bits != 1 && bits != 2 && bits != 4) {
		return nil, fmt.Errorf("%d bits a colour", bits)
	}
	parts := int64(1)
	if kind == pngRGB {
		parts = 3
	}
	row := int((width*bits*parts + 7) / 8)
	if bits != 1 && filterOf(x) == "CCITTFaxDecode" {
		return nil, fmt.Errorf("%d bits a point of a fax", bits)
	}
	in, predicted, err := samplesOf(x, raw, int(width), int(height))
	if err != nil {
		return nil, err
	}
	rows, err := rowsOf(in, row, int(height), predicted)
	if err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(width)), uint32(height))
	out := chunk([]byte("\x89PNG\r\n\x1a\n"), "IHDR", append(head, byte(bits), kind, 0, 0, 0))
	if kind == pngIndexed {
		out = chunk(out, "PLTE", palette)
	}
	return chunk(chunk(out, "IDAT", rows), "IEND", nil), nil
}

// samplesOf unpacks a picture; predicted says that each row begins with the number of
// its predictor, as in PNG.
func samplesOf(x pdf.Value, raw []byte, width, height int) (in io.Reader, predicted bool, err error) {
	param := x.Key("DecodeParms")
	if param.Kind() == pdf.Array && param.Len() == 1 {
		param = param.Index(0)
	}
	if filterOf(x) == "CCITTFaxDecode" {
		in, err = faxOf(x, param, raw, width, height)
		return in, false, err
	}
	if param.Key("Predictor").Int64() == 2 {
		return nil, false, errors.New("a predictor of TIFF")
	}
	if in, err = zlib.NewReader(bytes.NewReader(raw)); err != nil {
		return nil, false, fmt.Errorf("unpack picture: %w", err)
	}
	return in, param.Key("Predictor").Int64() >= 10, nil
}

// faxOf unpacks a scan as fax machines send it: one bit a point.
func faxOf(x, param pdf.Value, raw []byte, width, height int) (io.Reader, error) {
	columns := param.Key("Columns").Int64()
	if param.Key("Columns").IsNull() {
		columns = 1728 // PDF 32000-1, table 11
	}
	k := param.Key("K").Int64()
	if columns != int64(width) || k > 0 {
		return nil, errors.New("a fax of another shape")
	}
	as := ccitt.Group3
	if k < 0 {
		as = ccitt.Group4
	}
	// Black is 0, as in PNG, unless one of the two says otherwise.
	turned := x.Key("Decode").Index(0).Float64() == 1
	return ccitt.NewReader(bytes.NewReader(raw), ccitt.MSB, as, width, height, &ccitt.Options{
		Align: param.Key("EncodedByteAlign").Bool(), Invert: param.Key("BlackIs1").Bool() != turned,
	}), nil
}

// rowsOf packs samples as PNG has them: each row behind the number of its predictor.
func rowsOf(in io.Reader, row, height int, predicted bool) ([]byte, error) {
	var packed bytes.Buffer
	out := zlib.NewWriter(&packed)
	buf := make([]byte, row+1)
	for range height {
		part := buf
		if !predicted {
			part = buf[1:]
		}
		if _, err := io.ReadFull(in, part); err != nil {
			return nil, fmt.Errorf("unpack picture: %w", err)
		}
		if _, err := out.Write(buf); err != nil {
			return nil, fmt.Errorf("pack picture: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return nil, fmt.Errorf("pack picture: %w", err)
	}
	return packed.Bytes(), nil
}

// Kinds of colour of a PNG.
const (
	pngGray    = 0
	pngRGB     = 2
	pngIndexed = 3
)

// colours tells a colour space that PNG has too.
func colours(space pdf.Value) (kind byte, palette []byte, err error) {
	name := spaceName(space)
	if name != "Indexed" && name != "I" {
		kind, err = direct(space)
		return kind, nil, err
	}
	// A table's own colours are direct ones: one that names itself ends here.
	if base, err := direct(space.Index(1)); err != nil || base != pngRGB {
		return 0, nil, errors.Join(errors.New("a table of other colours"), err)
	}
	table := []byte(space.Index(3).RawString())
	if space.Index(3).Kind() == pdf.Stream {
		if table, err = io.ReadAll(io.LimitReader(space.Index(3).Reader(), 256*3)); err != nil {
			return 0, nil, fmt.Errorf("read colours: %w", err)
		}
	}
	n := min(len(table)/3, 256) * 3
	if n == 0 {
		return 0, nil, errors.New("a table without colours")
	}
	return pngIndexed, table[:n], nil
}

func spaceName(space pdf.Value) string {
	if space.Kind() == pdf.Array && space.Len() > 0 {
		return space.Index(0).Name()
	}
	return space.Name()
}

func direct(space pdf.Value) (kind byte, err error) {
	name := spaceName(space)
	switch name {
	case "DeviceGray", "CalGray", "G":
		return pngGray, nil
	case "DeviceRGB", "CalRGB", "RGB":
		return pngRGB, nil
	case "ICCBased":
		switch space.Index(1).Key("N").Int64() {
		case 1:
			return pngGray, nil
		case 3:
			return pngRGB, nil
		}
	}
	return 0, fmt.Errorf("the colours %q", name)
}

// chunk adds a part to a PNG.
func chunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	from := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}

// onWhite lays a picture on paper: what its mask lets through.
func onWhite(flat, mask []byte) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(flat))
	if err != nil {
		return nil, err
	}
	alpha, err := png.Decode(bytes.NewReader(mask))
	if err != nil {
		return nil, err
	}
	gray, ok := alpha.(*image.Gray)
	if !ok || alpha.Bounds() != img.Bounds() {
		return nil, errors.New("a mask of another shape")
	}
	paper := image.NewRGBA(img.Bounds())
	draw.Draw(paper, paper.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	through := &image.Alpha{Pix: gray.Pix, Stride: gray.Stride, Rect: gray.Rect}
	draw.DrawMask(paper, paper.Bounds(), img, image.Point{}, through, image.Point{}, draw.Over)
	var out bytes.Buffer
	err = png.Encode(&out, paper)
	return out.Bytes(), err
}
