package llm_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/llm"
)

func TestBreaker(t *testing.T) {
	t.Parallel()
	call := func(t *testing.T, b *llm.Breaker, failed bool) {
		t.Helper()
		require.True(t, b.Allow())
		b.Done(failed, true)
	}

	t.Run("OpensAtHalfOfTen", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			b := new(llm.Breaker)
			for i := range 9 {
				call(t, b, i%2 == 0)
			}
			require.False(t, b.Open())
			call(t, b, true)
			require.True(t, b.Open())
			require.False(t, b.Allow())
		})
	})

	t.Run("ProbesOnceAfterTheRest", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			b := new(llm.Breaker)
			for range 10 {
				call(t, b, true)
			}
			time.Sleep(14 * time.Second) // fake time
			require.False(t, b.Allow())
			time.Sleep(2 * time.Second)
			require.True(t, b.Allow())
			require.False(t, b.Allow(), "one probe at a time")
			b.Done(true, true)
			require.False(t, b.Allow(), "a failed probe keeps it open")
			time.Sleep(16 * time.Second)
			call(t, b, false)
			call(t, b, false)
			require.False(t, b.Open())
		})
	})

	t.Run("ForgetsAfterTheWindow", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			b := new(llm.Breaker)
			for range 9 {
				call(t, b, true)
			}
			time.Sleep(31 * time.Second)
			call(t, b, true)
			require.False(t, b.Open())
		})
	})

	t.Run("AbandonedProbeIsGivenBack", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			b := new(llm.Breaker)
			for range 10 {
				call(t, b, true)
			}
			time.Sleep(16 * time.Second)
			require.True(t, b.Allow())
			b.Done(false, false)
			require.True(t, b.Allow())
		})
	})
}
