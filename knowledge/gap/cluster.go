package gap

import (
	"cmp"
	"slices"

	"github.com/firstlinehq/firstline/knowledge/meaning"
)

// From which likeness a question joins a gap, and two gaps become one: as low
// as testdata allows without mixing what is asked about one thing with what is
// asked about another. Two gaps of one meaning are merged by a click; one of two
// is read wrongly.
const (
	joinFrom  = 0.28
	mergeFrom = 0.16
	// nearest is how many of a gap's questions a new one must resemble.
	nearest = 3
	// comparedMost bounds the questions of a gap that are compared.
	comparedMost = 40
)

// space is questions among which gaps are found.
type space struct{ points []meaning.Point }

func newSpace(questions []meaning.Meaning) *space { return &space{meaning.Together(questions)} }

// cluster is a gap while questions are placed.
type cluster struct {
	members []int // of the space
	fixed   bool  // a person had a hand in it: it is not merged by itself
	changed bool  // got a question or another cluster just now
}

// likeness is how much a point resembles a cluster: the mean of its nearest
// members' similarity.
func (s *space) likeness(p meaning.Point, c *cluster) float64 {
	if len(c.members) == 0 {
		return 0
	}
	best := make([]float64, 0, comparedMost)
	for _, m := range c.members[max(0, len(c.members)-comparedMost):] {
		best = append(best, meaning.Similar(p, s.points[m]))
	}
	slices.SortFunc(best, func(a, b float64) int { return cmp.Compare(b, a) })
	best = best[:min(nearest, len(best))]
	sum := 0.0
	for _, b := range best {
		sum += b
	}
	return sum / float64(len(best))
}

// between is the mean similarity of two clusters' members.
func (s *space) between(a, b *cluster) float64 {
	sum, n := 0.0, 0
	for _, i := range a.members[:min(len(a.members), comparedMost)] {
		for _, j := range b.members[:min(len(b.members), comparedMost)] {
			sum += meaning.Similar(s.points[i], s.points[j])
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// nearestTo gives the cluster that a point resembles most, and how much.
func (s *space) nearestTo(p meaning.Point, clusters []*cluster) (at int, likeness float64) {
	at = -1
	for i, c := range clusters {
		if l := s.likeness(p, c); l > likeness {
			at, likeness = i, l
		}
	}
	return at, likeness
}

// gather places new points, in order, among clusters and returns the clusters
// with those that were begun. An answered question joins a cluster but begins
// none. merge[i] is the cluster that i has become a part of, or i.
func (s *space) gather(clusters []*cluster, added []int, answered func(int) bool) (all []*cluster, merge []int) {
	all = clusters
	var waiting []int
	for _, p := range added {
		if answered(p) {
			waiting = append(waiting, p)
			continue
		}
		at, likeness := s.nearestTo(s.points[p], all)
		if likeness < joinFrom {
			all = append(all, &cluster{})
			at = len(all) - 1
		}
		all[at].members, all[at].changed = append(all[at].members, p), true
	}
	merge = s.mergeAlike(all)
	for _, p := range waiting {
		if at, likeness := s.nearestTo(s.points[p], all); likeness >= joinFrom {
			all[at].members = append(all[at].members, p)
		}
	}
	return all, merge
}

// mergeAlike makes clusters one that mean the same, the older taking the newer,
// until none are left that do. The order of words in the first questions would
// decide otherwise.
func (s *space) mergeAlike(all []*cluster) []int {
	into := make([]int, len(all))
	for i := range into {
		into[i] = i
	}
	for merged := true; merged; {
		merged = false
		for i := range all {
			for j := i + 1; j < len(all); j++ {
				a, b := all[i], all[j]
				if len(a.members) == 0 || len(b.members) == 0 || a.fixed && b.fixed || !a.changed && !b.changed || s.between(a, b) < mergeFrom {
					continue
				}
				from, to := j, i
				if b.fixed {
					from, to = i, j
				}
				all[to].members = append(all[to].members, all[from].members...)
				slices.Sort(all[to].members)
				all[from].members, all[to].changed, into[from] = nil, true, to
				merged = true
			}
		}
	}
	for i := range into {
		for into[i] != into[into[i]] {
			into[i] = into[into[i]]
		}
	}
	return into
}

// lead is the member that is most like the others: what to call the cluster by.
func (s *space) lead(members []int) int {
	best, most := members[0], -1.0
	compared := members[:min(len(members), comparedMost)]
	for _, i := range compared {
		sum := 0.0
		for _, j := range compared {
			sum += meaning.Similar(s.points[i], s.points[j])
		}
		if sum > most+1e-9 {
			best, most = i, sum
		}
	}
	return best
}
