package soothe

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/soothe/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

const (
	maxCode  = 64     // characters
	maxCodes = 10_000 // of a workspace, not yet given
)

// AddCodesTx puts codes into the pool, in their order, and gives how many were
// new: one that waits or was given already is passed over. It fails with
// soothing_code, naming the line, or soothing_codes_too_many.
func (*Store) AddCodesTx(ctx context.Context, tx *postgres.Tx, codes []string) (added int, err error) {
	var fit []string
	for i, code := range codes {
		code = strings.TrimSpace(code)
		if code == "" {
			continue
		}
		if utf8.RuneCountInString(code) > maxCode || strings.ContainsFunc(code, unfit) {
			return 0, problem.New(problem.Invalid, "soothing_code", "line", strconv.Itoa(i+1))
		}
		fit = append(fit, code)
	}
	queries := db.New(tx)
	if err := queries.Serialise(ctx, tx.Workspace().String()); err != nil {
		return 0, fmt.Errorf("wait for other gestures: %w", err)
	}
	n, err := queries.AddCodes(ctx, db.AddCodesParams{WorkspaceID: tx.Workspace(), Codes: fit})
	if err != nil {
		return 0, fmt.Errorf("add codes: %w", err)
	}
	left, err := queries.CountCodes(ctx, tx.Workspace())
	if err != nil {
		return 0, fmt.Errorf("count codes: %w", err)
	}
	if left > maxCodes {
		return 0, problem.New(problem.Invalid, "soothing_codes_too_many", "limit", strconv.Itoa(maxCodes))
	}
	return int(n), nil
}

// unfit are characters that a code may not hold: it is shown between backticks
// and copied by hand.
func unfit(r rune) bool { return r == '`' || !unicode.IsGraphic(r) || unicode.IsSpace(r) }

// CodesTx counts the codes that are still to be given.
func (*Store) CodesTx(ctx context.Context, tx *postgres.Tx) (int, error) {
	n, err := db.New(tx).CountCodes(ctx, tx.Workspace())
	if err != nil {
		return 0, fmt.Errorf("count codes: %w", err)
	}
	return int(n), nil
}

// ForgetCodesTx empties the pool; what was given stays on record.
func (*Store) ForgetCodesTx(ctx context.Context, tx *postgres.Tx) error {
	if _, err := db.New(tx).ForgetCodes(ctx, tx.Workspace()); err != nil {
		return fmt.Errorf("forget codes: %w", err)
	}
	return nil
}
