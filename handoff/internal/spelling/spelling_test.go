package spelling_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/internal/spelling"
)

func TestMend(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"conect me too a persn":  "connect me too a person",
		"abeg una get pesin":     "please you get person",
		"prison personal agency": "prison personal agency",
		"callmeback":             "call me back",
		"bring earrings staring": "bring earrings staring",
		"callback":               "callback",
		"zhao ge ren":            "找 个 人",
	} {
		require.Equal(t, want, strings.Join(spelling.Mend(strings.Fields(text)), " "))
	}
}

func TestHear(t *testing.T) {
	t.Parallel()

	require.Equal(t, "转人工", spelling.Hear("砖仁公"))
	require.Equal(t, "专人工作时间", spelling.Hear("专人工作时间"))
}

func TestStandard(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"係數": "係數", "喇叭": "喇叭", "早點做": "早點做", "全職員工": "全職員工", "反駁": "反駁", "佢係職員": "他是工作人员",
		"搵職員傾下": "找工作人员聊一下", "唔使啦": "不用啦", "關係": "關係", "我哋": "我们", "it stays": "it stays",
	} {
		require.Equal(t, want, spelling.Standard(text))
	}
	require.Equal(t, '不', spelling.Simplify('唔'))
	require.Equal(t, '转', spelling.Simplify('轉'))
}
