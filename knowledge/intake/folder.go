package intake

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// MaxArticles is the most articles that one import takes.
const MaxArticles = 50_000

// Folder reads a folder of Markdown files. Language and translation come from
// the front matter or from the path: "en/orders/returns.md" and
// "zh/orders/returns.md" are translations of each other, as are "returns.en.md"
// and "returns.zh.md". The first folder below the language names the collection.
//
// name goes before each file's path in [knowledge.Incoming.Source], so that two
// folders with equal file names do not overwrite each other. Files that cannot be
// read come back in failed; err is for the folder as a whole.
func Folder(dir, name string) (articles []knowledge.Incoming, failed []knowledge.Imported, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, folderProblem(err)
	}
	defer root.Close()
	walk := func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && file == ".":
			return folderProblem(err)
		case err != nil:
			failed = append(failed, knowledge.Imported{Source: file, Change: knowledge.Failed, Err: problem.Wrap(err, problem.Invalid, "file_unreadable")})
			return nil
		case d.IsDir():
			if strings.HasPrefix(d.Name(), ".") && file != "." {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular() || !isMarkdown(file):
			return nil
		case len(articles) == MaxArticles:
			return problem.New(problem.TooLarge, "import_too_many", "limit", fmt.Sprint(MaxArticles))
		}
		in, err := read(root, file)
		if err != nil {
			failed = append(failed, knowledge.Imported{Source: file, Change: knowledge.Failed, Err: err})
			return nil
		}
		in.Source = name + "/" + file
		articles = append(articles, in)
		return nil
	}
	return articles, failed, fs.WalkDir(root.FS(), ".", walk)
}

func folderProblem(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return problem.Wrap(err, problem.NotFound, "folder_not_found")
	}
	return problem.Wrap(err, problem.Invalid, "folder_unreadable")
}

func isMarkdown(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}

func read(root *os.Root, file string) (knowledge.Incoming, error) {
	if !utf8.ValidString(file) {
		return knowledge.Incoming{}, problem.New(problem.Invalid, "file_name_not_utf8")
	}
	info, err := root.Stat(file)
	if err != nil {
		return knowledge.Incoming{}, problem.Wrap(err, problem.Invalid, "file_unreadable")
	}
	if info.Size() > 2*markdown.MaxBody {
		return knowledge.Incoming{}, problem.New(problem.TooLarge, "article_too_large", "limit", "512 KiB")
	}
	data, err := root.ReadFile(file)
	if err != nil {
		return knowledge.Incoming{}, problem.Wrap(err, problem.Invalid, "file_unreadable")
	}
	page, err := markdown.ReadPage(data)
	if err != nil {
		return knowledge.Incoming{}, err
	}
	return incoming(file, data, page)
}

func incoming(file string, data []byte, page markdown.Page) (knowledge.Incoming, error) {
	meta := page.Meta
	lang, rest := langOf(strings.TrimSuffix(file, path.Ext(file)))
	hash := sha256.Sum256(data)
	in := knowledge.Incoming{
		Hash: hash[:], Collection: meta.Collection, Unpublished: meta.Status == "draft",
		Draft: knowledge.Draft{
			Title: meta.Title, Body: page.Body, Lang: meta.Lang, Slug: meta.Slug, Key: meta.Key,
			Audience: knowledge.Audience(meta.Audience), NotForBot: meta.Bot != nil && !*meta.Bot,
		},
	}
	d := &in.Draft
	if day, err := meta.ReviewDay(); err == nil && !day.IsZero() {
		d.ReviewBy = &day
	}
	if d.Lang == "" {
		d.Lang = lang
	}
	if d.Key == "" {
		d.Key = rest
	}
	if d.Slug == "" {
		d.Slug = markdown.Slug(rest)
	}
	if d.Title == "" {
		d.Title = titleOf(path.Base(rest))
	}
	if folder, _, nested := strings.Cut(rest, "/"); nested && in.Collection == "" {
		in.Collection = titleOf(folder)
	}
	return in, nil
}

var langName = regexp.MustCompile(`^(en|zh)([-_][a-zA-Z]{2,4})?$`)

// langOf takes the language out of a path: its first folder, or what stands
// after the last dot. It is empty where the path does not say.
func langOf(file string) (lang, rest string) {
	if first, below, ok := strings.Cut(file, "/"); ok && langName.MatchString(first) {
		return strings.ToLower(first[:2]), below
	}
	if dot := strings.LastIndexByte(file, '.'); dot > 0 && langName.MatchString(file[dot+1:]) {
		return strings.ToLower(file[dot+1 : dot+3]), file[:dot]
	}
	return "", file
}

func titleOf(name string) string {
	name = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + name[size:]
}
