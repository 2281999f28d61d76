package gap

// Cluster gathers texts as questions without an answer that come one after the
// other, and gives the number of each one's cluster.
func Cluster(texts []string) []int {
	meanings := make([]meaning, len(texts))
	added := make([]int, len(texts))
	for i, t := range texts {
		meanings[i], added[i] = meaningOf(t), i
	}
	all, _ := newSpace(meanings).gather(nil, added, func(int) bool { return false })
	out := make([]int, len(texts))
	for n, c := range all {
		for _, m := range c.members {
			out[m] = n
		}
	}
	return out
}

// Similar compares two texts among others.
func Similar(a, b string, others []string) float64 {
	meanings := []meaning{meaningOf(a), meaningOf(b)}
	for _, o := range others {
		meanings = append(meanings, meaningOf(o))
	}
	s := newSpace(meanings)
	return similar(s.points[0], s.points[1])
}

// Tells reports whether a text is about something.
func Tells(text string) bool { return tells(text) }
