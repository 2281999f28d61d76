// Package telemetry sets up what operators see: structured logs and Prometheus
// metrics. Only cmd calls it; everyone else uses log/slog.
package telemetry

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// SetLogger makes the process's logger. level is debug, info, warn or error;
// format is text or json. Both handlers escape control characters, so that no
// visitor can forge a line.
func SetLogger(out io.Writer, level, format string) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(strings.ToUpper(level))); err != nil {
		l = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: l}
	var handler slog.Handler = slog.NewTextHandler(out, options)
	if format == "json" {
		handler = slog.NewJSONHandler(out, options)
	}
	slog.SetDefault(slog.New(handler))
}

// Metrics is a registry of its own, served on a port of its own.
type Metrics struct {
	registry *prometheus.Registry
}

// NewMetrics starts a registry with the runtime's own figures.
func NewMetrics() *Metrics {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return &Metrics{registry: r}
}

// Gauge adds a figure that is read when it is asked for.
func (m *Metrics) Gauge(name, help string, read func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "firstline", Name: name, Help: help}, read))
}

// Counter adds a figure that only grows, one for each combination of the labels'
// values. The function it gives adds n to one of them.
func (m *Metrics) Counter(name, help string, labels ...string) func(n float64, values ...string) {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "firstline", Name: name, Help: help}, labels)
	m.registry.MustRegister(c)
	return func(n float64, values ...string) { c.WithLabelValues(values...).Add(n) }
}

// Seconds adds a distribution of times, from milliseconds to a minute. The
// function it gives adds one observation.
func (m *Metrics) Seconds(name, help string, labels ...string) func(took time.Duration, values ...string) {
	h := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: "firstline", Name: name, Help: help, Buckets: []float64{.005, .02, .05, .1, .25, .5, 1, 2, 4, 8, 12, 20, 45},
	}, labels)
	m.registry.MustRegister(h)
	return func(took time.Duration, values ...string) { h.WithLabelValues(values...).Observe(took.Seconds()) }
}

// Handler serves the figures.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
