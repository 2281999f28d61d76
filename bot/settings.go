package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Settings are what an admin sets about the bot of a workspace.
type Settings struct {
	// Version counts changes from 1; 0 = never set.
	Version int `json:"version" readOnly:"true"`
	// Brand is how the bot names the company; at most 120 characters.
	Brand string `json:"brand" maxLength:"120"`
	// House are the admin's rules in plain words, for a model; at most 4,000
	// characters.
	House string `json:"house" maxLength:"4000"`
	// UseModel lets a configured model answer; false answers extractively.
	UseModel bool `json:"use_model"`
	// MaskPersonal hides e-mails, phones, cards and ids from models.
	MaskPersonal bool `json:"mask_personal"`
	// LinkHosts, unless empty, are the only hosts whose links stay links.
	LinkHosts []string `json:"link_hosts"`
}

// DefaultSettings are what a workspace starts with.
func DefaultSettings() Settings { return Settings{UseModel: true, MaskPersonal: true} }

// SettingsTx reads the workspace's settings.
func (b *Bot) SettingsTx(ctx context.Context, tx *postgres.Tx) (Settings, error) {
	row, err := db.New(tx).Settings(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) {
		return DefaultSettings(), nil
	}
	if err != nil {
		return Settings{}, fmt.Errorf("read bot settings: %w", err)
	}
	return settingsFrom(row), nil
}

// PutSettingsTx stores the workspace's settings and gives them with their
// version. Texts that are too long are a problem that names the field.
func (b *Bot) PutSettingsTx(ctx context.Context, tx *postgres.Tx, s Settings) (Settings, error) {
	switch {
	case utf8.RuneCountInString(s.Brand) > 120:
		return Settings{}, problem.New(problem.Invalid, "setting_too_long", "field", "brand")
	case utf8.RuneCountInString(s.House) > 4000:
		return Settings{}, problem.New(problem.Invalid, "setting_too_long", "field", "house")
	}
	hosts := make([]string, 0, len(s.LinkHosts))
	for _, h := range s.LinkHosts {
		if h = strings.ToLower(strings.TrimSpace(h)); h != "" {
			hosts = append(hosts, h)
		}
	}
	row, err := db.New(tx).PutSettings(ctx, db.PutSettingsParams{
		WorkspaceID: tx.Workspace(), Brand: s.Brand, House: s.House, UseModel: s.UseModel, MaskPersonal: s.MaskPersonal, LinkHosts: hosts,
	})
	if err != nil {
		return Settings{}, fmt.Errorf("store bot settings: %w", err)
	}
	return settingsFrom(row), nil
}

func settingsFrom(row db.BotSetting) Settings {
	return Settings{
		Version: int(row.Version), Brand: row.Brand, House: row.House, UseModel: row.UseModel,
		MaskPersonal: row.MaskPersonal, LinkHosts: row.LinkHosts,
	}
}
