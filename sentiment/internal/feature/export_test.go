package feature

// Feeling is the good that the lexicons found in a message less the bad.
func Feeling(v Vector) float32 { return v.Dense[goodSum] - v.Dense[badSum] }
