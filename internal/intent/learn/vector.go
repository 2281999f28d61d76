package learn

import (
	"math"
	"slices"
)

// entry is a feature of a text and its weight.
type entry struct {
	feature int32
	value   float32
}

// vector is a text as features: first those of its words, each kind of length
// 1, then those of its embedding, of length 1 as well.
type vector []entry

// vocabulary knows the pieces that were seen in training.
type vocabulary struct {
	index map[piece]int32
	piece []piece // by feature
	idf   []float32
	// dense is the dimension of embeddings; their features follow the pieces'.
	dense int
}

// large is how many examples make a set in which a piece must occur twice: what
// occurs once tells little there and fills the model.
const large = 2000

func newVocabulary(texts [][blocks][]piece, dense int) *vocabulary {
	in := make(map[piece]int)
	for i := range texts {
		for k := range blocks {
			for _, p := range unique(texts[i][k]) {
				in[p]++
			}
		}
	}
	v := &vocabulary{dense: dense}
	fewest := 1
	if len(texts) > large {
		fewest = 2
	}
	for p, n := range in {
		if n >= fewest {
			v.piece = append(v.piece, p)
		}
	}
	slices.Sort(v.piece) // maps have no order, models must
	v.idf = make([]float32, len(v.piece))
	for i, p := range v.piece {
		v.idf[i] = float32(1 + math.Log(float64(1+len(texts))/float64(1+in[p])))
	}
	v.reindex()
	return v
}

func (v *vocabulary) reindex() {
	v.index = make(map[piece]int32, len(v.piece))
	for i, p := range v.piece {
		v.index[p] = int32(i)
	}
}

// size is how many features there are.
func (v *vocabulary) size() int { return len(v.piece) + v.dense }

func unique(list []piece) []piece {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

// vector weighs a text's pieces by frequency and rarity. known is the part of
// its pieces, 0…1, that training has seen.
func (v *vocabulary) vector(text [blocks][]piece, dense []float32) (x vector, known float64) {
	have, all := 0, 0
	for k := range blocks {
		list := slices.Clone(text[k])
		slices.Sort(list)
		from, sum := len(x), 0.0
		for i, j := 0, 0; i < len(list); i = j {
			for j = i + 1; j < len(list) && list[j] == list[i]; {
				j++
			}
			all++
			if f, ok := v.index[list[i]]; ok {
				w := float32(1+math.Log(float64(j-i))) * v.idf[f]
				x = append(x, entry{f, w})
				sum += float64(w) * float64(w)
				have++
			}
		}
		scale(x[from:], sum)
	}
	if all > 0 {
		known = float64(have) / float64(all)
	}
	return v.join(x, dense), known
}

// join appends an embedding. One of another length than in training is left
// out: the endpoint has changed its model, and the words still tell.
func (v *vocabulary) join(x vector, dense []float32) vector {
	if v.dense == 0 || len(dense) != v.dense {
		return x
	}
	from, sum := len(x), 0.0
	for i, w := range dense {
		x = append(x, entry{int32(len(v.piece) + i), w})
		sum += float64(w) * float64(w)
	}
	scale(x[from:], sum)
	return x
}

func scale(x vector, sum float64) {
	if sum <= 0 {
		return
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range x {
		x[i].value *= by
	}
}
