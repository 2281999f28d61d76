package wording

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSameTopic(t *testing.T) {
	t.Parallel()

	same := func(a, b string) bool { return TopicOf(a).Same(TopicOf(b)) }
	require.True(t, same("where is my parcel", "my package, where is it?"))
	require.True(t, same("运费谁出", "我问的是运费谁出"))
	require.True(t, same("does the pro plan include it", "is it included in pro"))
	require.True(t, same("腳架可以帶上機嗎", "所以腳架到底能不能帶上飛機"))
	require.False(t, same("怎么退货", "怎么换尺码"))
	require.False(t, same("where is my parcel", "do you have it in red"))
	require.False(t, same("", ""))
}
