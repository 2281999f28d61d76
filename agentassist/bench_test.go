package agentassist_test

import (
	"context"
	"testing"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// BenchmarkDraft is from the visitor's commit to the signal that suggestions
// can be read, without a model, over the demo shop's articles.
func BenchmarkDraft(b *testing.B) {
	for _, m := range []struct{ name, lang, text string }{
		{"Short", "en", "The lamp arrived broken"},
		{"Story", "en", "My name is Anna, order ORD-482913. I sent my chair back two weeks ago and still have no refund. Can you tell me where it is?"},
		{"Chinese", "zh", "我的订单 ORD-482913 退货两周了，退款还没有到账"},
	} {
		b.Run(m.name, func(b *testing.B) {
			shop := setup(b, nil)
			shop.run()
			c := shop.talk(m.lang)
			ctx, stop := context.WithCancel(b.Context())
			defer stop()
			ready := make(chan struct{}, 1)
			go func() {
				for e, err := range shop.conversations.Follow(ctx, conversation.Ref{Workspace: shop.ws, ID: c.id}, conversation.Staff, 0) {
					if err == nil && e.Kind == "suggestion.ready" {
						ready <- struct{}{}
					}
				}
			}()
			c.says(m.text)
			c.panel()
			<-ready
			for b.Loop() {
				c.says(m.text)
				<-ready
			}
		})
	}
}
