package demo

import (
	"encoding/json"
	"fmt"
)

// Flow is a guided flow of the shop, in the form that the product takes.
type Flow struct {
	Name       string          `json:"name"`
	Definition json.RawMessage `json:"definition"`
}

// ReturnRequest is the flow that takes a visitor through a return.
func ReturnRequest() (Flow, error) {
	raw, err := files.ReadFile("content/return-request.json")
	if err != nil {
		return Flow{}, fmt.Errorf("read the return flow: %w", err)
	}
	var f Flow
	if err := json.Unmarshal(raw, &f); err != nil {
		return Flow{}, fmt.Errorf("decode the return flow: %w", err)
	}
	return f, nil
}
