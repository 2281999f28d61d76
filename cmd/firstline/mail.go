package main

import (
	"context"
	"fmt"

	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/doctor"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/mail"
)

// newFollowUps makes the keeper of answers by e-mail.
func newFollowUps(p *product, cfg config.Mail, client *jobs.Client) (*followup.Store, error) {
	sender, err := mail.NewSender(mail.Config{URL: cfg.URL, From: cfg.From})
	if err != nil {
		return nil, err
	}
	replies, err := mail.NewReplies(cfg.ReplyTo, cfg.Secret)
	if err != nil {
		return nil, fmt.Errorf("mailbox for replies: %w", err)
	}
	return followup.New(followup.Parts{
		DB: p.db, Conversations: p.conversations, Accounts: p.accounts, Jobs: client, Mail: sender, Replies: replies,
	}), nil
}

// mailCheck is what doctor says of e-mail.
func mailCheck(cfg config.Mail) doctor.Mail {
	return doctor.Mail{Configured: cfg.URL != "", Replies: cfg.ReplyTo != "" && cfg.Secret != "", Reach: func(ctx context.Context) error {
		sender, err := mail.NewSender(mail.Config{URL: cfg.URL, From: cfg.From})
		if err != nil {
			return err
		}
		return sender.Check(ctx)
	}}
}
