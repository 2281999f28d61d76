package cluster_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

func TestSharedBuffers(t *testing.T) {
	t.Parallel()

	const mib = 1 << 20
	for memory, want := range map[uint64]uint64{0: 128, 512: 128, 2048: 256, 16 << 10: 2048, 256 << 10: 4096} {
		require.Equal(t, want*mib, cluster.SharedBuffers(memory*mib), memory)
	}
}
