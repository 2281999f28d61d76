package format

import (
	"bytes"
	"encoding/hex"
	"io"
	"iter"
	"regexp"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// Bounds of a font's table of characters: entries, and bytes of its source.
const (
	maxMapped = 1 << 17
	maxMap    = 4 << 20
)

// font says which characters a font's codes stand for, and how wide they are.
type font struct {
	bytes   int // of a code
	text    map[int]string
	decode  pdf.TextEncoding // for codes that text does not name; nil: they show nothing
	widths  map[int]float64
	usual   float64 // width, in thousandths of the size
	builtIn pdf.Font
}

func newFont(v pdf.Value) *font {
	f := &font{bytes: 1, text: map[int]string{}, widths: map[int]float64{}, usual: 500, builtIn: pdf.Font{V: v}}
	if v.Key("Subtype").Name() == "Type0" {
		f.bytes = 2
		f.composite(v.Key("DescendantFonts").Index(0))
	} else {
		first := int(v.Key("FirstChar").Int64())
		for i := range min(v.Key("Widths").Len(), 256) {
			f.widths[first+i] = v.Key("Widths").Index(i).Float64()
		}
	}
	if u := v.Key("ToUnicode"); u.Kind() == pdf.Stream {
		f.readMap(u)
	}
	if f.bytes == 1 || v.Key("Encoding").Name() == "UniGB-UCS2-H" {
		f.decode = f.builtIn.Encoder()
	}
	return f
}

// composite reads the widths of a font with many characters: runs of
// "first [w w w]" or "first last w".
func (f *font) composite(v pdf.Value) {
	f.usual = 1000
	if dw := v.Key("DW"); dw.Kind() != pdf.Null {
		f.usual = dw.Float64()
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len() && len(f.widths) < maxMapped; {
		first, next := int(w.Index(i).Int64()), w.Index(i+1)
		if next.Kind() == pdf.Array {
			for j := range next.Len() {
				f.widths[first+j] = next.Index(j).Float64()
			}
			i += 2
			continue
		}
		for c := first; c <= min(int(next.Int64()), first+maxMapped); c++ {
			f.widths[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// What a ToUnicode table is made of; the rest of its PostScript says nothing.
var (
	mapSection = regexp.MustCompile(`(?s)begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)`)
	mapToken   = regexp.MustCompile(`<([0-9A-Fa-f\s]*)>|\[|\]`)
)

// readMap reads a ToUnicode table.
func (f *font) readMap(table pdf.Value) {
	raw, err := io.ReadAll(io.LimitReader(table.Reader(), maxMap))
	if err != nil && len(raw) == 0 {
		return
	}
	for _, section := range mapSection.FindAllSubmatch(raw, -1) {
		tokens := mapToken.FindAllSubmatch(section[2], -1)
		if string(section[1]) == "bfchar" {
			for i := 0; i+1 < len(tokens) && len(f.text) < maxMapped; i += 2 {
				f.text[number(unhex(tokens[i]))] = fromUTF16(unhex(tokens[i+1]))
			}
			continue
		}
		f.mapRanges(tokens)
	}
}

// mapRanges reads "first last target" and "first last [target target]".
func (f *font) mapRanges(tokens [][][]byte) {
	for i := 0; i+2 < len(tokens); {
		from, to := number(unhex(tokens[i])), number(unhex(tokens[i+1]))
		i += 2
		if string(tokens[i][0]) != "[" {
			f.mapRange(from, to, []rune(fromUTF16(unhex(tokens[i]))))
			i++
			continue
		}
		for i++; i < len(tokens) && string(tokens[i][0]) != "]"; i++ {
			f.text[from] = fromUTF16(unhex(tokens[i]))
			from++
		}
		i++
	}
}

func (f *font) mapRange(from, to int, target []rune) {
	for c := from; len(target) > 0 && c <= to && len(f.text) < maxMapped; c++ {
		f.text[c] = string(target)
		target[len(target)-1]++
	}
}

func unhex(token [][]byte) string {
	digits := bytes.Join(bytes.Fields(token[1]), nil)
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	raw, err := hex.DecodeString(string(digits))
	if err != nil {
		return ""
	}
	return string(raw)
}

func number(raw string) int {
	n := 0
	for i := range min(len(raw), 4) {
		n = n<<8 | int(raw[i])
	}
	return n
}

func fromUTF16(raw string) string {
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// codes gives the codes of a string and the text of each.
func (f *font) codes(raw string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := 0; i+f.bytes <= len(raw); i += f.bytes {
			code := number(raw[i : i+f.bytes])
			text, ok := f.text[code]
			if !ok && f.decode != nil {
				text = f.decode.Decode(raw[i : i+f.bytes])
			}
			if !yield(code, text) {
				return
			}
		}
	}
}

func (f *font) width(code int) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.usual
}
