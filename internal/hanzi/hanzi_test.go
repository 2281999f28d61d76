package hanzi_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/hanzi"
)

func TestPlain(t *testing.T) {
	t.Parallel()

	for traditional, plain := range map[string]string{
		"請幫我轉接專員，謝謝": "请帮我转接专员，谢谢",
		"門市櫃檯幾點關":    "门市柜台几点关",
		"我要申訴，退費":    "我要申诉，退费",
		"簡体字 stays":  "简体字 stays",
		"大阪":         "大阪",
		"":           "",
	} {
		require.Equal(t, plain, strings.Map(hanzi.Plain, traditional))
	}
}

// What is plain already must not be taken for another character.
func TestPlainTwiceIsPlainOnce(t *testing.T) {
	t.Parallel()

	for r := rune(0); r <= 0xffff; r++ {
		once := hanzi.Plain(r)
		require.Equal(t, once, hanzi.Plain(once))
	}
}
