package llm

import "math"

// Price is what an endpoint charges, in US dollars a million tokens; zero for a
// model of one's own.
type Price struct {
	Prompt     float64 `json:"prompt"`
	Completion float64 `json:"completion"`
}

// Micros is what usage costs, in millionths of a US dollar, rounded up: dollars
// a million tokens are millionths of a dollar a token.
func (p Price) Micros(u Usage) int64 {
	return int64(math.Ceil(p.Prompt*float64(u.PromptTokens) + p.Completion*float64(u.CompletionTokens)))
}

// Tokens is what usage comes to in all.
func (u Usage) Tokens() int64 { return int64(u.PromptTokens) + int64(u.CompletionTokens) }

// EstimateTokens is about how many tokens a text has where nobody has counted
// them: four ASCII characters a token, and one of another script each. Byte-pair
// vocabularies in use need 0.25 for English and 0.6 to 1.1 for Chinese, so this
// errs on the dear side.
func EstimateTokens(text string) int {
	ascii, wide := 0, 0
	for _, r := range text {
		if r < 0x80 {
			ascii++
		} else {
			wide++
		}
	}
	return (ascii+3)/4 + wide
}

// Ready reports whether asking c makes sense: it is there, and it has an
// endpoint if its endpoints come and go.
func Ready(c Chat) bool {
	if c == nil {
		return false
	}
	changing, ok := c.(interface{ Ready() bool })
	return !ok || changing.Ready()
}

// PriceOf is the most that c charges; the zero price if it does not say.
func PriceOf(c Chat) Price {
	if priced, ok := c.(interface{ Price() Price }); ok {
		return priced.Price()
	}
	return Price{}
}
