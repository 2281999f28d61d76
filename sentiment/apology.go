package sentiment

// apologies name the texts that apologise, by what has gone wrong; the bot and
// agents say them in words of their own.
var apologies = map[Cause]string{
	CauseNone: "sorry", CauseWait: "sorry_wait", CauseProduct: "sorry_product", CauseBot: "sorry_bot", CausePolicy: "sorry_policy",
}

// Apology is the name of the text that apologises for the cause, without its
// family ("bot.", "assist.").
func (c Cause) Apology() string {
	if name, known := apologies[c]; known {
		return name
	}
	return apologies[CauseNone]
}

// Apologies are the names of all such texts.
func Apologies() (names []string) {
	for _, cause := range causes {
		names = append(names, cause.Apology())
	}
	return names
}
