package format

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// maxForms bounds how deep forms are drawn within forms; one may draw itself.
const maxForms = 6

// glyph is a piece of text and where it stands on its page, in points.
type glyph struct {
	text        string
	x, y        float64
	width, size float64
}

// transform is a matrix of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f.
type transform struct{ a, b, c, d, e, f float64 }

var unmoved = transform{a: 1, d: 1}

// then applies t first and o after it.
func (t transform) then(o transform) transform {
	return transform{
		t.a*o.a + t.b*o.c, t.a*o.b + t.b*o.d, t.c*o.a + t.d*o.c, t.c*o.b + t.d*o.d,
		t.e*o.a + t.f*o.c + o.e, t.e*o.b + t.f*o.d + o.f,
	}
}

// graphics is the state that operators change and q and Q keep.
type graphics struct {
	ctm                              transform
	font                             *font
	size, char, word, scale, leading float64
	rise                             float64
}

// painter follows a page's operators as far as they place text. The library's
// own reading loses the text of composite fonts, so only its parser is used.
type painter struct {
	glyphs   []glyph
	pictures []hung
	area     float64 // of the page, in square points
	state    graphics
	saved    []graphics
	tm       transform
	line     transform
	fonts    map[string]*font
	forms    int
}

// painted gives what a page shows; what was found before a broken operator stays.
func painted(p pdf.Page) painter {
	w := painter{state: graphics{ctm: unmoved, scale: 1}, area: areaOf(p)}
	w.paint(p.V.Key("Contents"), p.Resources())
	return w
}

// areaOf is a page's size in square points: its own, one that its parents give it,
// or that of A4.
func areaOf(p pdf.Page) float64 {
	v := p.V
	for range 8 {
		if box := v.Key("MediaBox"); box.Len() == 4 {
			return max(1, math.Abs((box.Index(2).Float64()-box.Index(0).Float64())*(box.Index(3).Float64()-box.Index(1).Float64())))
		}
		v = v.Key("Parent")
	}
	return 595 * 842
}

func (w *painter) paint(content, resources pdf.Value) {
	defer func() { _ = recover() }()
	outer := w.fonts
	w.fonts = map[string]*font{}
	defer func() { w.fonts = outer }()
	if content.Kind() != pdf.Stream && content.Kind() != pdf.Array {
		return
	}
	pdf.Interpret(content, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		if len(w.glyphs) < maxGlyphs {
			w.do(op, args, resources)
		}
	})
}

func (w *painter) do(op string, args []pdf.Value, resources pdf.Value) {
	n := func(i int) float64 {
		if i < len(args) {
			return args[i].Float64()
		}
		return 0
	}
	switch op {
	case "q":
		if len(w.saved) < 256 {
			w.saved = append(w.saved, w.state)
		}
	case "Q":
		if last := len(w.saved) - 1; last >= 0 {
			w.state, w.saved = w.saved[last], w.saved[:last]
		}
	case "cm":
		w.state.ctm = transform{n(0), n(1), n(2), n(3), n(4), n(5)}.then(w.state.ctm)
	case "Do":
		if len(args) == 1 {
			w.form(resources.Key("XObject").Key(args[0].Name()), resources)
		}
	case "Tf":
		if len(args) == 2 {
			w.state.font, w.state.size = w.fontOf(resources, args[0].Name()), n(1)
		}
	case "Tc":
		w.state.char = n(0)
	case "Tw":
		w.state.word = n(0)
	case "Tz":
		w.state.scale = n(0) / 100
	case "TL":
		w.state.leading = n(0)
	case "Ts":
		w.state.rise = n(0)
	default:
		w.text(op, args, n)
	}
}

func (w *painter) text(op string, args []pdf.Value, n func(int) float64) {
	switch op {
	case "BT":
		w.tm, w.line = unmoved, unmoved
	case "Tm":
		w.line = transform{n(0), n(1), n(2), n(3), n(4), n(5)}
		w.tm = w.line
	case "Td":
		w.move(n(0), n(1))
	case "TD":
		w.state.leading = -n(1)
		w.move(n(0), n(1))
	case "T*":
		w.move(0, -w.state.leading)
	case "Tj":
		w.showAll(args)
	case "'":
		w.move(0, -w.state.leading)
		w.showAll(args)
	case `"`:
		w.state.word, w.state.char = n(0), n(1)
		w.move(0, -w.state.leading)
		if len(args) == 3 {
			w.show(args[2].RawString())
		}
	case "TJ":
		if len(args) != 1 {
			return
		}
		for i := range args[0].Len() {
			if v := args[0].Index(i); v.Kind() == pdf.String {
				w.show(v.RawString())
			} else {
				w.advance(-v.Float64() / 1000 * w.state.size)
			}
		}
	}
}

func (w *painter) showAll(args []pdf.Value) {
	if len(args) == 1 {
		w.show(args[0].RawString())
	}
}

func (w *painter) move(x, y float64) {
	w.line = transform{a: 1, d: 1, e: x, f: y}.then(w.line)
	w.tm = w.line
}

func (w *painter) advance(x float64) {
	w.tm = transform{a: 1, d: 1, e: x * w.state.scale}.then(w.tm)
}

// form draws a picture, or a part that pages share; word processors put whole pages into one.
func (w *painter) form(x, resources pdf.Value) {
	if x.Key("Subtype").Name() == "Image" {
		w.showPicture(x)
	}
	if x.Key("Subtype").Name() != "Form" || w.forms >= maxForms {
		return
	}
	w.forms++
	state, saved := w.state, w.saved
	m := x.Key("Matrix")
	if m.Len() == 6 {
		w.state.ctm = transform{
			m.Index(0).Float64(), m.Index(1).Float64(), m.Index(2).Float64(), m.Index(3).Float64(), m.Index(4).Float64(), m.Index(5).Float64(),
		}.then(w.state.ctm)
	}
	if own := x.Key("Resources"); own.Kind() == pdf.Dict {
		resources = own
	}
	w.paint(x, resources)
	w.state, w.saved = state, saved
	w.forms--
}

func (w *painter) fontOf(resources pdf.Value, name string) *font {
	f := w.fonts[name]
	if f == nil {
		f = newFont(resources.Key("Font").Key(name))
		w.fonts[name] = f
	}
	return f
}

func (w *painter) show(raw string) {
	f := w.state.font
	if f == nil {
		return
	}
	for code, text := range f.codes(raw) {
		at := transform{a: w.state.size, d: w.state.size, f: w.state.rise}.then(w.tm).then(w.state.ctm)
		width := f.width(code) / 1000
		w.glyphs = append(w.glyphs, glyph{text: text, x: at.e, y: at.f, width: width * at.a * w.state.scale, size: max(at.d, -at.d, at.b, -at.b)})
		step := width*w.state.size + w.state.char
		if text == " " {
			step += w.state.word
		}
		w.advance(step)
	}
}
