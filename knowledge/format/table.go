package format

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// maxRows is the most rows of one table: as many as an import takes articles.
const maxRows = 50_000

// columns are the names that a table's first row may give to what we know.
var columns = map[string]string{
	"question": "title", "title": "title", "q": "title", "问题": "title", "标题": "title", "问": "title",
	"answer": "body", "body": "body", "content": "body", "a": "body", "答案": "body", "回答": "body", "内容": "body", "答": "body",
	"id": "id", "key": "id", "编号": "id", "lang": "lang", "language": "lang", "locale": "lang", "语言": "lang",
	"collection": "collection", "category": "collection", "topic": "collection", "分类": "collection", "类别": "collection",
	"audience": "audience", "受众": "audience", "slug": "slug",
}

// readTable reads a table of questions and answers: with a first row that names
// its columns, or with two columns.
func readTable(data []byte) ([]Document, error) {
	text, err := Text(data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(text), -1, true
	t := faq{seen: map[string]bool{}}
	for line := 1; ; line++ {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, broken(err)
		}
		if len(t.docs) == maxRows {
			return nil, problem.New(problem.TooLarge, "import_too_many", "limit", fmt.Sprint(maxRows))
		}
		if t.where == nil && t.header(row) {
			continue
		}
		t.row(line, row)
	}
	if len(t.docs) == 0 {
		return nil, problem.New(problem.Invalid, "file_empty")
	}
	return t.docs, nil
}

type faq struct {
	where map[string]int // column by name
	seen  map[string]bool
	docs  []Document
}

// header takes a first row that names question and answer; else the table has
// two columns and no header.
func (t *faq) header(row []string) bool {
	t.where = map[string]int{}
	for i, name := range row {
		known, ok := columns[strings.ToLower(strings.TrimSpace(name))]
		if _, twice := t.where[known]; ok && !twice {
			t.where[known] = i
		}
	}
	_, title := t.where["title"]
	_, body := t.where["body"]
	if title && body {
		return true
	}
	t.where = map[string]int{"title": 0, "body": 1}
	return false
}

func (t *faq) row(line int, row []string) {
	get := func(name string) string {
		if i, ok := t.where[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	title, body := get("title"), get("body")
	if title == "" && body == "" {
		return
	}
	part := get("id")
	if part == "" {
		part = markdown.Slug(title)
	}
	d := Document{Part: part, Page: markdown.Page{Body: body, Meta: markdown.Meta{
		Title: title, Slug: get("slug"), Lang: strings.ToLower(get("lang")), Collection: get("collection"), Audience: strings.ToLower(get("audience")),
	}}}
	switch {
	case title == "" || body == "" || part == "":
		d.Part = fmt.Sprintf("row %d", line)
		d.Problem = problem.New(problem.Invalid, "table_row_empty", "row", fmt.Sprint(line))
	case t.seen[part]:
		d.Part = fmt.Sprintf("row %d", line)
		d.Problem = problem.New(problem.Conflict, "table_row_twice", "row", fmt.Sprint(line))
	}
	t.seen[part] = true
	t.docs = append(t.docs, d)
}

// separator is what stands most often in the first line.
func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best, n := ',', strings.Count(line, ",")
	for _, c := range []rune{';', '\t'} {
		if m := strings.Count(line, string(c)); m > n {
			best, n = c, m
		}
	}
	return best
}
