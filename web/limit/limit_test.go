package limit_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/web/limit"
)

func TestTake(t *testing.T) {
	t.Parallel()

	b := limit.New(0.001, 2)
	require.NoError(t, b.Take("a"))
	require.NoError(t, b.Take("a"))
	err := b.Take("a")
	var limited *problem.Error
	require.ErrorAs(t, err, &limited)
	require.Equal(t, problem.RateLimited, limited.Kind)
	require.NoError(t, b.Take("b"), "everybody has their own")
}

func TestNetwork(t *testing.T) {
	t.Parallel()

	require.Equal(t, "192.0.2.7", limit.Network("192.0.2.7"))
	require.Equal(t, limit.Network("2001:db8:1:2::1"), limit.Network("2001:db8:1:2:ffff::9"), "one household")
	require.NotEqual(t, limit.Network("2001:db8:1:2::1"), limit.Network("2001:db8:1:3::1"))
	require.Equal(t, "::ffff:192.0.2.7", limit.Network("::ffff:192.0.2.7"), "an address of IPv4 in other clothes is no network")
	require.Equal(t, "unknown", limit.Network("unknown"))
}

func TestPlaces(t *testing.T) {
	t.Parallel()

	p := limit.NewPlaces(3, 2)
	enter := func(key string) func() {
		leave, err := p.Enter(key)
		require.NoError(t, err)
		return leave
	}
	full := func(key string) {
		_, err := p.Enter(key)
		var known *problem.Error
		require.ErrorAs(t, err, &known)
		require.Equal(t, problem.RateLimited, known.Kind)
	}
	first, _ := enter("a"), enter("a")
	full("a")
	other := enter("b")
	full("c") // no place at all
	first()
	first() // once is enough
	_ = enter("c")
	full("c")
	other()
	_ = enter("a")
	full("b")
}
