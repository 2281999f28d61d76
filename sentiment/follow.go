package sentiment

// Follow is the mood after one more message, by the same rules as RecordTx:
// what a decision would be given live, for measuring without a database.
func Follow(before Mood, s Score) Mood {
	after := before
	after.Confidence = s.Confidence
	if s.Cause != CauseNone || before.Level == "" {
		after.Cause = s.Cause
	}
	weight := angerFall
	switch {
	case s.Anger > before.Anger:
		weight = angerRise
	case s.Valence >= gladFrom && s.Anger <= gladAnger:
		weight = joyFall
	}
	after.Valence = before.Valence + valenceWeight*(s.Valence-before.Valence)
	after.Anger = before.Anger + weight*(s.Anger-before.Anger)
	after.Urgency = max(s.Urgency, before.Urgency*(1-angerFall))
	after.Slope = before.Slope + 0.5*(after.Valence-before.Valence-before.Slope)
	after.Peak = max(before.Peak, after.Anger)
	after.Level = level(before.Level, after)
	return after
}

// level is the step of a mood; one is left only slack further on.
func level(was Level, m Mood) Level {
	from := func(at float64, held ...Level) float64 {
		for _, l := range held {
			if was == l {
				return at - slack
			}
		}
		return at
	}
	switch {
	case m.Anger >= from(angryFrom, Angry):
		return Angry
	case m.Anger >= upsetFromAnger, -m.Valence >= from(-upsetBelow, Angry, Upset):
		return Upset
	case m.Valence >= from(happyFrom, Happy):
		return Happy
	case m.Valence >= from(contentFrom, Content, Happy):
		return Content
	}
	return Even
}
