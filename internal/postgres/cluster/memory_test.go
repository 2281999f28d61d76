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

func TestLimitsOfMemory(t *testing.T) {
	t.Parallel()

	top := []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}
	require.Equal(t, top, cluster.LimitFiles(""))
	require.Equal(t, top, cluster.LimitFiles("0::/\n"), "a container")
	require.Equal(t, append(top, "/sys/fs/cgroup/system.slice/firstline.service/memory.max", "/sys/fs/cgroup/system.slice/memory.max",
		"/sys/fs/cgroup/memory/a/memory.limit_in_bytes"), cluster.LimitFiles("0::/system.slice/firstline.service\n5:cpu:/a\n4:memory:/../a\n"))
}
