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
	// uploads are the files that are being read: each is in memory whole.
	uploads *limit.Places
}

// sharing is how many visitors of one address may bring what one may.
const sharing = 5

// How many files, of up to files.MaxBytes each, a node reads at once, and of one
// sender: as many as a message takes, and one more.
const (
	uploadsAtOnce    = 32
	uploadsOfASender = 6
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
		uploads:           limit.NewPlaces(uploadsAtOnce, uploadsOfASender),
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

func (l *Limits) attach(visitor uuid.UUID, ip string) error {
	// The visitor's own first: who goes on trying takes nothing from the others.
	if err := l.attachedByVisitor.Take(visitor.String()); err != nil {
		return err
	}
	return l.attachedByIP.Take(limit.Network(ip))
}
