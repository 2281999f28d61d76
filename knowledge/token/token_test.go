package token_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge/token"
)

func texts(terms []token.Term) string {
	var out []string
	for _, t := range terms {
		out = append(out, t.Text)
	}
	return strings.Join(out, " ")
}

func TestTerms(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct{ in, out string }{
		"Words":           {"Where are my deliveries?", "where deliv"},
		"SameStem":        {"cancelling cancelled cancellation cancel", "cancel cancel cancel cancel"},
		"British":         {"customised colours", "custom color"},
		"Apostrophes":     {"the shop’s policy doesn't", "shop polici doesnt"},
		"Chinese":         {"退货政策", "退 货 退货 政 货政 策 政策"},
		"Traditional":     {"退貨政策", "退 货 退货 政 货政 策 政策"},
		"Mixed":           {"重置iPhone密码", "重 置 重置 iphon 密 码 密码"},
		"CodeWithJoint":   {"error E-1042!", "error e 1042 e1042"},
		"CodeAsOneWord":   {"error e1042", "error e1042"},
		"Underscores":     {"NET::ERR_CERT_INVALID", "net err cert invalid errcertinvalid"},
		"Hex":             {"0x80070005", "0x80070005"},
		"NumberIsNoCode":  {"costs 4.95 euro", "cost 4 95 euro"},
		"HyphenIsNoCode":  {"sign-in", "sign"},
		"FullWidth":       {"ＡＢＣ１２３", "abc123"},
		"ZeroWidth":       {"pass\u200bword", "password"},
		"Tags":            {"hi\U000E0041\U000E0042 there", "hi"},
		"Nothing":         {" \t!?，。", ""},
		"OnlyStopWords":   {"to be or", ""},
		"InvalidUTF8":     {"ab\xffcd", "ab cd"},
		"PunctuationEnds": {"退款。多久", "退 款 退款 多 久 多久"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			require.Equal(t, c.out, texts(token.Terms(c.in)))
		})
	}
}

func TestTermsKindsAndPlaces(t *testing.T) {
	t.Parallel()

	terms := token.Terms("how to reset SKU-99-A")
	require.Equal(t, token.Term{Text: "how", Surface: "how", Kind: token.Weak, Pos: 0}, terms[0])
	require.Equal(t, token.Term{Text: "reset", Surface: "reset", Kind: token.Word, Pos: 2}, terms[1])
	last := terms[len(terms)-1]
	require.Equal(t, token.Code, last.Kind)
	require.Equal(t, "sku99a", last.Text)
	require.Equal(t, 3, last.Pos)
}

func TestTermsAreBounded(t *testing.T) {
	t.Parallel()

	for _, term := range token.Terms(strings.Repeat("x", 100_000) + " " + strings.Repeat("é", 1000)) {
		require.LessOrEqual(t, len(term.Text), token.MaxTerm)
		require.NotEmpty(t, term.Text)
	}
}

func TestLang(t *testing.T) {
	t.Parallel()

	require.Equal(t, "en", token.Lang("How do I reset it?"))
	require.Equal(t, "zh", token.Lang("怎么重置 AdGuard"))
	require.Equal(t, "en", token.Lang(""))
	require.Equal(t, "en", token.Lang("The sign 退 means refund in Chinese shops"))
}

func FuzzTerms(f *testing.F) {
	f.Add("E-1042 退货’s \u200b\xff")
	f.Fuzz(func(t *testing.T, text string) {
		for _, term := range token.Terms(text) {
			if term.Text == "" || len(term.Text) > token.MaxTerm {
				t.Fatalf("bad term %q of %q", term.Text, text)
			}
		}
	})
}
