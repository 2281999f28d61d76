package format

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Bounds of including files in files: people nest two or three deep.
const (
	maxIncludes = 200
	maxNesting  = 8
)

// directive is how documentation tools put one file into another, on a line of
// its own: --8<-- "part.md", {!part.md!} and {% include "part.md" %}.
var directive = regexp.MustCompile(`(?m)^[ \t]*(?:--8<--[ \t]+"([^"\n]+)"|\{!\s*([^!\n]+?)\s*!\}|\{%-?\s*include(?:-markdown)?\s+"([^"\n]+)"\s*-?%\})[ \t]*$`)

// Include replaces the include lines of a Markdown file by the files they name.
// open gives a file's text by its path in the import, or false. A file that
// includes itself, through however many others, is refused, as are one that names
// a file that is not there and one that would grow beyond [MaxFile].
func Include(name, text string, open func(string) (string, bool)) (string, error) {
	if !directive.MatchString(text) {
		return text, nil
	}
	i := includer{open: open, size: len(text)}
	return i.expand(name, text, []string{name})
}

type includer struct {
	open  func(string) (string, bool)
	count int
	size  int // of all that was opened, in bytes
}

func (i *includer) expand(name, text string, above []string) (string, error) {
	var failed error
	out := directive.ReplaceAllStringFunc(text, func(line string) string {
		if failed != nil {
			return ""
		}
		var target string
		for _, group := range directive.FindStringSubmatch(line)[1:] {
			target += group
		}
		var body string
		body, failed = i.include(name, target, above)
		return body
	})
	return out, failed
}

func (i *includer) include(name, target string, above []string) (string, error) {
	if i.count++; i.count > maxIncludes || len(above) > maxNesting {
		return "", problem.New(problem.Invalid, "include_too_many", "file", shortName(target))
	}
	// Beside the including file first, then from the top of the import.
	for _, file := range []string{path.Join(path.Dir(name), target), path.Clean(target)} {
		if at := slices.Index(above, file); at >= 0 {
			return "", problem.New(problem.Invalid, "include_cycle", "file", chainOf(append(above[at:len(above):len(above)], file)))
		}
		if text, ok := i.open(file); ok {
			if i.size += len(text); i.size > MaxFile {
				return "", tooLarge()
			}
			return i.expand(file, withoutMeta(text), append(above[:len(above):len(above)], file))
		}
	}
	return "", problem.New(problem.Invalid, "include_missing", "file", shortName(target))
}

// chainOf names files that take each other in.
func chainOf(files []string) string {
	short := make([]string, len(files))
	for i, f := range files {
		short[i] = shortName(f)
	}
	return strings.Join(short, " → ")
}

// Includes reports whether a text has an include line.
func Includes(text string) bool { return directive.MatchString(text) }

func withoutMeta(text string) string {
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
			return body
		}
	}
	return text
}

func shortName(file string) string {
	if r := []rune(file); len(r) > 80 {
		return "…" + string(r[len(r)-79:])
	}
	return file
}
