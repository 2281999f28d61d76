package clip_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/internal/clip"
)

func TestClip(t *testing.T) {
	t.Parallel()

	require.Equal(t, "包裹", clip.Runes("包裹丢了", 2))
	require.Equal(t, "包裹丢了", clip.Runes("包裹丢了", 4))
	require.Equal(t, "包", clip.Bytes("包裹", 5))
	require.Equal(t, "包裹", clip.Bytes("包裹", 6))
	require.Equal(t, "my parcel…", clip.Line("my parcel is lost", 11))
	require.Equal(t, "my parcel", clip.Line("my parcel", 9))
}

func TestClipNeverTearsOrGrows(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.String().Draw(t, "s"), rapid.IntRange(1, 40).Draw(t, "n")
		for _, got := range []string{clip.Runes(s, n), clip.Bytes(s, n)} {
			require.True(t, utf8.ValidString(got))
			require.Equal(t, s[:len(got)], got)
		}
		require.LessOrEqual(t, utf8.RuneCountInString(clip.Runes(s, n)), n)
		require.LessOrEqual(t, len(clip.Bytes(s, n)), n)
		require.LessOrEqual(t, utf8.RuneCountInString(clip.Line(s, n)), n)
	})
}
