package live_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/live"
)

func TestValidClientID(t *testing.T) {
	t.Parallel()

	for id, valid := range map[string]bool{
		"0198c0de-0000-7000-8000-000000000000": true,
		"编号":                                   true,
		strings.Repeat("x", 64):                true,
		strings.Repeat("x", 65):                false,
		strings.Repeat("字", 22):                false,
		"":                                     false,
		"a\x00b":                               false,
		"a\nb":                                 false,
		"a\u0085b":                             false,
		"a\xffb":                               false,
	} {
		require.Equal(t, valid, live.ValidClientID(id), "%q", id)
	}
}
