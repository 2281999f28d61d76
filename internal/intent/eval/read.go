package eval

import (
	"context"
	"errors"
	"strings"

	"github.com/firstlinehq/firstline/internal/labelled"
)

// item is a line of train or test. Its language is not looked at: a bot meets
// messages of all, and the classifier takes them as they come.
type item struct {
	Text  *string `json:"text"`
	Label string  `json:"label"`
}

func (i item) check() error {
	switch {
	case i.Text == nil:
		return errors.New("text is missing")
	case strings.TrimSpace(i.Label) == "":
		return errors.New("label is missing")
	}
	return nil
}

// read reads name.jsonl or name.jsonl.gz of dir. An error names file and line.
func read(ctx context.Context, dir, name string) (items []item, err error) {
	path, err := labelled.Find(dir, name+".jsonl")
	if err != nil {
		return nil, err
	}
	err = labelled.EachItem(ctx, path, func(it item) error {
		items = append(items, it)
		return it.check()
	})
	return items, err
}
