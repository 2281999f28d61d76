package bot_test

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/prompt"
)

type attack struct{ class, text string }

func attacks(t *testing.T) []attack {
	t.Helper()
	raw, err := os.ReadFile("testdata/injection.txt")
	require.NoError(t, err)
	var list []attack
	for line := range strings.Lines(string(raw)) {
		class, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if class == "hidden" {
			text, err = strconv.Unquote(`"` + text + `"`)
			require.NoError(t, err, line)
		}
		list = append(list, attack{class, text})
	}
	require.Greater(t, len(list), 230)
	return list
}

// visible is a text without what nobody sees.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

// TestAttacksInThePrompt puts every attack everywhere that others write, and
// looks at what a model would be sent.
func TestAttacksInThePrompt(t *testing.T) {
	t.Parallel()
	secrets := prompt.Secrets{Nonce: "n0nce4test00", Canary: "flcanary00000000"}
	clean := prompt.Build(prompt.Answer{Workspace: "Juniper", Lang: "en", Secrets: secrets, Question: "x"})
	for _, a := range attacks(t) {
		built := prompt.Build(prompt.Answer{
			Workspace: "Juniper", Lang: "en", Secrets: secrets, Question: a.text,
			Sources: []prompt.Source{{Title: a.text, Section: a.text, Text: a.text}},
			History: []prompt.Line{{Visitor: true, Text: a.text}, {Text: a.text}},
		})
		require.Equal(t, clean.System, built.System, a.text)
		require.Equal(t, 6, strings.Count(built.User, secrets.Nonce), "three fences: %s", a.text)
		require.NotContains(t, built.User, secrets.Canary)
		require.Equal(t, visible(built.User), built.User, "nothing that nobody sees: %q", a.text)
		for _, token := range []string{"<|", "|>", "[INST]", "<<SYS>>", "</s>", "<system>", "<think>", "<start_of_turn>", "<｜", "\n### ", "\nassistant:", "\nsystem:"} {
			require.NotContains(t, strings.ToLower(built.User), strings.ToLower(token), a.text)
		}
	}
}

// TestAttacksInTheReply lets the model say every attack, between two honest
// sentences, and looks at what would be shown.
func TestAttacksInTheReply(t *testing.T) {
	t.Parallel()
	sources := []guard.Source{
		{Title: "Refunds", Text: "Refunds take 5 working days. The money goes back to the card you paid with."},
		{Title: "退款", Text: "退款需要五个工作日。"},
	}
	secrets := prompt.NewSecrets()
	system := prompt.Build(prompt.Answer{Workspace: "Juniper", Lang: "en", Secrets: secrets}).System
	const honest = "Refunds take 5 working days [1]. "
	for _, a := range attacks(t) {
		for _, reply := range []string{honest + a.text + " [1] " + honest, honest + a.text + "\n" + honest, a.text + " " + honest + honest} {
			g := guard.New(guard.Config{Sources: sources, System: system, Secrets: secrets})
			var shown strings.Builder
			for _, r := range reply {
				text, err := g.Write(string(r))
				require.NoError(t, err, a.text)
				shown.WriteString(text)
			}
			text, err := g.Close()
			require.NoError(t, err)
			shown.WriteString(text)
			lower := strings.ToLower(visible(shown.String()))
			// What begins with a small letter counts as one sentence with what
			// stands before it, and takes that down with it.
			if strings.HasPrefix(reply, honest) && !unicode.IsLower(rune(a.text[0])) {
				require.Contains(t, lower, "refunds take 5 working days", a.text)
			}
			for _, bad := range []string{"<", "![", "](", "evil.example", "javascript:", "vbscript:", "data:", "banana", "香蕉", "full liability", "full.", "guarantee", "promise", "€500", "80%", "drop table", "os.system", "全额退款", "保证", "补偿", "转人工", "escalate", "marker"} {
				require.NotContains(t, lower, bad, "%s: %q", a.class, a.text)
			}
		}
	}
}

// TestAttacksInTheSources lets a poisoned article, or the answer of another
// system, say every attack, and the model repeat it with its number: that
// supports a sentence, yet never makes it markup, a picture or a secret.
func TestAttacksInTheSources(t *testing.T) {
	t.Parallel()
	secrets := prompt.NewSecrets()
	system := prompt.Build(prompt.Answer{Workspace: "Juniper", Lang: "en", Secrets: secrets}).System
	for _, a := range attacks(t) {
		g := guard.New(guard.Config{Sources: []guard.Source{{Title: a.text, Text: a.text}}, Hosts: []string{"juniper.example"}, System: system, Secrets: secrets})
		begun, err := g.Write(a.text + " [1] ")
		require.NoError(t, err, a.text)
		rest, err := g.Close()
		require.NoError(t, err)
		lower := strings.ToLower(visible(begun + rest))
		for _, bad := range []string{"<", "![", "](http", "https://evil", "javascript:", "vbscript:", "data:", secrets.Canary, secrets.Nonce} {
			require.NotContains(t, lower, bad, "%s: %q", a.class, a.text)
		}
	}
}
