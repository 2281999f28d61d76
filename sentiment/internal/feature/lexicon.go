package feature

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// entry is what the lexicons say about a phrase. An entry that is only the
// beginning of longer phrases is not final.
type entry struct {
	categories uint32
	polarity   int8 // -3 (the worst) to 3 (the best), 0 where the phrase has none
	final      bool
	longer     bool
}

// lexicon is a trie of token sequences whose nodes live in one open-addressed
// table under the hash of the path to them. A look-up is one probe in most
// cases, and a message has hundreds of them.
type lexicon struct {
	keys    []uint64
	entries []entry
	mask    uint64
	phrases int
}

func newLexicon() *lexicon {
	const slots = 1 << 16 // about a third full
	return &lexicon{keys: make([]uint64, slots), entries: make([]entry, slots), mask: slots - 1}
}

// find returns the node of a path, nil where no phrase begins like that.
func (l *lexicon) find(path uint64) *entry {
	for i := path & l.mask; l.keys[i] != 0; i = (i + 1) & l.mask {
		if l.keys[i] == path {
			return &l.entries[i]
		}
	}
	return nil
}

func (l *lexicon) put(path uint64) *entry {
	i := path & l.mask
	for l.keys[i] != 0 && l.keys[i] != path {
		i = (i + 1) & l.mask
	}
	l.keys[i] = path
	return &l.entries[i]
}

// shared is the lexicon of all languages; it is read-only after start.
var shared = mustLoad()

func mustLoad() *lexicon {
	l, err := load()
	if err != nil {
		panic("feature: " + err.Error())
	}
	return l
}

func load() (*lexicon, error) {
	l := newLexicon()
	files, err := lexiconFiles.ReadDir("lexicon")
	if err != nil {
		return nil, fmt.Errorf("list lexicons: %w", err)
	}
	for _, f := range files {
		data, err := lexiconFiles.ReadFile("lexicon/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read lexicon: %w", err)
		}
		if err := l.addFile(f.Name(), string(data)); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// addFile reads sections "[category polarity]" of phrases, separated by commas
// in English files and by white space in those that end in _zh or _signs.
func (l *lexicon) addFile(name, data string) error {
	split := func(c rune) bool { return c == ',' || c == '\n' }
	if !strings.HasPrefix(name, "en") {
		split = func(c rune) bool { return c == ' ' || c == '\n' || c == '\t' }
	}
	var reader Reader
	category, polarity := -1, 0
	for n, line := range strings.Split(data, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") && strings.Contains(line, " ") {
			var err error
			if category, polarity, err = parseHeader(line); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n+1, err)
			}
			continue
		}
		for _, phrase := range strings.FieldsFunc(line, split) {
			if err := l.add(&reader, strings.TrimSpace(phrase), category, polarity); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n+1, err)
			}
		}
	}
	return nil
}

func parseHeader(line string) (int, int, error) {
	fields := strings.Fields(strings.Trim(line, "[]"))
	if len(fields) != 2 {
		return 0, 0, fmt.Errorf("section %q is not [category polarity]", line)
	}
	polarity, err := strconv.Atoi(fields[1])
	if err != nil || polarity < -3 || polarity > 3 {
		return 0, 0, fmt.Errorf("polarity %q is not -3 to 3", fields[1])
	}
	for i, known := range categoryNames {
		if known == fields[0] {
			return i, polarity, nil
		}
	}
	return 0, 0, fmt.Errorf("unknown category %q", fields[0])
}

func (l *lexicon) add(r *Reader, phrase string, category, polarity int) error {
	if phrase == "" {
		return nil
	}
	r.split(phrase)
	if len(r.tokens) == 0 || category < 0 {
		return fmt.Errorf("phrase %q has no words or no section", phrase)
	}
	path := hashSeed
	var node *entry
	for i := range r.tokens {
		path = fold(path, r.tokens[i].hash)
		node = l.put(path)
		if i < len(r.tokens)-1 {
			node.longer = true
		}
	}
	if !node.final {
		l.phrases++
	}
	node.final = true
	node.categories |= 1 << category
	// The stronger word wins where two sections name the same phrase.
	if abs(polarity) > abs(int(node.polarity)) {
		node.polarity = int8(polarity)
	}
	return nil
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
