package format

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/unicode/norm"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// Bounds of a PDF. The text of a page is a few kilobytes; a page of a million
// glyphs is not for reading.
const (
	maxPages  = 2000
	maxGlyphs = 200_000
)

// readPDF reads the text of a PDF: lines put together from where the glyphs
// stand, headings told by their size, lines that repeat on every page left out.
func readPDF(data []byte) (docs []Document, err error) {
	defer func() {
		if r := recover(); r != nil { // the library panics on broken files
			docs, err = nil, broken(fmt.Errorf("pdf: %v", r))
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if strings.Contains(err.Error(), "password") || strings.Contains(err.Error(), "encrypt") {
			return nil, problem.Wrap(err, problem.Invalid, "file_locked")
		}
		return nil, broken(err)
	}
	n := r.NumPage()
	if n > maxPages {
		return nil, problem.New(problem.TooLarge, "pdf_pages", "limit", fmt.Sprint(maxPages))
	}
	pages, pictures := make([][]line, 0, n), make([][]hung, 0, n)
	for i := 1; i <= n; i++ {
		p := r.Page(i)
		if p.V.IsNull() {
			continue
		}
		page := painted(p)
		for j := range page.pictures {
			page.pictures[j].page = i
		}
		pages, pictures = append(pages, linesOf(page.glyphs)), append(pictures, page.pictures)
	}
	if !slices.ContainsFunc(pages, func(l []line) bool { return len(l) > 0 }) {
		return nil, problem.New(problem.Invalid, "file_without_text") // a scan: pictures of text answer nobody
	}
	g := gallery{data: data, sealed: !r.Trailer().Key("Encrypt").IsNull(), taken: map[string][]byte{}}
	g.hang(pages, pictures)
	docs, err = pdfText(strings.TrimSpace(r.Trailer().Key("Info").Key("Title").Text()), pages)
	if err != nil {
		return nil, err
	}
	g.handOut(docs)
	return docs, nil
}

// line is what stands at one height.
type line struct {
	text string
	size float64 // of its glyphs, in points
	y    float64
	end  float64 // its right end
	// picture is a line that shows one, from y down to low.
	picture bool
	low     float64
}

func linesOf(glyphs []glyph) []line {
	if len(glyphs) > maxGlyphs {
		glyphs = glyphs[:maxGlyphs]
	}
	slices.SortStableFunc(glyphs, func(a, b glyph) int {
		if math.Abs(a.y-b.y) > 0.4*max(a.size, b.size, 1) {
			return cmpFloat(b.y, a.y)
		}
		return 0
	})
	var lines []line
	for start := 0; start < len(glyphs); {
		end := start + 1
		for end < len(glyphs) && math.Abs(glyphs[end].y-glyphs[start].y) <= 0.4*max(glyphs[start].size, 1) {
			end++
		}
		if l := join(glyphs[start:end]); strings.TrimSpace(l.text) != "" {
			lines = append(lines, l)
		}
		start = end
	}
	return lines
}

// join writes the glyphs of a line from left to right, with a space where the
// gap is wider than within a word.
func join(glyphs []glyph) line {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmpFloat(a.x, b.x) })
	var b strings.Builder
	out := line{y: glyphs[0].y}
	right := math.Inf(-1)
	for _, g := range glyphs {
		gap := g.x - right
		if b.Len() > 0 && gap > 0.18*max(g.size, 1) && !strings.HasPrefix(g.text, " ") && !strings.HasSuffix(b.String(), " ") && !wide(b.String(), g.text) {
			b.WriteByte(' ')
		}
		b.WriteString(g.text)
		right = max(right, g.x+g.width)
		out.size = max(out.size, g.size)
	}
	out.end = right
	out.text = strings.Join(strings.Fields(clean(b.String())), " ")
	return out
}

// wide reports that two pieces meet at Chinese characters, which no space parts.
func wide(before, after string) bool {
	l, _ := utf8.DecodeLastRuneInString(before)
	r, _ := utf8.DecodeRuneInString(after)
	return unicode.Is(unicode.Han, l) && (unicode.Is(unicode.Han, r) || unicode.IsPunct(r)) || unicode.Is(unicode.Han, r) && unicode.IsPunct(l) && l > 0x2000
}

// shapes are characters that fonts map to for their looks: ligatures, and
// radicals in the place of the characters that people type.
var shapes = regexp.MustCompile(`[\x{2E80}-\x{2FDF}\x{F900}-\x{FAFF}\x{FB00}-\x{FB06}]`)

func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.Is(unicode.Cc, r) && r != '\t' {
			return -1
		}
		return r
	}, shapes.ReplaceAllStringFunc(s, norm.NFKC.String))
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

var pageNumber = regexp.MustCompile(`^(page |第 ?)?\d{1,4}( ?页)?( ?(/|of) ?\d{1,4})?$`)

// pdfText makes Markdown of lines.
func pdfText(title string, pages [][]line) ([]Document, error) {
	body, repeated := bodySize(pages), repeats(pages)
	var out []byte
	var breaks []int // where pages begin
	for _, lines := range pages {
		breaks = append(breaks, len(out))
		last, short, right := math.Inf(1), false, 0.0
		for _, l := range lines {
			right = max(right, l.end)
		}
		for i, l := range lines {
			if l.picture {
				out = append(append(out, "\n\n"...), l.text...)
				last, short = l.low, true
				continue
			}
			edge := i < 2 || i >= len(lines)-2
			if edge && (repeated[l.text] || pageNumber.MatchString(strings.ToLower(l.text))) {
				continue
			}
			switch {
			case l.size > 1.15*body && utf8.RuneCountInString(l.text) < 120:
				if title == "" || len(out) == 0 && l.text == title {
					title = l.text
					continue
				}
				out = fmt.Appendf(out, "\n\n%s %s\n", strings.Repeat("#", level(l.size/body)), l.text)
			case last-l.y > 1.8*max(l.size, body) || short || last == math.Inf(1) && startsNew(out):
				out = append(out, "\n\n"+bullet(l.text)...)
			default:
				out = glue(out, bullet(l.text))
			}
			// A line that ends early ends its paragraph, or is an item of a list.
			last, short = l.y, l.end < 0.7*right
		}
	}
	return sections(title, string(out), breaks)
}

func level(ratio float64) int {
	switch {
	case ratio > 1.6:
		return 2
	case ratio > 1.3:
		return 3
	}
	return 4
}

// startsNew reports that the text so far ends a sentence, so that the next page
// does not continue it.
func startsNew(sofar []byte) bool {
	r, _ := utf8.DecodeLastRune(bytes.TrimRight(sofar, " \n"))
	return len(sofar) == 0 || strings.ContainsRune(".!?。！？:：", r)
}

// glue continues a paragraph with its next line.
func glue(out []byte, text string) []byte {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case len(out) == 0, strings.HasPrefix(text, "- "), out[len(out)-1] == '\n':
		return append(append(out, '\n'), text...)
	case out[len(out)-1] == '-' && unicode.IsLower(first):
		return append(out[:len(out)-1], text...)
	case wide(string(out[max(0, len(out)-utf8.UTFMax):]), text):
		return append(out, text...)
	}
	return append(append(out, ' '), text...)
}

var bullets = regexp.MustCompile(`^[•●▪◦‣·*–]\s+`)

func bullet(text string) string { return bullets.ReplaceAllString(text, "- ") }

// bodySize is the size that most characters have.
func bodySize(pages [][]line) float64 {
	count := map[float64]int{}
	for _, lines := range pages {
		for _, l := range lines {
			if l.picture {
				continue
			}
			count[math.Round(l.size*2)/2] += len(l.text)
		}
	}
	size, most := 10.0, 0
	for s, n := range count {
		if n > most || n == most && s < size {
			size, most = s, n
		}
	}
	return max(size, 1)
}

// repeats are lines that stand on most pages: running heads and feet.
func repeats(pages [][]line) map[string]bool {
	count := map[string]int{}
	for _, lines := range pages {
		for i, l := range lines {
			if i < 2 || i >= len(lines)-2 {
				count[l.text]++
			}
		}
	}
	out := map[string]bool{}
	for text, n := range count {
		out[text] = n > 3 && n*2 > len(pages)
	}
	return out
}

// sectionSize is how long, in bytes, one article made of a long document may
// get: an article of a hundred kilobytes still ranks and quotes well.
const sectionSize = 120 << 10

// sections makes articles of a long text: one if it is short enough, else parts
// that begin at the given places, or at headings where there are none.
func sections(title, text string, breaks []int) ([]Document, error) {
	text = strings.TrimRight(text, " \n")
	if strings.TrimSpace(text) == "" {
		return nil, problem.New(problem.Invalid, "file_without_text")
	}
	if len(text) <= sectionSize {
		page := markdown.Page{Body: strings.TrimSpace(text), Meta: markdown.Meta{Title: title}}
		return []Document{{Page: page}}, nil
	}
	if breaks == nil {
		for i := 0; ; {
			at := strings.Index(text[i:], "\n#")
			if at < 0 {
				break
			}
			i += at + 1
			breaks = append(breaks, i)
		}
	}
	breaks = append(breaks, len(text))
	var docs []Document
	start := 0
	for i, at := range breaks {
		next := len(text)
		if i+1 < len(breaks) {
			next = min(breaks[i+1], len(text))
		}
		if at = min(at, len(text)); at <= start || next-start <= sectionSize && at < len(text) {
			continue
		}
		part := fmt.Sprint(len(docs) + 1)
		docs = append(docs, Document{Part: part, Page: markdown.Page{
			Body: strings.TrimSpace(text[start:at]), Meta: markdown.Meta{Title: partTitle(title, len(docs)+1)},
		}})
		start = at
	}
	return docs, nil
}

func partTitle(title string, n int) string {
	if title == "" {
		return ""
	}
	return fmt.Sprintf("%s (%d)", title, n)
}
