package handoff_test

import (
	"testing"

	"github.com/firstlinehq/firstline/handoff"
)

func BenchmarkDecide(b *testing.B) {
	lines := []handoff.Line{
		{Role: handoff.RoleVisitor, Seq: 1, Text: "Hi, my order 55120 should have come on Monday and the tracking has not moved since."},
		{Role: handoff.RoleBot, Seq: 2, Text: "It left our depot yesterday and should arrive tomorrow."},
		{Role: handoff.RoleVisitor, Seq: 3, Text: "你们上次也是这么说的，能不能帮我看看到底在哪里，等了很多天了。"},
		{Role: handoff.RoleBot, Seq: 4, Text: "很抱歉，我没有找到相关信息。", Missed: true},
		{Role: handoff.RoleVisitor, Seq: 5, Text: "I have asked twice now where it is, and nobody can tell me. Could you please look again, it is a birthday present and I need it by Friday at the latest."},
	}
	b.ReportAllocs()
	for b.Loop() {
		handoff.Decide(handoff.Signals{Lines: lines, Lang: "en"})
	}
}
