package llmtest

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
)

// VectorReply answers one request for vectors, well or badly.
type VectorReply func(w http.ResponseWriter, r *http.Request, got Request)

// Vectors answers with vectors of dim numbers made from the words of each
// text: texts that share words lie close together.
func Vectors(dim int) VectorReply {
	return vectors(func(_ int, text string) string { return numbers(bagOfWords(text, dim)) }, nil)
}

// Shuffled is Vectors in reverse order, with the right indexes.
func Shuffled(dim int) VectorReply {
	return vectors(func(_ int, text string) string { return numbers(bagOfWords(text, dim)) }, func(rows []string) []string {
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
		return rows
	})
}

// Fewer leaves the last vector out.
func Fewer(dim int) VectorReply {
	return vectors(func(_ int, text string) string { return numbers(bagOfWords(text, dim)) },
		func(rows []string) []string { return rows[:len(rows)-1] })
}

// Uneven gives the last vector a dimension more.
func Uneven(dim int) VectorReply {
	return vectors(func(i int, text string) string { return numbers(bagOfWords(text, dim+i%2)) }, nil)
}

// Zeros answers with vectors that point nowhere.
func Zeros(dim int) VectorReply {
	return vectors(func(int, string) string { return numbers(make([]float32, dim)) }, nil)
}

// Empty answers with vectors of no numbers.
func Empty() VectorReply { return vectors(func(int, string) string { return "[]" }, nil) }

// NaN answers with what is no JSON number, as some servers do.
func NaN(dim int) VectorReply {
	return vectors(func(int, string) string { return "[NaN" + strings.Repeat(",0.5", dim-1) + "]" }, nil)
}

// Huge answers with numbers whose norm is infinite.
func Huge(dim int) VectorReply {
	return vectors(func(int, string) string { return "[1e39" + strings.Repeat(",0.5", dim-1) + "]" }, nil)
}

// SameIndex gives every vector index 0.
func SameIndex(dim int) VectorReply {
	return func(w http.ResponseWriter, _ *http.Request, got Request) {
		rows := make([]string, len(got.Input))
		for i := range rows {
			rows[i] = row(0, numbers(bagOfWords(got.Input[i], dim)))
		}
		send(w, rows)
	}
}

// VectorStatus answers with a status.
func VectorStatus(code int) VectorReply {
	return VectorReply(Status(code, `{"error":{"message":"no"}}`))
}

func vectors(of func(i int, text string) string, order func([]string) []string) VectorReply {
	return func(w http.ResponseWriter, _ *http.Request, got Request) {
		rows := make([]string, len(got.Input))
		for i, text := range got.Input {
			rows[i] = row(i, of(i, text))
		}
		if order != nil {
			rows = order(rows)
		}
		send(w, rows)
	}
}

func row(index int, vector string) string {
	return fmt.Sprintf(`{"object":"embedding","index":%d,"embedding":%s}`, index, vector)
}

func send(w http.ResponseWriter, rows []string) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"object":"list","data":[%s],"usage":{"prompt_tokens":1,"total_tokens":1}}`, strings.Join(rows, ","))
}

func numbers(v []float32) string {
	parts := make([]string, len(v))
	for i, x := range v {
		parts[i] = fmt.Sprint(x)
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func bagOfWords(text string, dim int) []float32 {
	v := make([]float32, dim)
	v[0] = 0.01 // never zero
	for _, w := range strings.Fields(strings.ToLower(text)) {
		h := fnv.New32a()
		_, _ = h.Write([]byte(w))
		v[int(h.Sum32())%dim]++
	}
	return v
}
