package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/telemetry"
)

// serveCmd runs the product.
type serveCmd struct {
	config.Config
}

// Run serves until Ctrl-C or SIGTERM.
func (c *serveCmd) Run() error { return serve(c.Config, nil, nil) }

// prepared is what a start may do between wiring and serving: the demo seeds
// its workspace there.
type prepared func(context.Context, *product) error

// serve starts everything and ends it in order: sockets are told to come back,
// requests and jobs finish, the pool closes, then the private Postgres stops.
func serve(cfg config.Config, shop fs.FS, prepare prepared) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	telemetry.SetLogger(os.Stderr, cfg.Log.Level, cfg.Log.Format)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cfg.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	dir, err := dataDir(cfg.Database)
	if err != nil {
		return err
	}
	cfg.Database.DataDir = dir
	if cfg.Database.URL == "" {
		mark, err := holdRunFile(dir)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer mark.Close()
	}
	return run(ctx, cfg, listener, shop, prepare, os.Stdout)
}

// run is the whole product on a listener; end-to-end tests call it on port 0.
func run(ctx context.Context, cfg config.Config, listener net.Listener, shop fs.FS, prepare prepared, out io.Writer) (err error) {
	began := time.Now()
	db, err := openDatabase(ctx, cfg.Database)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, db.shut(ctx)) }()
	if err := confirmKey(ctx, cfg, db.DB); err != nil { // before the wiring, which makes a key
		return errors.Join(err, listener.Close())
	}
	p, err := wire(db.DB, cfg, shop)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if prepare != nil {
		if err := prepare(ctx, p); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	if err := p.models.Load(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := p.library.EnqueueRebuild(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := p.library.EnqueueEmbedding(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := announce(ctx, cfg, p, out); err != nil {
		return errors.Join(err, listener.Close())
	}
	slog.InfoContext(ctx, "ready", "address", listener.Addr().String(), "took", time.Since(began).Round(time.Millisecond))
	return p.run(ctx, cfg, db, listener)
}

// announce prints where the product is, and the set-up token of a first run:
// on the terminal, because whoever reads it there runs the server.
func announce(ctx context.Context, cfg config.Config, p *product, out io.Writer) error {
	token, err := p.accounts.OpenSetUp(ctx)
	if err != nil {
		return err
	}
	base := publicURL(cfg)
	if token != "" {
		_, err = fmt.Fprintf(out, "Set up your workspace:  %s/setup\nSet-up token:           %s\n", base, token)
		return err
	}
	_, err = fmt.Fprintf(out, "Console:  %s/\n", base)
	return err
}

// How long each step of a shutdown may take; the sum stays under the 30 s that
// orchestrators wait before they kill.
const (
	finishRequests = 8 * time.Second
	readHeaders    = 5 * time.Second
	idleConnection = 2 * time.Minute
)

func (p *product) run(ctx context.Context, cfg config.Config, db *database, listener net.Listener) error {
	server := &http.Server{
		Handler: p.edge.Handler, ReadHeaderTimeout: readHeaders, ReadTimeout: 30 * time.Second, IdleTimeout: idleConnection,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	// Sockets and requests end first, then what they need: each stage lives on
	// a context of its own.
	serving, stopServing := context.WithCancel(context.WithoutCancel(ctx))
	defer stopServing()
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWorking()

	var edge, work errgroup.Group
	// A server without one of its workers would look well and do half its work:
	// the first that fails ends it.
	failed := make(chan error, 8)
	start := func(name string, run func(context.Context) error) {
		work.Go(func() error {
			if err := run(working); err != nil {
				failed <- fmt.Errorf("%s: %w", name, err)
			}
			return nil
		})
	}
	start("database", db.Run)
	start("conversations", p.conversations.Run)
	start("jobs", p.runner.Run)
	start("models", p.models.Run)
	start("bot", p.bot.Run)
	work.Go(func() error { p.bot.Prepare(); return nil })
	start("queue", p.queue.Run)
	start("deadlines", p.queue.Deadlines.Run)
	start("timers", p.timers.Run)
	start("imports", p.importer.Run)
	start("assistant", p.assistant.Run)
	edge.Go(func() error { return p.edge.Hub.Run(serving) })
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- fmt.Errorf("serve: %w", err)
		}
	}()
	metrics := p.serveMetrics(cfg, failed)

	var err error
	select {
	case <-ctx.Done():
		slog.Info("stopping")
	case err = <-failed:
	}
	stopServing()
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishRequests)
	defer cancel()
	err = errors.Join(err, server.Shutdown(finish), waitFor(finish, edge.Wait), metrics.Shutdown(finish))
	stopWorking()
	_ = work.Wait() // what went wrong is in failed
	for {
		select {
		case late := <-failed:
			err = errors.Join(err, late)
		default:
			return err
		}
	}
}

// waitFor waits no longer than ctx.
func waitFor(ctx context.Context, wait func() error) error {
	done := make(chan error, 1)
	go func() { done <- wait() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("end the sockets: %w", ctx.Err())
	}
}

// serveMetrics serves Prometheus on its own port, if one is configured.
func (p *product) serveMetrics(cfg config.Config, failed chan<- error) *http.Server {
	m := p.metrics
	m.Gauge("visitor_sockets", "Open sockets of visitors.", func() float64 { v, _ := p.edge.Hub.Counts(); return float64(v) })
	m.Gauge("agent_sockets", "Open sockets of agents.", func() float64 { _, a := p.edge.Hub.Counts(); return float64(a) })
	m.Gauge("database_connections_in_use", "Connections of the pool in use.", func() float64 {
		return float64(p.db.Pool().Stat().AcquiredConns())
	})
	server := &http.Server{Addr: cfg.MetricsListen, Handler: m.Handler(), ReadHeaderTimeout: readHeaders}
	if cfg.MetricsListen != "" {
		go func() {
			if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
				failed <- fmt.Errorf("serve metrics: %w", err)
			}
		}()
	}
	return server
}
