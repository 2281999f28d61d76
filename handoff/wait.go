package handoff

import (
	"math"
	"slices"
)

// Wait is how long somebody waited who began at a place in line.
type Wait struct {
	Place   int
	Seconds float64
}

// What a range rests on. Fewer waits than enough say nothing; more than most
// are of another time of day.
const (
	enoughWaits = 12
	mostWaits   = 80
	// tail of the recent waits is left out at each end.
	tail = 0.03
	// surely is how many standard deviations a range holds at least. Waits of one
	// busy hour are alike, and say too little of the next: a wait from place k is
	// the sum of k turns, and k turns as uneven as service times are vary by
	// 1/√k; n waits know their mean to 1/√n. With 1.6, at least 80 of 100 real
	// waits lie inside at light, heavy and growing load (TestWaitsAreCalibrated).
	surely = 1.6
)

// WaitRange is between which minutes somebody at a place will probably wait,
// from recent waits, newest first; nil where too little is known of waits from
// such places. Waits that began within half and twice the place are scaled to
// it: each place ahead is one more turn of the same desk. The bounds are
// rounded outwards to whole minutes.
func WaitRange(recent []Wait, place int) (lowest, highest *int) {
	var scaled []float64
	for _, w := range recent {
		if 2*w.Place < place || w.Place > 2*place || len(scaled) == mostWaits {
			continue
		}
		scaled = append(scaled, w.Seconds*float64(place)/float64(w.Place))
	}
	if len(scaled) < enoughWaits {
		return nil, nil
	}
	slices.Sort(scaled)
	at := func(part float64) float64 { return scaled[int(math.Round(part*float64(len(scaled)-1)))] }
	median, spread := at(0.5), surely*math.Sqrt(1/float64(place)+1/float64(len(scaled)))
	low := int(math.Floor(math.Max(0, math.Min(at(tail), median*(1-spread))) / 60))
	high := max(int(math.Ceil(math.Max(at(1-tail), median*(1+spread))/60)), low+1)
	return &low, &high
}
