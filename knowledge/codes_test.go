package knowledge_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge"
)

// Whoever types an error code or an article number means that one: it comes first
// however it is written, among neighbours that differ in one digit and articles
// that have every other word of the question.
func TestCodesComeFirst(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for i := range 30 {
		b.mustPublish(t, knowledge.Draft{
			Title: fmt.Sprintf("Fault %d", i), Lang: "en",
			Body: fmt.Sprintf("The display shows E-%d when the pump is blocked. Part number JH-%d-OAK. Manual %d/2024.", 1000+i, 200+i, 880000+i),
		})
	}
	b.mustPublish(t, knowledge.Draft{Title: "Error codes on the display", Body: "What an error code on the display means: see the part number and the manual.", Lang: "en"})
	b.mustPublish(t, knowledge.Draft{Title: "错误代码", Body: "显示屏出现错误代码时怎么办：看零件号和说明书。显示屏错误代码 E-1007 表示水泵堵塞。", Lang: "zh"})
	for _, c := range []struct{ ask, lang, want string }{
		{"E-1017", "en", "Fault 17"},
		{"e1017", "en", "Fault 17"},
		{"E 1017", "en", "Fault 17"},
		{"what does the error code E-1017 on the display mean", "en", "Fault 17"},
		{"display error e‑1003!!", "en", "Fault 3"},
		{"do you have part number JH-212-OAK", "en", "Fault 12"},
		{"jh212oak", "en", "Fault 12"},
		{"manual 880021", "en", "Fault 21"},
		{"显示屏出现E-1021是什么意思", "zh", "Fault 21"},
		{"显示屏错误代码E1007怎么办", "zh", "错误代码"},
	} {
		require.Equal(t, c.want, b.titles(t, knowledge.Query{Text: c.ask, Lang: c.lang, Limit: 1}), c.ask)
	}
}
