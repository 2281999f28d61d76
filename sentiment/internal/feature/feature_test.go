package feature_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
)

func read(text string) feature.Vector {
	var r feature.Reader
	return *r.Read(text)
}

func TestRead(t *testing.T) {
	t.Parallel()

	t.Run("IsTheSameTwiceAndForEachReader", func(t *testing.T) {
		t.Parallel()
		var r feature.Reader
		first := *r.Read("Not good!! 一点都不好用 😡")
		rows := append([]uint32(nil), first.Rows...)
		r.Read("something else entirely, and longer than the first one was")
		again := r.Read("Not good!! 一点都不好用 😡")
		require.Equal(t, first.Dense, again.Dense)
		require.Equal(t, rows, again.Rows)
		require.Equal(t, rows, read("Not good!! 一点都不好用 😡").Rows)
	})

	t.Run("SeesThroughWriting", func(t *testing.T) {
		t.Parallel()
		for _, same := range [][2]string{
			{"it is good", "it is ｇｏｏｄ"},       // full width
			{"don't like it", "don’t like it"}, // curly
			{"服務態度很差", "服务态度很差"},               // both scripts
			{"nice :)", "nice :-)"},
			{"好。", "好."},
		} {
			require.Equal(t, read(same[0]).Rows, read(same[1]).Rows, "%q and %q", same[0], same[1])
		}
		require.Equal(t, read("so good").Rows, read("so gooooood").Rows, "stretched letters")
	})

	t.Run("ReadsANumberForWhatItSays", func(t *testing.T) {
		t.Parallel()
		plain := read("order lamp").Known
		for _, text := range []string{"order 55102 lamp", "order 12 lamp", "order 2/3 lamp", "order jb-44192 lamp"} {
			require.Equal(t, plain, read(text).Known, "%q holds nothing that feels", text)
		}
		require.Equal(t, read("ref 11").Rows, read("ref 9000").Rows)
		require.NotEqual(t, read("1 star").Dense, read("5 stars").Dense)
		require.NotEqual(t, read("1星").Dense, read("5星").Dense)
		require.NotEqual(t, read("0/10").Dense, read("10/10").Dense)
		require.NotEqual(t, read("我要打12315").Dense, read("我要打12310").Dense)
		require.Equal(t, read("in 7 hours").Dense, read("in 30 hours").Dense)
	})

	t.Run("KnowsAMaskedSwearWord", func(t *testing.T) {
		t.Parallel()
		swears := read("you f**k").Dense
		for _, text := range []string{"you sh*t", "you w**kers", "you b******s", "you f***", "you f***ing"} {
			require.Equal(t, swears, read(text).Dense, "%q", text)
		}
		for _, text := range []string{"you *really*", "you **really**", "you width*height", "you really*", "you l*w*h", "you j***n@mail.com", "you ab**12"} {
			require.NotEqual(t, swears, read(text).Dense, "%q is emphasis, a product or something hidden", text)
		}
	})

	t.Run("TurnsNothingByANoThatDeniesNothing", func(t *testing.T) {
		t.Parallel()
		for text, turned := range map[string]string{
			"无线好用": "不好用", "差不多满意": "不满意", "分别满意": "不满意", "no wonder happy": "no happy",
		} {
			require.Positive(t, feature.Feeling(read(text)), "%q", text)
			require.Negative(t, feature.Feeling(read(turned)), "%q", turned)
		}
	})

	t.Run("AcceptsAnything", func(t *testing.T) {
		t.Parallel()
		for _, text := range []string{"", "\x00", "\xff\xfe\xfd", ":", "<", "@", "'", "http://", "a", "^", "😀", "。。。", strings.Repeat("!", 5000)} {
			v := read(text)
			for _, r := range v.Rows {
				require.Less(t, r, uint32(feature.Rows))
			}
		}
	})

	t.Run("BoundsItsWork", func(t *testing.T) {
		t.Parallel()
		long := read(strings.Repeat("垃圾公司骗人。", 10_000))
		require.Less(t, len(long.Rows), 12_000)
	})
}

// A message is read for each say of each visitor: garbage would be collected
// on the path that acknowledges it.
//
//nolint:paralleltest // AllocsPerRun counts those of parallel tests as well
func TestReadAllocatesNothing(t *testing.T) {
	var r feature.Reader
	for _, text := range []string{"Where is my parcel?? You said MONDAY :(", "等了三天还没到，你们到底什么时候发货？😡"} {
		r.Read(text)
		require.Zero(t, testing.AllocsPerRun(100, func() { r.Read(text) }))
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"Not good!! 😡", "一点都不好用…", ":-) <3 ^_^ =(", "@a https://b.c/d?e", "\xff's'"} {
		f.Add(seed)
	}
	var r feature.Reader
	f.Fuzz(func(t *testing.T, text string) {
		v := r.Read(text)
		for _, row := range v.Rows {
			if row >= feature.Rows {
				t.Fatalf("row %d of %d", row, feature.Rows)
			}
		}
		for i, x := range v.Dense {
			if x != x || x > 1000 || x < -1000 {
				t.Fatalf("feature %d is %v", i, x)
			}
		}
	})
}
