package soothe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/soothe/internal/db"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Playbook is what the bot may do for an angry visitor.
type Playbook struct {
	Enabled bool `json:"enabled"`
	// Words say sorry, by language; at most 400 characters each. A language
	// without its own has ours.
	Words map[string]string `json:"words"`
	// Gesture: a code is given, while there are codes and the limits allow it.
	Gesture bool `json:"gesture"`
	// GestureWords give the code, by language, with "{code}" where it stands; at
	// most 400 characters each. A language without its own has ours.
	GestureWords map[string]string `json:"gesture_words"`
	// SignedOnly: only visitors on whom the shop has signed get a code.
	SignedOnly bool `json:"signed_only"`
	// EveryDays is how many days a visitor waits for the next code, 1 to 365.
	EveryDays int `json:"every_days" minimum:"1" maximum:"365"`
	// PerDay bounds the codes of any 24 hours, 1 to 1,000.
	PerDay int `json:"per_day" minimum:"1" maximum:"1000"`
	// Priority the visitor has in the queue at least, 0 to 3.
	Priority int `json:"priority" minimum:"0" maximum:"3"`
	// SetAt is when it was set; zero = never.
	SetAt time.Time `json:"set_at,omitzero" required:"false" readOnly:"true"`
}

const (
	maxWords  = 400
	codePlace = "{code}"
)

// Default is the playbook of a workspace that has set none: nothing is done.
func Default() Playbook {
	return Playbook{
		Words: map[string]string{}, GestureWords: map[string]string{}, SignedOnly: true, EveryDays: 90, PerDay: 20, Priority: 1,
	}
}

func (p *Playbook) check() error {
	for field, words := range map[string]map[string]string{"words": p.Words, "gesture_words": p.GestureWords} {
		for lang, text := range words {
			switch {
			case !slices.Contains(locale.Languages(), lang), strings.ContainsRune(text, 0), !utf8.ValidString(text):
				return problem.New(problem.Invalid, "soothing_invalid", "field", field)
			case utf8.RuneCountInString(text) > maxWords:
				return problem.New(problem.Invalid, "setting_too_long", "field", field)
			case field == "gesture_words" && strings.TrimSpace(text) != "" && !strings.Contains(text, codePlace):
				return problem.New(problem.Invalid, "soothing_code_place")
			}
		}
	}
	if p.EveryDays < 1 || p.EveryDays > 365 || p.PerDay < 1 || p.PerDay > 1000 || p.Priority < 0 || p.Priority > 3 {
		return problem.New(problem.Invalid, "soothing_invalid", "field", "every_days, per_day, priority")
	}
	return nil
}

// said is what the visitor reads, in their language. code "" gives none.
func (p *Playbook) said(lang, code string) string {
	lang = locale.Known(lang)
	own := func(words map[string]string, key string) string {
		if text := strings.TrimSpace(words[lang]); text != "" {
			return text
		}
		return locale.Text(lang, key)
	}
	text := own(p.Words, "soothe.words")
	if code == "" {
		return text
	}
	return text + "\n\n" + strings.ReplaceAll(own(p.GestureWords, "soothe.gesture"), codePlace, "`"+code+"`")
}

// Store keeps playbooks, codes and what was given.
type Store struct{}

// NewStore makes a store; it works in the transactions it is given.
func NewStore() *Store { return &Store{} }

// PlaybookTx reads the workspace's playbook.
func (*Store) PlaybookTx(ctx context.Context, tx *postgres.Tx) (Playbook, error) {
	row, err := db.New(tx).Playbook(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) {
		return Default(), nil
	}
	if err != nil {
		return Playbook{}, fmt.Errorf("read playbook: %w", err)
	}
	p := Playbook{
		Enabled: row.Enabled, Gesture: row.Gesture, SignedOnly: row.SignedOnly,
		EveryDays: int(row.EveryDays), PerDay: int(row.PerDay), Priority: int(row.Priority), SetAt: row.SetAt,
	}
	if err := errors.Join(json.Unmarshal(row.Words, &p.Words), json.Unmarshal(row.GestureWords, &p.GestureWords)); err != nil {
		return Playbook{}, fmt.Errorf("decode playbook: %w", err)
	}
	return p, nil
}

// SavePlaybookTx sets the playbook. It fails with soothing_invalid or
// setting_too_long, naming the field, and with soothing_code_place where words
// do not say where the code stands.
func (*Store) SavePlaybookTx(ctx context.Context, tx *postgres.Tx, p Playbook, by uuid.UUID) error {
	if err := p.check(); err != nil {
		return err
	}
	words, err := json.Marshal(kept(p.Words))
	if err != nil {
		return fmt.Errorf("encode playbook: %w", err)
	}
	gesture, err := json.Marshal(kept(p.GestureWords))
	if err != nil {
		return fmt.Errorf("encode playbook: %w", err)
	}
	err = db.New(tx).PutPlaybook(ctx, db.PutPlaybookParams{
		WorkspaceID: tx.Workspace(), Enabled: p.Enabled, Words: words, Gesture: p.Gesture, GestureWords: gesture,
		SignedOnly: p.SignedOnly, EveryDays: int16(p.EveryDays), PerDay: int16(p.PerDay), Priority: int16(p.Priority), SetBy: by,
	})
	if err != nil {
		return fmt.Errorf("save playbook: %w", err)
	}
	return nil
}

// kept leaves out the languages that have no words of their own.
func kept(words map[string]string) map[string]string {
	own := map[string]string{}
	for lang, text := range words {
		if text = strings.TrimSpace(text); text != "" {
			own[lang] = text
		}
	}
	return own
}
