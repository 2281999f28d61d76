package handoff

import "github.com/firstlinehq/firstline/handoff/internal/wording"

// turn is what the visitor said in one go, and what the bot made of it.
type turn struct {
	said    []Line
	offered bool
	missed  bool
	replied bool
	agent   bool // an agent spoke after it
}

func turnsOf(lines []Line) []turn {
	var out []turn
	open := false
	for _, l := range lines {
		if l.Role == RoleVisitor {
			if !open {
				out = append(out, turn{})
				open = true
			}
			t := &out[len(out)-1]
			t.said = append(t.said, l)
			continue
		}
		open = false
		if len(out) == 0 {
			continue
		}
		t := &out[len(out)-1]
		t.agent = t.agent || l.Role == RoleAgent
		if l.Role != RoleBot {
			continue
		}
		t.replied = true
		t.offered = t.offered || l.Offered
		t.missed = t.missed || l.Missed
	}
	return out
}

// pendingOf gives the visitor's lines after the last line of anybody else.
func pendingOf(lines []Line) []Line {
	i := len(lines)
	for i > 0 && lines[i-1].Role == RoleVisitor {
		i--
	}
	return lines[i:]
}

func (sn *Snapshot) history(s *Signals, turns []turn) {
	sn.Turn = len(turns)
	for _, l := range s.Lines {
		if l.Role == RoleBot && l.Offered {
			sn.Offers++
		}
	}
	if len(turns) == 0 {
		return
	}
	before, now := sinceAgent(turns[:len(turns)-1]), turns[len(turns)-1]
	if len(before) > 0 {
		sn.OfferOpen = before[len(before)-1].offered
		for _, t := range before {
			if t.offered && t.doubtful(s.Offers) {
				sn.Doubts++
			}
			for _, l := range t.said {
				sn.BareBefore = sn.BareBefore || wording.IsBare(l.Text)
			}
		}
	}
	if s.Asked {
		return
	}
	sn.Misses = missesBefore(before)
	if s.Missed {
		sn.Misses++
	}
	sn.Repeats = repeats(before, now)
}

// doubtful reports whether nothing but a doubt about what the visitor wants called
// for an offer: as the ledger has it, and else as far as the words tell.
func (t turn) doubtful(offers map[int64]Reason) bool {
	if why, known := offers[t.said[len(t.said)-1].Seq]; known {
		return why == ReasonMaybe
	}
	r := wording.Read(joined(t))
	for _, plain := range []wording.Label{wording.Bare, wording.Reach, wording.Problem, wording.Demand} {
		if r[plain].Sure >= .5 {
			return false
		}
	}
	return r[wording.Person].Sure >= PersonMaybe && r[wording.Person].Sure < PersonSure && r[wording.Anger].Sure < someAnger
}

// sinceAgent leaves out what was said before an agent last spoke: an agent has
// answered it, and it calls for nobody again when the thread is reopened.
func sinceAgent(turns []turn) []turn {
	for i := len(turns) - 1; i >= 0; i-- {
		if turns[i].agent {
			return turns[i+1:]
		}
	}
	return turns
}

func missesBefore(before []turn) int {
	n := 0
	for i := len(before) - 1; i >= 0 && before[i].missed; i-- {
		n++
	}
	return n
}

// repeats counts how many turns running, with this one, ask the same.
func repeats(before []turn, now turn) int {
	n, next := 1, now
	for i := len(before) - 1; i >= 0; i-- {
		if !before[i].replied || !sameTurn(before[i], next) {
			break
		}
		n++
		next = before[i]
	}
	return n
}

func sameTurn(earlier, later turn) bool {
	for _, l := range later.said {
		if wording.SaysAgain(l.Text) {
			return true
		}
	}
	return wording.TopicOf(joined(earlier)).Same(wording.TopicOf(joined(later)))
}

func joined(t turn) string {
	text := ""
	for _, l := range t.said {
		text += l.Text + "\n"
	}
	return text
}

// MarkBotLines sets Offered and Missed on the bot's lines by their wording, for
// transcripts that come without marks: evaluation files, imported histories.
func MarkBotLines(lines []Line) []Line {
	out := make([]Line, len(lines))
	copy(out, lines)
	for i := range out {
		if out[i].Role == RoleBot {
			offered, missed := wording.ReadBot(out[i].Text)
			out[i].Offered = out[i].Offered || offered
			out[i].Missed = out[i].Missed || missed
		}
	}
	return out
}
