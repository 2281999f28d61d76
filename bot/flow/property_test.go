package flow_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/locale"
)

// words are what visitors say, sensible and not.
var words = []string{
	"yes", "no", "Yes, that's right", "Change something", "No, something else", "Skip this", "JH-10452", "10452", "ada@example.com", "last friday", "3/4/2026",
	"damaged", "2", "the lamp", "$49", "+44 20 7946 0000", "what does it cost?", "怎么退款？", "昨天", "算了吧", "hm", "???", "ORDER", "A0", "A1", "是的", "不是", "[x](y) {a0} \x01", "12345678901234567890",
}

// anyFlow makes a definition of any steps; most are unsound.
func anyFlow(t *rapid.T) flow.Definition {
	n := rapid.IntRange(1, 12).Draw(t, "steps")
	id := func(label string) string { return fmt.Sprintf("a%d", rapid.IntRange(0, n-1).Draw(t, label)) }
	maybe := func(label string) string {
		if rapid.IntRange(0, 3).Draw(t, label+" set") > 0 {
			return ""
		}
		return id(label)
	}
	kinds := make([]flow.StepKind, n)
	var asked []string
	for i := range kinds {
		kinds[i] = rapid.SampledFrom([]flow.StepKind{flow.Say, flow.Ask, flow.Ask, flow.Ask, flow.Branch, flow.Review, flow.Act, flow.Person, flow.End}).Draw(t, "kind")
		if i == 0 || kinds[i] == flow.Ask {
			kinds[i], asked = flow.Ask, append(asked, fmt.Sprintf("a%d", i))
		}
	}
	field := func(label string) string { return rapid.SampledFrom(asked).Draw(t, label) }
	d := flow.Definition{Triggers: flow.Triggers{Phrases: []string{"refund"}}}
	for i := range n {
		name, kind := fmt.Sprintf("a%d", i), kinds[i]
		s := flow.Step{ID: name, Kind: kind, Text: en(name), Next: maybe("next")}
		switch kind {
		case flow.Ask:
			s = ask(name, rapid.SampledFrom(form.Kinds()).Draw(t, "field"))
			s.Next, s.Optional, s.Fresh = maybe("next"), rapid.Bool().Draw(t, "optional"), rapid.Bool().Draw(t, "fresh")
		case flow.Branch:
			s.Cases = []flow.Case{{When: []flow.Condition{{Of: flow.OfField, Name: field("of"), Is: rapid.SampledFrom([]flow.Is{flow.Filled, flow.Missing}).Draw(t, "is")}}, Next: id("way")}}
		case flow.Review:
			s.Require, s.Confirm, s.Otherwise = []string{field("need"), field("need")}, rapid.Bool().Draw(t, "confirm"), maybe("otherwise")
		case flow.Act:
			s.Action, s.Inputs, s.Otherwise = "create_return", map[string]string{"order": "x"}, maybe("otherwise")
		case flow.Say, flow.Person, flow.End:
		}
		d.Steps = append(d.Steps, s)
	}
	return withoutUnreachable(d)
}

// withoutUnreachable leaves out what would only make a flow unsound.
func withoutUnreachable(d flow.Definition) flow.Definition {
	for {
		gone := map[string]bool{}
		for _, f := range d.Check(actions) {
			gone[f.Step] = f.Code == flow.Unreachable
		}
		kept := slices.DeleteFunc(slices.Clone(d.Steps), func(s flow.Step) bool { return gone[s.ID] })
		if len(kept) == len(d.Steps) {
			return d
		}
		d.Steps = kept
	}
}

// TestNeverStuck: whatever a sound flow is made of and whatever a visitor says,
// each turn says something or brings a person in, comes to rest, keeps to its
// steps, and offers a person before it has asked the same in vain for long.
func TestNeverStuck(t *testing.T) {
	t.Parallel()

	sound := 0
	rapid.Check(t, func(t *rapid.T) {
		d := anyFlow(t)
		if len(d.Check(actions)) > 0 {
			return
		}
		sound++
		world := flow.World{Lang: rapid.SampledFrom([]string{"en", "zh"}).Draw(t, "lang"), Now: now, Texts: locale.Text}
		var said []handoff.Line
		var state flow.State
		in, vain := flow.Input{Begin: true}, 0
		for range 24 {
			before := state.Step
			o := flow.Play(context.Background(), &d, state, world, in, func(context.Context, flow.Run) flow.Acted {
				return flow.Acted{OK: rapid.Bool().Draw(t, "acted")}
			})
			state = o.State
			require.True(t, o.Text != "" || o.HandOver, "silence at %s", state.Step)
			switch {
			case state.Status != flow.Open:
				require.Equal(t, state.Status == flow.HandedOver, o.HandOver)
				return
			case o.Offer:
				vain = 0
			case state.Step == before && !took(state, int64(len(said))):
				vain++
			default:
				vain = 0
			}
			// The longest way in vain: tries and questions in turn, a card that is
			// mended value by value.
			require.Less(t, vain, 20, "asks %s for ever", state.Step)
			require.Truef(t, o.Ask != nil || o.Offer || state.Wait == flow.ForAction, "no question at %s", state.Step)
			text := rapid.SampledFrom(words).Draw(t, "said")
			line := handoff.Line{Role: handoff.RoleVisitor, Seq: int64(len(said) + 1), Text: text}
			said = append(said, line)
			world.Known = form.KnownOf(said[max(0, len(said)-3):])
			in = flow.Input{Said: &flow.Said{
				Lines: []form.Line{{Seq: line.Seq, Text: text}}, Asks: rapid.Bool().Draw(t, "asks"), Answerable: rapid.Bool().Draw(t, "answerable"),
			}}
		}
	})
	require.Greater(t, sound, 40, "few sound flows were made")
}

// TestNonsense offers a person within the tries of each question that is
// answered with nothing of use.
func TestNonsense(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(rt *rapid.T) {
		d := anyFlow(rt)
		if len(d.Check(actions)) > 0 {
			return
		}
		world := flow.World{Lang: "en", Now: now, Texts: locale.Text}
		state, effects := d.Advance(flow.State{}, world, flow.Input{Begin: true})
		for range 3 {
			if state.Status != flow.Open || state.Wait != flow.ForAnswer || takesAnything(&d, state.Step) {
				return
			}
			before := state.Step
			state, effects = d.Advance(state, world, flow.Input{Said: &flow.Said{Lines: []form.Line{{Seq: 1, Text: "\u200b"}}}})
			if state.Step != before {
				return
			}
		}
		require.True(rt, effects[len(effects)-1].Offer)
	})
}

func takesAnything(d *flow.Definition, step string) bool {
	f := d.Field(step)
	return f.Kind == form.Text || f.Kind == form.Product
}

// took reports whether the last message filled something in.
func took(s flow.State, seq int64) bool {
	for _, v := range s.Fields {
		if v.Seq == seq {
			return true
		}
	}
	return false
}
