package demo

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"time"

	"github.com/goccy/go-yaml"
)

// Audience says who may read an article.
type Audience string

// The audiences. The bot may quote a public article only.
const (
	Public   Audience = "public"
	Internal Audience = "internal"
)

// Article is one help article in one language.
type Article struct {
	// Slug is the same in both languages; slug and language identify it.
	Slug string
	// Lang is "en" or "zh".
	Lang  string
	Title string
	// Collection is the key of one of Collections.
	Collection string
	Audience   Audience
	// Key joins translations; it equals Slug.
	Key string
	// Updated is the day of the last change, midnight UTC.
	Updated time.Time
	// Body is Markdown without front matter; headings begin at level 2.
	Body string
}

// Collection is a shelf of the help centre.
type Collection struct {
	Key string `yaml:"key"`
	// Title and Summary are by language.
	Title   map[string]string `yaml:"title"`
	Summary map[string]string `yaml:"summary"`
}

// Collections gives the shelves in the order in which a help centre shows them.
func Collections() ([]Collection, error) {
	var collections []Collection
	err := read("content/collections.yaml", &collections)
	return collections, err
}

// Articles gives every article, English before Chinese, by slug within a
// language.
func Articles() ([]Article, error) {
	var articles []Article
	for _, lang := range Langs {
		folder := "articles/" + lang
		entries, err := fs.ReadDir(files, folder)
		if err != nil {
			return nil, broken(folder, err)
		}
		for _, entry := range entries {
			name := path.Join(folder, entry.Name())
			article, err := readArticle(name)
			if err != nil {
				return nil, broken(name, err)
			}
			articles = append(articles, article)
		}
	}
	return articles, nil
}

type frontMatter struct {
	Title      string   `yaml:"title"`
	Slug       string   `yaml:"slug"`
	Lang       string   `yaml:"lang"`
	Collection string   `yaml:"collection"`
	Audience   Audience `yaml:"audience"`
	Key        string   `yaml:"key"`
	Updated    day      `yaml:"updated"`
}

var fence = []byte("---\n")

var errFrontMatter = errors.New("no front matter between two lines of ---")

func readArticle(name string) (Article, error) {
	raw, err := files.ReadFile(name)
	if err != nil {
		return Article{}, err
	}
	afterOpening, found := bytes.CutPrefix(raw, fence)
	if !found {
		return Article{}, errFrontMatter
	}
	head, body, found := bytes.Cut(afterOpening, fence)
	if !found {
		return Article{}, errFrontMatter
	}
	var front frontMatter
	if err := yaml.UnmarshalWithOptions(head, &front, yaml.Strict()); err != nil {
		return Article{}, err
	}
	return Article{
		Slug: front.Slug, Lang: front.Lang, Title: front.Title, Collection: front.Collection,
		Audience: front.Audience, Key: front.Key, Updated: front.Updated.Time,
		Body: string(bytes.TrimSpace(body)) + "\n",
	}, nil
}
