package demo

// Starters are the questions that the widget offers, by language. The bot answers
// each from the articles.
func Starters() map[string][]string {
	return map[string][]string{
		"en": {"Where is my order?", "How do I return something?", "My lamp arrived broken"},
		"zh": {"我的订单到哪儿了？", "怎么退货？", "收到的台灯坏了"},
	}
}
