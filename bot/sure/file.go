package sure

import (
	"bufio"
	"fmt"
	"io"
	"slices"
)

// Write prints a model as text: its base, then a tree a line, its splits by the
// names of their inputs and its leaves.
func (m Model) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "base %.4f\n", m.Base)
	for _, t := range m.Trees {
		for _, s := range []Split{t.First, t.Low, t.High} {
			fmt.Fprintf(out, "%s %.4f ", Names[s.Input], s.Limit)
		}
		fmt.Fprintf(out, "%.4f %.4f %.4f %.4f\n", t.Leaves[0], t.Leaves[1], t.Leaves[2], t.Leaves[3])
	}
	return out.Flush()
}

// Read reads what Write prints. The error names the line.
func Read(r io.Reader) (Model, error) {
	var m Model
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		var err error
		if n == 1 {
			_, err = fmt.Sscanf(lines.Text(), "base %g", &m.Base)
		} else {
			var t Tree
			t, err = readTree(lines.Text())
			m.Trees = append(m.Trees, t)
		}
		if err != nil {
			return Model{}, fmt.Errorf("model, line %d: %w", n, err)
		}
	}
	return m, lines.Err()
}

func readTree(line string) (t Tree, err error) {
	var names [3]string
	splits := [3]*Split{&t.First, &t.Low, &t.High}
	if _, err := fmt.Sscan(line, &names[0], &splits[0].Limit, &names[1], &splits[1].Limit, &names[2], &splits[2].Limit,
		&t.Leaves[0], &t.Leaves[1], &t.Leaves[2], &t.Leaves[3]); err != nil {
		return t, err
	}
	for i, name := range names {
		if splits[i].Input = slices.Index(Names[:], name); splits[i].Input < 0 {
			return t, fmt.Errorf("no sign is called %q", name)
		}
	}
	return t, nil
}
