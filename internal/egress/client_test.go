package egress_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/egress"
)

func TestPublic(t *testing.T) {
	t.Parallel()
	for _, inside := range []string{
		"0.1.2.3", "10.1.1.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.0.0.8", "192.168.1.1",
		"198.18.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe",
		"2002:7f00:1::", "fec0::1", "fe80::1%eth0", "fd00::1", "ff02::1", "2001::1", "::127.0.0.1",
	} {
		require.False(t, egress.Public(netip.MustParseAddr(inside)), inside)
	}
	for _, outside := range []string{"1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001::1"} {
		require.True(t, egress.Public(netip.MustParseAddr(outside)), outside)
	}
	require.False(t, egress.Public(netip.Addr{}))
}

func TestClient(t *testing.T) {
	t.Parallel()

	type bundle struct {
		address string // host:port of a listener on loopback
		hits    *atomic.Int64
	}
	setup := func(t *testing.T, serve http.HandlerFunc) bundle {
		t.Helper()
		hits := new(atomic.Int64)
		srv := httptest.NewUnstartedServer(serve)
		srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
			if s == http.StateNew {
				hits.Add(1)
			}
		}
		srv.Start()
		t.Cleanup(srv.Close)
		return bundle{address: strings.TrimPrefix(srv.URL, "http://"), hits: hits}
	}
	ok := func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "inside") }

	t.Run("NeverConnectsToTheInside", func(t *testing.T) {
		t.Parallel()
		b := setup(t, ok)
		_, port, err := net.SplitHostPort(b.address)
		require.NoError(t, err)
		for _, host := range []string{
			"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0", "[::]", "127.0.0.1.",
		} {
			_, _, err := egress.New(egress.Config{}).Get(t.Context(), "http://"+host+":"+port+"/?token=s3cret", 100)
			require.Error(t, err, host)
			require.NotContains(t, err.Error(), "s3cret")
		}
		require.Zero(t, b.hits.Load())
	})

	t.Run("ResolvedAddressDecides", func(t *testing.T) {
		t.Parallel()
		b := setup(t, ok)
		_, port, _ := net.SplitHostPort(b.address)
		// A name in a stranger's zone that points home, as in DNS rebinding.
		_, _, err := egress.New(egress.Config{Resolver: resolverTo(t, [4]byte{127, 0, 0, 1})}).
			Get(t.Context(), "http://rebind.example:"+port+"/", 100)
		require.ErrorIs(t, err, egress.ErrDenied)
		require.Zero(t, b.hits.Load())
	})

	t.Run("OperatorsOwnByExactHostAndPort", func(t *testing.T) {
		t.Parallel()
		mine, other := setup(t, ok), setup(t, ok)
		c := egress.New(egress.Config{Private: []string{mine.address}})
		_, body, err := c.Get(t.Context(), "http://"+mine.address, 100)
		require.NoError(t, err)
		require.Equal(t, "inside", string(body))
		_, _, err = c.Get(t.Context(), "http://"+other.address, 100)
		require.ErrorIs(t, err, egress.ErrDenied)
		require.Zero(t, other.hits.Load())
	})

	t.Run("NoRedirectInward", func(t *testing.T) {
		t.Parallel()
		target := setup(t, ok)
		door := setup(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://"+target.address, http.StatusFound)
		})
		_, _, err := egress.New(egress.Config{Private: []string{door.address}, Redirects: 3}).Get(t.Context(), "http://"+door.address, 100)
		require.ErrorIs(t, err, egress.ErrDenied)
		res, _, err := egress.New(egress.Config{Private: []string{door.address}}).Get(t.Context(), "http://"+door.address, 100)
		require.NoError(t, err)
		require.Equal(t, http.StatusFound, res.StatusCode)
		require.Zero(t, target.hits.Load())
	})

	t.Run("BoundsBodyAndRedirects", func(t *testing.T) {
		t.Parallel()
		long := setup(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", 1000)) })
		_, _, err := egress.New(egress.Config{Private: []string{long.address}}).Get(t.Context(), "http://"+long.address, 999)
		require.ErrorIs(t, err, egress.ErrTooLarge)
		loop := setup(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) })
		_, _, err = egress.New(egress.Config{Private: []string{loop.address}, Redirects: 3}).Get(t.Context(), "http://"+loop.address, 99)
		require.ErrorIs(t, err, egress.ErrRedirects)
	})

	t.Run("RefusesOtherAddresses", func(t *testing.T) {
		t.Parallel()
		for _, bad := range []string{"ftp://example.com/", "file:///etc/passwd", "http://user:pw@example.com/", "http:///x", "gopher://x", "http://a b/"} {
			_, _, err := egress.New(egress.Config{}).Get(t.Context(), bad, 100)
			require.ErrorIs(t, err, egress.ErrURL, bad)
		}
	})
}

func TestNoProxyFromEnvironment(t *testing.T) {
	hits := new(atomic.Int64)
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	_, _, err := egress.New(egress.Config{}).Get(t.Context(), "http://127.0.0.2/", 100)
	require.ErrorIs(t, err, egress.ErrDenied)
	require.Zero(t, hits.Load())
}

// resolverTo answers every A query with ip, over a socket of its own.
func resolverTo(t *testing.T, ip [4]byte) *net.Resolver {
	t.Helper()
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = pc.Close() })
	go func() {
		buf := make([]byte, 512)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			_, _ = pc.WriteTo(dnsAnswer(buf[:n], ip), from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

func dnsAnswer(query []byte, ip [4]byte) []byte {
	end := 12
	for query[end] != 0 {
		end += int(query[end]) + 1
	}
	end += 5
	out := append([]byte{query[0], query[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, query[12:end]...)
	if query[end-3] != 1 { // not an A query: no answer
		return out
	}
	out[7] = 1
	out = append(out, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4)
	return append(out, ip[:]...)
}
