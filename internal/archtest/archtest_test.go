// Package archtest holds the import policy as a test.
package archtest_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	module = "github.com/firstlinehq/firstline/"
	root   = "../.."
)

var rootFS = os.DirFS(root)

// mayImport is policy, not a description: change it in a commit of its own,
// with the reason. It lists which packages of ours a package may import; a
// rule covers subpackages, and one that stands in no list may not be imported.
// internal/problem, internal/clip and internal/hanzi are open to all. Those who speak to a visitor in fixed words
// take them from internal/locale, where both languages are kept complete.
//
// The parts of bot that only read and check text have entries of their own:
// what answers visitors and what helps agents must read questions, quote
// articles and check a model's words alike. agentassist takes the facts of a
// transcript from handoff, so that a suggestion and a brief know the same.
// web/api opens transactions, so that one answer is read at one instant.
var mayImport = map[string][]string{
	"internal/problem":   {},
	"internal/clip":      {},
	"internal/hanzi":     {},
	"internal/config":    {},
	"internal/telemetry": {},
	"internal/bus":       {},
	"internal/locale":    {},
	"internal/egress":    {},
	"internal/mail":      {},
	"internal/seal":      {},
	"internal/archtest":  {},
	"internal/labelled":  {},
	"internal/demo":      {},

	"internal/postgres":     {},
	"internal/llm":          {"internal/egress"},
	"internal/jobs":         {"internal/postgres"},
	"internal/timer":        {"internal/postgres", "internal/jobs"},
	"internal/account":      {"internal/postgres", "internal/seal"},
	"internal/worklist":     {"internal/postgres"},
	"internal/endpoint":     {"internal/postgres", "internal/llm", "internal/egress", "internal/seal"},
	"internal/conversation": {"internal/postgres", "internal/bus"},
	"internal/files":        {"internal/postgres"},
	"internal/doctor":       {"internal/postgres", "internal/egress", "internal/llm"},
	// What a message wants is learned apart from where examples are kept.
	"internal/intent":       {"internal/labelled", "internal/intent/learn", "internal/postgres", "internal/llm", "internal/jobs", "bot/mask"},
	"internal/intent/learn": {},

	"knowledge": {"internal/labelled", "internal/files", "internal/postgres", "internal/llm", "internal/jobs"},
	// Reads websites, through the one guarded client.
	"knowledge/intake": {"knowledge", "internal/egress", "internal/files", "internal/jobs", "internal/postgres"},
	"knowledge/gap": {
		"knowledge", "bot/mask", "bot/sentence", "internal/postgres", "internal/llm", "internal/jobs",
	},
	"knowledge/overlap":  {"knowledge", "bot/sentence", "internal/postgres", "internal/jobs"},
	"knowledge/question": {"knowledge", "internal/labelled", "bot/mask", "internal/postgres", "internal/jobs"},
	"sentiment":          {"internal/labelled", "internal/conversation", "internal/postgres", "internal/llm", "internal/jobs"},
	"handoff":            {"bot/mask", "internal/labelled", "internal/conversation", "sentiment", "internal/account", "internal/postgres", "internal/llm", "internal/bus", "internal/jobs", "internal/timer", "internal/locale", "internal/mail"},
	"agentassist": {
		"internal/conversation", "knowledge", "sentiment", "handoff", "internal/postgres", "internal/llm", "internal/jobs", "internal/locale",
		"bot/budget", "bot/extract", "bot/guard", "bot/mask", "bot/prompt", "bot/query", "bot/sentence", "bot/talk",
	},
	"bot": {
		"internal/labelled", "internal/conversation", "knowledge", "knowledge/gap", "knowledge/question", "sentiment", "handoff", "internal/postgres", "internal/llm", "internal/jobs", "internal/timer", "internal/locale", "internal/intent",
		"bot/action", "bot/budget", "bot/extract", "bot/guard", "bot/mask", "bot/prompt", "bot/query", "bot/sentence", "bot/sure", "bot/talk",
	},
	"bot/extract": {"bot/query", "bot/sentence", "bot/sure", "knowledge"},
	"bot/kin":     {"knowledge"},
	"bot/query":   {"bot/kin", "knowledge"},
	"bot/sure":    {},
	"bot/budget":  {"internal/postgres", "internal/llm"},
	// Does things for visitors elsewhere: through the one guarded client, as whom
	// the session knows them to be.
	"bot/action": {
		"internal/account", "internal/conversation", "internal/egress", "internal/jobs", "internal/locale", "internal/postgres", "internal/seal",
		"bot/mask", "knowledge",
	},
	"bot/guard":    {"bot/sentence", "bot/prompt", "knowledge"},
	"bot/mask":     {},
	"bot/prompt":   {"knowledge"},
	"bot/sentence": {"knowledge"},
	"bot/talk":     {"bot/sentence", "knowledge"},
	"internal/frontdesk": {
		"internal/conversation", "internal/files", "knowledge", "knowledge/gap", "sentiment", "handoff", "agentassist", "bot", "internal/account", "internal/postgres", "internal/timer", "internal/locale", "internal/mail",
	},

	"web/static": {},
	"web/limit":  {},
	"web/help":   {"knowledge", "internal/account", "internal/locale", "web/limit", "web/static"},
	"web/live": {
		"internal/frontdesk", "internal/worklist", "internal/account", "internal/bus", "internal/locale",
		"internal/conversation", "knowledge", "sentiment", "handoff", "agentassist", "bot", "bot/action",
	},
	"web/api": {
		"internal/frontdesk", "internal/worklist", "internal/account", "internal/bus", "internal/locale", "internal/postgres",
		"internal/endpoint", "internal/files", "internal/llm", "bot/action", "bot/budget", "bot/mask",
		"internal/conversation", "knowledge", "knowledge/intake", "knowledge/gap", "knowledge/overlap", "knowledge/question", "sentiment", "handoff", "agentassist", "bot", "internal/intent", "internal/intent/learn", "internal/mail", "web/live", "web/limit",
	},
	"web": {"web/api", "web/live", "web/static", "web/help"},
}

// anywhere may import everything: the wiring, of the product and of its tests.
var anywhere = []string{"cmd", "web/webtest"}

// onlyIn says where a module of somebody else's may be imported: the edges
// stay replaceable, and secrets have one door.
var onlyIn = map[string][]string{
	"github.com/gin-gonic/gin":                 {"web", "cmd"},
	"github.com/danielgtaylor/huma":            {"web"},
	"github.com/gorilla/websocket":             {"web", "cmd"}, // cmd: as a client, to measure
	"github.com/sashabaranov/go-openai":        {"internal/llm/openai"},
	"github.com/modelcontextprotocol/go-sdk":   {"bot/action/mcp", "web/e2e/backend"},
	"github.com/alecthomas/kong":               {"cmd"},
	"github.com/prometheus/client_golang":      {"internal/telemetry"},
	"github.com/riverqueue/river/riverdriver":  {"internal/jobs", "internal/postgres"},
	"github.com/riverqueue/river/rivermigrate": {"internal/postgres"},
}

func TestImportPolicy(t *testing.T) {
	t.Parallel()

	for file, imports := range goFiles(t) {
		pkg := path.Dir(file)
		test := strings.HasSuffix(file, "_test.go")
		for _, imported := range imports {
			if ours, ok := strings.CutPrefix(imported, module); ok && !test {
				require.True(t, allowed(pkg, ours), "%s: %s may not import %s", file, pkg, ours)
			}
			for prefix, homes := range onlyIn {
				if !test && within(imported, prefix) {
					require.True(t, covers(homes, pkg), "%s: %s is imported in %v only", file, prefix, homes)
				}
			}
		}
	}
}

func allowed(pkg, imported string) bool {
	if imported == "internal/problem" || imported == "internal/clip" || imported == "internal/hanzi" || covers(anywhere, pkg) {
		return true
	}
	home, owner := ruleFor(imported), ruleFor(pkg)
	return home != "" && owner != "" && (home == owner || slices.Contains(mayImport[owner], home))
}

// ruleFor is the longest entry of the policy that covers a package.
func ruleFor(pkg string) string {
	best := ""
	for home := range mayImport {
		if within(pkg, home) && len(home) > len(best) {
			best = home
		}
	}
	return best
}

func within(pkg, home string) bool { return pkg == home || strings.HasPrefix(pkg, home+"/") }

func covers(homes []string, pkg string) bool {
	return slices.ContainsFunc(homes, func(h string) bool { return within(pkg, h) })
}

// The environment is read in one place, so that docs/config.md is complete and
// no package grows a switch of its own.
func TestEnvironmentIsReadInConfigOnly(t *testing.T) {
	t.Parallel()

	for file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") || covers([]string{"internal/config", "internal/postgres/pgtest"}, path.Dir(file)) {
			continue
		}
		require.NotContains(t, source(t, file), "os.Getenv(", "%s", file)
		require.NotContains(t, source(t, file), "os.LookupEnv(", "%s", file)
	}
}

// Across workspaces row-level security does not help: each caller is known.
func TestWhoReadsAcrossWorkspaces(t *testing.T) {
	t.Parallel()

	callers := []string{
		"internal/postgres",     // defines it
		"internal/account",      // sign-in, sessions, tokens, first run
		"internal/conversation", // head look, stalled turns
		"handoff",               // sweeps, presence
		"internal/timer",        // the sweep
		"knowledge",             // re-embedding after a change of model
		"bot/eval",              // a workspace for the time of a measurement
		"bot/trace",             // forgetting prompts
		"bot/action",            // forgetting confirmations
		"internal/files",        // sweeping what nothing uses
		"internal/endpoint",     // models, which belong to the installation
	}
	for file := range goFiles(t) {
		if !strings.HasSuffix(file, "_test.go") && strings.Contains(source(t, file), ".AcrossWorkspaces(") {
			require.True(t, covers(callers, path.Dir(file)), "%s reads across workspaces", file)
		}
	}
}

func source(t *testing.T, file string) string {
	t.Helper()
	raw, err := fs.ReadFile(rootFS, file)
	require.NoError(t, err)
	return string(raw)
}

// goFiles lists every Go file of ours with what it imports.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	files := make(map[string][]string)
	err := fs.WalkDir(rootFS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && name != ".") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || within(path.Dir(name), "scripts") || within(path.Dir(name), "internal/archtest") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files[name] = []string{}
		for _, i := range parsed.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			files[name] = append(files[name], imported)
		}
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, files)
	return files
}
