package api

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"github.com/firstlinehq/firstline/web/limit"
)

// Limits are the rates at the door. They are per process: they bound what one
// caller can cost one node, and need no database to do so.
type Limits struct {
	signInByEmail *limit.Buckets
	signInByIP    *limit.Buckets
	visitorByIP   *limit.Buckets
	sayByVisitor  *limit.Buckets
	filesByIP     *limit.Buckets
	// What visitors bring into conversations; many may share an address.
	attachedByVisitor *limit.Buckets
	attachedByIP      *limit.Buckets
	// The files that are being read, by agent and by the visitors' network: each is in
	// memory whole. Apart, so that no visitor keeps an agent's file out.
	agentUploads   *limit.Places
	visitorUploads *limit.Places
}

// sharing is how many visitors of one address may bring what one may.
const sharing = 5

// How many files, of up to files.MaxBytes each, a node reads at once: of all agents
// and of one, as many as a message takes and one more; of all visitors and of those
// who share an address, whom a slow sender there must not shut out everywhere.
const (
	agentUploadsAtOnce   = 12
	uploadsOfAnAgent     = 6
	visitorUploadsAtOnce = 20
	uploadsOfANetwork    = 10
)

// NewLimits makes the limits of a node. attachments is how many files a visitor
// may bring in an hour.
func NewLimits(attachments int) *Limits {
	hourly := func(n int) *limit.Buckets { return limit.New(rate.Every(time.Hour/time.Duration(n)), n) }
	attachments = max(attachments, 1)
	return &Limits{
		signInByEmail: limit.New(rate.Every(12*time.Second), 5),
		signInByIP:    limit.New(rate.Every(3*time.Second), 20),
		visitorByIP:   limit.New(20, 60),
		sayByVisitor:  limit.New(5, 20),
		filesByIP:     limit.New(50, 300), // an article shows dozens

		attachedByVisitor: hourly(attachments),
		attachedByIP:      hourly(attachments * sharing),
		agentUploads:      limit.NewPlaces(agentUploadsAtOnce, uploadsOfAnAgent),
		visitorUploads:    limit.NewPlaces(visitorUploadsAtOnce, uploadsOfANetwork),
	}
}

func (l *Limits) signIn(ctx context.Context, email string) error {
	ip, _ := ctx.Value(clientKey{}).(string)
	if err := l.signInByIP.Take(limit.Network(ip)); err != nil {
		return err
	}
	return l.signInByEmail.Take(strings.ToLower(strings.TrimSpace(email)))
}

func (l *Limits) visitor(ctx context.Context) error {
	ip, _ := ctx.Value(clientKey{}).(string)
	return l.visitorByIP.Take(limit.Network(ip))
}

func (l *Limits) say(visitor uuid.UUID) error { return l.sayByVisitor.Take(visitor.String()) }

// attach takes a place for a visitor's file until leave is called, and counts it:
// the place first, since who finds none has brought nothing.
func (l *Limits) attach(visitor uuid.UUID, ip string) (leave func(), err error) {
	network := limit.Network(ip)
	if leave, err = l.visitorUploads.Enter(network); err != nil {
		return nil, err
	}
	// The visitor's own first: who goes on trying takes nothing from the others.
	if err = l.attachedByVisitor.Take(visitor.String()); err == nil {
		err = l.attachedByIP.Take(network)
	}
	if err != nil {
		leave()
		return nil, err
	}
	return leave, nil
}
