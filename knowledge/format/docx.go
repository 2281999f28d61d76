package format

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// maxXML bounds a part of a document once it is unpacked.
const maxXML = 64 << 20

// readDOCX reads a Word document: headings, paragraphs, lists, tables, links,
// bold and italic. Deleted and hidden text is left out.
func readDOCX(data []byte) ([]Document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, broken(err)
	}
	w := word{styles: map[string]string{}, links: map[string]string{}, media: map[string]string{}, drawn: map[string]bool{}}
	if err := w.readStyles(z); err != nil {
		return nil, err
	}
	if err := w.readLinks(z); err != nil {
		return nil, err
	}
	raw, err := part(z, "word/document.xml")
	if err != nil {
		return nil, err
	}
	if raw == nil {
		return nil, problem.New(problem.Invalid, "file_broken")
	}
	if err := w.read(xml.NewDecoder(bytes.NewReader(raw))); err != nil {
		return nil, broken(err)
	}
	docs, err := sections(w.title, w.out.String(), nil)
	if err != nil {
		return nil, err
	}
	err = w.readPictures(z, docs)
	docs[0].LeftOut = w.leftOut
	return docs, err
}

// readPictures gives each article the pictures that it names.
func (w *word) readPictures(z *zip.Reader, docs []Document) error {
	held := 0
	for i := range docs {
		for id, file := range w.media {
			key := pictureKey(id)
			if !strings.Contains(docs[i].Page.Body, "("+key+")") {
				continue
			}
			raw, err := part(z, file)
			if err != nil {
				return err
			}
			if len(raw) == 0 || held+len(raw) > maxHeld {
				w.leftOut = append(w.leftOut, LeftOut{})
				continue
			}
			held += len(raw)
			if docs[i].Pictures == nil {
				docs[i].Pictures = map[string]Shown{}
			}
			docs[i].Pictures[key] = Shown{Data: raw}
		}
	}
	return nil
}

// part is one file of the document, nil if there is none.
func part(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, nil //nolint:nilerr // a document without styles or links is one
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxXML+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, broken(err)
	}
	if len(raw) > maxXML {
		return nil, problem.New(problem.TooLarge, "archive_bomb")
	}
	return raw, nil
}

type word struct {
	styles map[string]string // style name by id
	links  map[string]string // address by relation
	media  map[string]string // file of a picture by relation
	drawn  map[string]bool   // relations of pictures that browsers do not show
	title  string
	// leftOut are pictures of the text that could not be taken.
	leftOut []LeftOut
	out     strings.Builder

	cell  *strings.Builder // of the table being read
	row   []string
	rows  [][]string
	depth int // of tables within tables
}

func (w *word) readStyles(z *zip.Reader) error {
	raw, err := part(z, "word/styles.xml")
	if raw == nil {
		return err
	}
	var styles struct {
		Style []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	if err := xml.Unmarshal(raw, &styles); err != nil {
		return broken(err)
	}
	for _, s := range styles.Style {
		w.styles[s.ID] = strings.ToLower(s.Name.Val)
	}
	return nil
}

func (w *word) readLinks(z *zip.Reader) error {
	raw, err := part(z, "word/_rels/document.xml.rels")
	if raw == nil {
		return err
	}
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
			Type   string `xml:"Type,attr"`
		}
	}
	if err := xml.Unmarshal(raw, &rels); err != nil {
		return broken(err)
	}
	for _, r := range rels.Relationship {
		if r.Mode == "External" {
			w.links[r.ID] = r.Target
		} else if strings.HasSuffix(r.Type, "/image") {
			w.media[r.ID] = strings.TrimPrefix(path.Join("/word", r.Target), "/")
			w.drawn[r.ID] = KindOf(r.Target) != Picture
		}
	}
	return nil
}

func (w *word) read(dec *xml.Decoder) error {
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "p":
				p := paragraph{}
				if err := p.read(dec, w); err != nil {
					return err
				}
				w.put(p)
			case "tbl":
				w.depth++
			case "tc":
				if w.depth == 1 {
					w.cell = &strings.Builder{}
				}
			}
		case xml.EndElement:
			w.end(t.Name.Local)
		}
	}
}

func (w *word) end(name string) {
	switch {
	case name == "tbl":
		if w.depth--; w.depth == 0 {
			w.writeTable()
		}
	case w.depth != 1:
	case name == "tc" && w.cell != nil:
		w.row = append(w.row, strings.ReplaceAll(strings.Join(strings.Fields(w.cell.String()), " "), "|", `\|`))
		w.cell = nil
	case name == "tr":
		w.rows = append(w.rows, w.row)
		w.row = nil
	}
}

// put writes a paragraph as its style says.
func (w *word) put(p paragraph) {
	text := strings.TrimSpace(p.text.String())
	if text == "" {
		return
	}
	if w.depth > 0 {
		if w.cell != nil {
			w.cell.WriteString(text + " ")
		}
		return
	}
	style := w.styles[p.style]
	if style == "" {
		style = strings.ToLower(p.style)
	}
	switch {
	case style == "title" && w.title == "":
		w.title = markdown.Plain(text)
	case strings.HasPrefix(style, "heading ") || strings.HasPrefix(style, "heading") && len(style) == 8:
		level := int(style[len(style)-1] - '0')
		fmt.Fprintf(&w.out, "\n%s %s\n\n", strings.Repeat("#", min(max(level, 1), 6)), strings.ReplaceAll(text, "**", ""))
	case p.list:
		fmt.Fprintf(&w.out, "%s- %s\n", strings.Repeat("  ", min(p.level, 5)), text)
	default:
		w.out.WriteString("\n" + text + "\n")
	}
}

func (w *word) writeTable() {
	width := 0
	for _, r := range w.rows {
		width = max(width, len(r))
	}
	w.out.WriteByte('\n')
	for i, r := range w.rows {
		for len(r) < width {
			r = append(r, "")
		}
		w.out.WriteString("| " + strings.Join(r, " | ") + " |\n")
		if i == 0 {
			w.out.WriteString(strings.Repeat("| --- ", width) + "|\n")
		}
	}
	w.out.WriteByte('\n')
	w.rows, w.row, w.cell = nil, nil, nil
}

// paragraph is one w:p.
type paragraph struct {
	style string
	list  bool
	level int
	text  strings.Builder
}

func (p *paragraph) read(dec *xml.Decoder, w *word) error {
	var bold, italic, gone bool
	var link, described string
	for depth := 1; depth > 0; {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			switch t.Name.Local {
			case "pStyle":
				p.style = value(t, "val")
			case "numPr":
				p.list = true
			case "ilvl":
				_, _ = fmt.Sscan(value(t, "val"), &p.level)
			case "r":
				bold, italic, gone = false, false, false
			case "b":
				bold = value(t, "val") != "0" && value(t, "val") != "false"
			case "i":
				italic = value(t, "val") != "0" && value(t, "val") != "false"
			case "vanish":
				gone = true
			case "hyperlink":
				if link = w.links[value(t, "id")]; link != "" {
					p.text.WriteByte('[')
				}
			case "docPr":
				described = value(t, "descr")
			case "blip":
				if !gone {
					p.show(w, value(t, "embed"), described)
				}
			case "imagedata": // as Word wrote pictures before 2007
				if !gone {
					p.show(w, value(t, "id"), value(t, "title"))
				}
			case "Fallback": // the same once more, for older readers
				if err := dec.Skip(); err != nil {
					return err
				}
				depth--
			case "tab":
				p.text.WriteByte(' ')
			case "br":
				p.text.WriteString("  \n")
			case "t":
				var s string
				if err := dec.DecodeElement(&s, &t); err != nil {
					return err
				}
				depth--
				if !gone {
					p.write(s, bold, italic)
				}
			}
		case xml.EndElement:
			depth--
			if t.Name.Local == "hyperlink" && link != "" {
				p.text.WriteString("](" + link + ")")
				link = ""
			}
		}
	}
	return nil
}

// show puts a picture into the text.
func (p *paragraph) show(w *word, id, described string) {
	switch {
	case w.media[id] == "":
	case w.drawn[id]:
		w.leftOut = append(w.leftOut, LeftOut{})
	default:
		p.text.WriteString("![" + plainLabel.Replace(described) + "](" + pictureKey(id) + ")")
	}
}

// plainLabel takes from a description what would end it.
var plainLabel = strings.NewReplacer("[", "(", "]", ")", "\n", " ", `\`, "")

func (p *paragraph) write(s string, bold, italic bool) {
	inner := strings.TrimSpace(s)
	mark := ""
	switch {
	case inner == "":
	case bold:
		mark = "**"
	case italic:
		mark = "*"
	}
	if mark == "" {
		p.text.WriteString(s)
		return
	}
	before, after, _ := strings.Cut(s, inner)
	// Word parts a bold phrase into runs; their marks meet and cancel.
	text := p.text.String()
	if strings.HasSuffix(text, mark) && strings.TrimSpace(before) == "" {
		p.text.Reset()
		p.text.WriteString(strings.TrimSuffix(text, mark) + before + inner + mark + after)
		return
	}
	p.text.WriteString(before + mark + inner + mark + after)
}

func value(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
