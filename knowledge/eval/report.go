package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"
	"time"
)

// Report is what a set's questions came to. Rates and gains are 0 to 1, times in
// milliseconds.
type Report struct {
	// N is how many questions have an answer; the rates are over them.
	N     int     `json:"n"`
	Hit1  float64 `json:"hit1"`
	Hit3  float64 `json:"hit3"`
	Hit5  float64 `json:"hit5"`
	Hit50 float64 `json:"hit50"`
	// MRR10 is the mean of 1/rank of the first right document, 0 beyond rank 10.
	MRR10 float64 `json:"mrr10"`
	// NDCG10 is the normalised discounted gain of the first ten, gain 2^grade - 1.
	NDCG10 float64 `json:"ndcg10"`
	// Unanswerable is how many questions have no answer.
	Unanswerable int `json:"unanswerable"`
	// AbstainAUROC is the probability that an answerable question gets a higher
	// confidence than an unanswerable one; nil without both kinds.
	AbstainAUROC *float64 `json:"abstain_auroc"`
	P50          float64  `json:"p50_ms"`
	P95          float64  `json:"p95_ms"`
	// Index is how long it took to import and publish the documents.
	Index float64 `json:"index_ms"`
}

// WriteJSON prints the report as one JSON object.
func (r Report) WriteJSON(w io.Writer) error { return json.NewEncoder(w).Encode(r) }

// WriteTable prints the report for people.
func (r Report) WriteTable(w io.Writer) error {
	abstain := "-"
	if r.AbstainAUROC != nil {
		abstain = fmt.Sprintf("%.3f", *r.AbstainAUROC)
	}
	_, err := fmt.Fprintf(w, "questions with an answer  %d\nhit@1   %.3f\nhit@3   %.3f\nhit@5   %.3f\nhit@50  %.3f\nMRR@10  %.3f\nnDCG@10 %.3f\n"+
		"questions without one     %d\nabstention AUROC          %s\nsearch p50 / p95          %.1f / %.1f ms\nindexing                  %.0f ms\n",
		r.N, r.Hit1, r.Hit3, r.Hit5, r.Hit50, r.MRR10, r.NDCG10, r.Unanswerable, abstain, r.P50, r.P95, r.Index)
	return err
}

// WriteReports prints one line a set, for people; names and reports go together.
func WriteReports(w io.Writer, names []string, reports []Report) error {
	table := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "set\tn\thit@1\thit@3\thit@5\thit@50\tMRR@10\tnDCG@10\tno answer\tAUROC\tp50 ms\tp95 ms")
	for i, r := range reports {
		abstain := "-"
		if r.AbstainAUROC != nil {
			abstain = fmt.Sprintf("%.3f", *r.AbstainAUROC)
		}
		fmt.Fprintf(table, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%d\t%s\t%.1f\t%.1f\n",
			names[i], r.N, r.Hit1, r.Hit3, r.Hit5, r.Hit50, r.MRR10, r.NDCG10, r.Unanswerable, abstain, r.P50, r.P95)
	}
	return table.Flush()
}

// tally collects the questions of a report.
type tally struct {
	sum              Report
	answerable, none []float64 // confidences
	took             []time.Duration
}

// add counts a question: what was found, in order, and which documents are right.
func (t *tally) add(found []string, confidence float64, took time.Duration, grades map[string]int) {
	t.took = append(t.took, took)
	if len(grades) == 0 {
		t.none = append(t.none, confidence)
		return
	}
	t.answerable = append(t.answerable, confidence)
	rank := slices.IndexFunc(found, func(id string) bool { return grades[id] > 0 }) + 1
	if rank == 0 {
		return
	}
	for limit, rate := range map[int]*float64{1: &t.sum.Hit1, 3: &t.sum.Hit3, 5: &t.sum.Hit5, 50: &t.sum.Hit50} {
		if rank <= limit {
			*rate++
		}
	}
	if rank <= 10 {
		t.sum.MRR10 += 1 / float64(rank)
	}
	t.sum.NDCG10 += gain(found, grades)
}

func (t *tally) report() Report {
	r := t.sum
	r.N, r.Unanswerable = len(t.answerable), len(t.none)
	for _, rate := range []*float64{&r.Hit1, &r.Hit3, &r.Hit5, &r.Hit50, &r.MRR10, &r.NDCG10} {
		*rate /= float64(max(1, r.N))
	}
	if r.N > 0 && r.Unanswerable > 0 {
		a := auroc(t.answerable, t.none)
		r.AbstainAUROC = &a
	}
	r.P50, r.P95 = percentile(t.took, 0.50), percentile(t.took, 0.95)
	return r
}

// gain is nDCG at 10.
func gain(found []string, grades map[string]int) float64 {
	best := make([]int, 0, len(grades))
	for _, g := range grades {
		best = append(best, g)
	}
	slices.SortFunc(best, func(a, b int) int { return b - a })
	var got, ideal float64
	for i := range 10 {
		discount := math.Log2(float64(i) + 2)
		if i < len(found) {
			got += (math.Exp2(float64(grades[found[i]])) - 1) / discount
		}
		if i < len(best) {
			ideal += (math.Exp2(float64(best[i])) - 1) / discount
		}
	}
	return got / ideal
}

// auroc is the area under the receiver operating curve by ranks, ties counting half.
func auroc(positive, negative []float64) float64 {
	slices.Sort(negative)
	sum := 0.0
	for _, p := range positive {
		below, _ := slices.BinarySearch(negative, p)
		upTo, _ := slices.BinarySearch(negative, math.Nextafter(p, math.Inf(1)))
		sum += float64(below) + float64(upTo-below)/2
	}
	return sum / float64(len(positive)) / float64(len(negative))
}

// percentile gives the p-quantile of durations in milliseconds.
func percentile(took []time.Duration, p float64) float64 {
	if len(took) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(took))
	return float64(sorted[min(len(sorted)-1, int(p*float64(len(sorted))))].Microseconds()) / 1000
}
