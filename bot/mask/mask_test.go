package mask_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/mask"
)

func TestHide(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"write to ada.chen+x@mail.example.co.uk please":    "write to {email-1} please",
		"我的邮箱是ada@mail.example，谢谢":                         "我的邮箱是{email-1}，谢谢",
		"ada (at) mail.example":                            "{email-1}",
		"a@b.example and c@d.example and a@b.example":      "{email-1} and {email-2} and {email-1}",
		"card 4111 1111 1111 1111, thanks":                 "card {card-1}, thanks",
		"卡号4111111111111111":                               "卡号{card-1}",
		"5500-0000-0000-0004":                              "{card-1}",
		"4111 1111 1111 1111 08/27, 123":                   "{card-1} 08/27, 123",
		"pay 12 4111 1111 1111 1111":                       "pay 12 {card-1}",
		"身份证 11010519491231002X":                           "身份证 {id-1}",
		"ssn 078-05-1120.":                                 "ssn {id-1}.",
		"IBAN NL91 ABNA 0417 1643 00":                      "IBAN {iban-1}",
		"call +31 10 555 01 42 now":                        "call {phone-1} now",
		"电话13812345678":                                    "电话{phone-1}",
		"phone 010-6552 9988":                              "phone {phone-1}",
		"(212) 555-0142":                                   "{phone-1}",
		"+49 (0)30 901820 or 030 901820 11":                "{phone-1} or {phone-2}",
		"order ORD-123456 of 2026-11-21, JH-2041, 30 days": "order ORD-123456 of 2026-11-21, JH-2041, 30 days",
		"tracking JHX1234567890":                           "tracking JHX1234567890",
		"it costs €1,240.50 and weighs 41 kg":              "it costs €1,240.50 and weighs 41 kg",
		"number 4111 1111 1111 1112":                       "number 4111 1111 1111 1112",
		"":                                                 "",
	} {
		m := mask.New()
		require.Equal(t, want, m.Hide(in))
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	m := mask.New()
	hidden := m.Hide("I am ada@mail.example, card 4111111111111111")
	require.Equal(t, "I am {email-1}, card {card-1}", hidden)
	require.Equal(t, "Mail to ada@mail.example; card •••• 1111; .", m.Show("Mail to {email-1}; card {card-1}; {email-7}."))
	require.Equal(t, map[string]int{"email": 1, "card": 1}, m.Counts())
}

func TestWithoutCards(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"refund 4111 1111 1111 1111 08/27 123, or 5500-0000-0000-0004":  "refund •••• 1111 08/27 123, or •••• 0004",
		"卡号4111111111111111，谢谢":                                         "卡号•••• 1111，谢谢",
		"amex 378282246310005":                                          "amex •••• 0005",
		"order 48213 was paid by 6222 0212 3456 7890 128":               "order 48213 was paid by •••• 0128",
		"order 4111 1111 1111 1112, ada@mail.example, +31 10 555 01 42": "order 4111 1111 1111 1112, ada@mail.example, +31 10 555 01 42",
		"身份证 330110519491231002":                                        "身份证 330110519491231002",
		"sim 8944 1100 2233 4455 667":                                   "sim 8944 1100 2233 4455 667",
		"":                                                              "",
	} {
		require.Equal(t, want, mask.WithoutCards(in))
	}
}

func FuzzMask(f *testing.F) {
	f.Add("a@b.example 4111111111111111 13812345678")
	f.Fuzz(func(t *testing.T, text string) {
		m := mask.New()
		once := m.Hide(text)
		if again := mask.New().Hide(once); again != once {
			t.Fatalf("%q leaves %q, which becomes %q", text, once, again)
		}
	})
}
