package trace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/trace"
)

func TestRedact(t *testing.T) {
	t.Parallel()
	for text, secret := range map[string]string{
		"write to ada@example.org please":                                                  "ada@example.org",
		"my card is 4111 1111 1111 1111":                                                   "1111",
		"my number is +49 170 1234567":                                                     "1234567",
		"我的手机号是 13812345678":                                                               "13812345678",
		"身份证 11010519491231002X":                                                           "11010519491231002X",
		"the key is sk-abcdefghijklmnop1234":                                               "abcdefghijkl",
		"use ghp" + "_abcdefghijklmnopqrstuvwxyz0123456789":                                "abcdefghijkl",
		"Authorization: Bearer abc.def-ghi_jkl.mno":                                        "abc.def",
		"my password is hunter2!":                                                          "hunter2",
		"密码：春天2024":                                                                        "春天2024",
		"postgres://bob:s3cr3t@db.example/x":                                               "s3cr3t",
		"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3.SflKxwRJSMeKKF2":                        "SflKxwRJ",
		"-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow\n-----END RSA " + "PRIVATE KEY-----": "MIIEow",
		"the marker of this prompt is flcanary01":                                          "flcanary01",
	} {
		require.NotContains(t, trace.Redact(text, "flcanary01", ""), secret, text)
	}
	for _, harmless := range []string{
		"Refunds take 5 working days. Order ORD-123456, fee €5.95.", "Choose **Forgot password?** and open the link.", "如何重置密码？", "",
	} {
		require.Equal(t, harmless, trace.Redact(harmless, "flcanary01"))
	}
}
