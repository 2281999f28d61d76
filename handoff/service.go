package handoff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/calendar"
	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Strategy says who of those with a free place is next.
type Strategy string

// The strategies. Who held the conversation before comes first in either.
const (
	// LeastBusy: whose share of their own capacity is smallest.
	LeastBusy Strategy = "least_busy"
	// RoundRobin: whose last assignment lies longest back.
	RoundRobin Strategy = "round_robin"
)

// Service is how the people of a team serve.
type Service struct {
	// Team it is for; nil is the workspace's own, which holds for what is for
	// everybody and for teams without one.
	Team     *uuid.UUID
	Strategy Strategy
	Calendar calendar.Calendar
	// Notice is what those who wait read, by language; at most 400 characters.
	Notice map[string]string
	// LongLine is the place from which an answer by e-mail is offered at once,
	// 1 to 1000; 0 = never.
	LongLine int
}

// Services are the rules of a workspace, read at one instant.
type Services struct {
	own    Service
	byTeam map[uuid.UUID]Service
	now    time.Time
}

// Of gives what holds for a team; nil = for everybody.
func (s Services) Of(team *uuid.UUID) Service {
	if team != nil {
		if of, ok := s.byTeam[*team]; ok {
			return of
		}
	}
	return s.own
}

// Own lists what was set: the workspace's first, then the teams'.
func (s Services) Own() []Service {
	list := []Service{s.own}
	for _, of := range s.byTeam {
		list = append(list, of)
	}
	return list
}

// Closed reports whether a team does not work now, and when it does again: nil
// where that is not within a year.
func (s Services) Closed(team *uuid.UUID) (closed bool, opens *time.Time) {
	c := s.Of(team).Calendar
	if c.Open(s.now) {
		return false, nil
	}
	if at, ok := c.NextOpen(s.now); ok {
		opens = &at
	}
	return true, opens
}

// ServicesTx reads the rules of the transaction's workspace.
func (q *Queue) ServicesTx(ctx context.Context, tx *postgres.Tx) (Services, error) {
	queries := db.New(tx)
	s := Services{own: Service{Strategy: LeastBusy}, byTeam: map[uuid.UUID]Service{}}
	rows, err := queries.ServiceRules(ctx, tx.Workspace())
	if err != nil {
		return s, fmt.Errorf("read service rules: %w", err)
	}
	for _, r := range rows {
		of := Service{Team: r.TeamID, Strategy: Strategy(r.Strategy), LongLine: int(r.LongLine)}
		if err := errors.Join(json.Unmarshal(r.Calendar, &of.Calendar), json.Unmarshal(r.Notice, &of.Notice)); err != nil {
			return s, fmt.Errorf("decode service rules: %w", err)
		}
		if r.TeamID == nil {
			s.own = of
		} else {
			s.byTeam[*r.TeamID] = of
		}
	}
	if s.now, err = queries.Now(ctx); err != nil {
		return s, fmt.Errorf("read time: %w", err)
	}
	return s, nil
}

// maxNotice bounds what those who wait read, in characters: a glance.
const maxNotice = 400

// SaveServiceTx sets the rules of a team or of the workspace. It fails with
// calendar_invalid, notice_invalid, or service_invalid. Who waits is
// routed by the new rules at once.
func (q *Queue) SaveServiceTx(ctx context.Context, tx *postgres.Tx, s Service) error {
	if s.Strategy != LeastBusy && s.Strategy != RoundRobin || s.LongLine < 0 || s.LongLine > 1000 {
		return problem.New(problem.Invalid, "service_invalid")
	}
	for lang, text := range s.Notice {
		if !slices.Contains(locale.Languages(), lang) || len([]rune(text)) > maxNotice {
			return problem.New(problem.Invalid, "notice_invalid")
		}
	}
	if err := s.Calendar.Check(); err != nil {
		return err
	}
	for day := range s.Calendar.Week {
		if s.Calendar.Week[day] == nil {
			s.Calendar.Week[day] = []calendar.Span{} // a closed day is a list, for whoever reads it as JSON
		}
	}
	packed, err := json.Marshal(s.Calendar)
	if err != nil {
		return fmt.Errorf("encode calendar: %w", err)
	}
	if s.Notice == nil {
		s.Notice = map[string]string{}
	}
	notice, err := json.Marshal(s.Notice)
	if err != nil {
		return fmt.Errorf("encode notice: %w", err)
	}
	err = db.New(tx).PutServiceRules(ctx, db.PutServiceRulesParams{
		WorkspaceID: tx.Workspace(), TeamID: s.Team, Strategy: string(s.Strategy), Calendar: packed,
		Notice: notice, LongLine: int32(s.LongLine),
	})
	if err != nil {
		return fmt.Errorf("save service rules: %w", err)
	}
	tx.AfterCommit(func(context.Context) { q.Kick(tx.Workspace()) })
	return q.Deadlines.RecountTx(ctx, tx)
}

// InheritServiceTx lets the workspace's rules hold for a team again.
func (q *Queue) InheritServiceTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) error {
	if err := db.New(tx).DeleteServiceRules(ctx, db.DeleteServiceRulesParams{WorkspaceID: tx.Workspace(), TeamID: team}); err != nil {
		return fmt.Errorf("remove service rules: %w", err)
	}
	tx.AfterCommit(func(context.Context) { q.Kick(tx.Workspace()) })
	return q.Deadlines.RecountTx(ctx, tx)
}
