package handoff

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSkillOf(t *testing.T) {
	t.Parallel()

	known := []string{"orders", "delivery", "returns", "warranty", "gardening"}
	for text, want := range map[string][]string{
		"my parcel is late, where is it?":             {"delivery"},
		"我要退货，退款多久到？":                                 {"returns"},
		"the lamp stopped working, is it in warranty": {"warranty"},
		"a question about gardening":                  {"gardening"},
		"hello":                                       {},
		"请转人工":                                        {},
	} {
		require.Equal(t, want, skillOf([]Line{{Role: RoleVisitor, Text: text}, {Role: RoleBot, Text: "order order order"}}, known), text)
	}
	require.Empty(t, skillOf([]Line{{Role: RoleVisitor, Text: "my parcel is late"}}, nil), "a workspace without skills")
}
