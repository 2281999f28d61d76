package eval_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/firstlinehq/firstline/bot/eval"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

func TestDump(t *testing.T) {
	db := pgtest.New(t)
	r, err := eval.Answers(t.Context(), db, "../testdata/answers", eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Create("/tmp/botwork/cal.tsv")
	for _, d := range r.Details {
		fmt.Fprintf(f, "%s\t%s\t%v\t%v\t%v\t%v\t%.3f\t%.3f\t%s\t%v\n", d.Question.ID, d.Question.Lang, d.Question.Answerable, d.Given, d.Right, d.Contained, d.Answer.Trace.Confidence, d.Answer.Trace.Cover, d.Question.Question, d.Answer.Trace.Signs)
	}
}
