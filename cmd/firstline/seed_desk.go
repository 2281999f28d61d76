package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/calendar"
	"github.com/firstlinehq/firstline/handoff/sla"
	"github.com/firstlinehq/firstline/handoff/soothe"
	"github.com/firstlinehq/firstline/internal/demo"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// desk sets how the shop's people serve: hours, promises, who comes first, and
// what the bot may do for somebody who is angry.
func (s *seeder) desk(ctx context.Context) error {
	d, err := demo.TheDesk()
	if err != nil {
		return err
	}
	return s.db.InWorkspace(ctx, s.workspace, func(tx *postgres.Tx) error {
		for _, step := range []func(context.Context, *postgres.Tx, demo.Desk) error{s.serviceTx, s.promisesTx, s.prioritiesTx, s.soothingTx} {
			if err := step(ctx, tx, d); err != nil {
				return fmt.Errorf("desk: %w", err)
			}
		}
		return nil
	})
}

// serviceTx gives hours to the teams that have some; the shop's own are around
// the clock.
func (s *seeder) serviceTx(ctx context.Context, tx *postgres.Tx, d demo.Desk) error {
	own := handoff.Service{Strategy: handoff.LeastBusy, Notice: d.Notice, LongLine: d.LongLine}
	if err := s.queue.SaveServiceTx(ctx, tx, own); err != nil {
		return err
	}
	teams, err := demo.Teams()
	if err != nil {
		return err
	}
	for _, t := range teams {
		if t.Opens == "" {
			continue
		}
		of := own
		team := s.teams[t.Key].ID
		of.Team = &team
		of.Calendar.Zone, of.Calendar.Week = t.Zone, make([][]calendar.Span, 7)
		for day := 1; day <= 5; day++ {
			of.Calendar.Week[day] = []calendar.Span{{From: t.Opens, Until: t.Closes}}
		}
		for _, h := range d.Holidays {
			of.Calendar.Holidays = append(of.Calendar.Holidays, calendar.Holiday(h))
		}
		if err := s.queue.SaveServiceTx(ctx, tx, of); err != nil {
			return err
		}
	}
	return nil
}

// promisesTx counts replies around the clock: whoever looks at the demo in the
// evening sees deadlines too.
func (s *seeder) promisesTx(ctx context.Context, tx *postgres.Tx, d demo.Desk) error {
	for _, p := range d.Promises {
		policy := sla.Policy{
			FirstReply: sla.Target{Minutes: p.FirstReply, Always: true}, NextReply: sla.Target{Minutes: p.NextReply, Always: true},
			Resolution: sla.Target{Minutes: p.Resolution}, WarnAt: p.WarnAt, EscalateHours: p.EscalateHours,
		}
		if p.Team != "" {
			team := s.teams[p.Team].ID
			policy.Team = &team
		}
		if err := s.queue.Deadlines.SavePolicyTx(ctx, tx, policy); err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) prioritiesTx(ctx context.Context, tx *postgres.Tx, d demo.Desk) error {
	rules := make([]handoff.PriorityRule, len(d.Priorities))
	for i, p := range d.Priorities {
		rules[i] = handoff.PriorityRule{Attribute: p.Attribute, Test: handoff.Test(p.Test), Value: p.Value, Priority: p.Priority}
	}
	return s.queue.SavePriorityRulesTx(ctx, tx, rules)
}

// soothingTx gives codes to visitors whom nobody vouches for: the demo's shop
// signs for nobody, and its codes are worth nothing.
func (s *seeder) soothingTx(ctx context.Context, tx *postgres.Tx, d demo.Desk) error {
	admin, err := s.admin()
	if err != nil {
		return err
	}
	store := soothe.NewStore()
	if err := store.SavePlaybookTx(ctx, tx, soothe.Playbook{
		Enabled: true, Words: d.Soothing.Words, Gesture: true, GestureWords: d.Soothing.GestureWords,
		EveryDays: d.Soothing.EveryDays, PerDay: d.Soothing.PerDay, Priority: d.Soothing.Priority,
	}, admin); err != nil {
		return err
	}
	_, err = store.AddCodesTx(ctx, tx, d.Soothing.Codes)
	return err
}

// admin is who set everything up: what is kept of it names them.
func (s *seeder) admin() (uuid.UUID, error) {
	for _, a := range s.agents {
		if a.Role == demo.Admin {
			return a.id, nil
		}
	}
	return uuid.Nil, errors.New("nobody among the people of the demo is its admin")
}
