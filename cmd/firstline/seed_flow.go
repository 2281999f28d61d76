package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/internal/demo"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// guided publishes the shop's guided flow, so that the widget offers it.
func (s *seeder) guided(ctx context.Context) error {
	returns, err := demo.ReturnRequest()
	if err != nil {
		return err
	}
	var d flow.Definition
	if err := json.Unmarshal(returns.Definition, &d); err != nil {
		return fmt.Errorf("decode flow %s: %w", returns.Name, err)
	}
	return s.db.InWorkspace(ctx, s.workspace, func(tx *postgres.Tx) error {
		f, err := flow.CreateTx(ctx, tx, returns.Name, d, uuid.Nil)
		if err != nil {
			return err
		}
		_, faults, err := flow.PublishTx(ctx, tx, f, nil, uuid.Nil)
		if err != nil {
			return fmt.Errorf("publish flow %s, %v: %w", returns.Name, faults, err)
		}
		return nil
	})
}
