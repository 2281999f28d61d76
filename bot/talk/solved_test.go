package talk_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/talk"
)

func TestHelped(t *testing.T) {
	t.Parallel()
	type asked struct{ no, yes talk.Small }
	for text, want := range map[string]asked{
		"that solved it":                     {talk.Solved, talk.Solved},
		"Yes, that solved it":                {talk.Solved, talk.Solved},
		"perfect, that helped. thanks!":      {talk.Solved, talk.Solved},
		"it works now 👍":                     {talk.Solved, talk.Solved},
		"问题解决了，谢谢":                           {talk.Solved, talk.Solved},
		"是的，解决了":                             {talk.Solved, talk.Solved},
		"yes":                                {talk.None, talk.Solved},
		"thank you":                          {talk.None, talk.Solved},
		"thanks":                             {talk.None, talk.Solved},
		"no":                                 {talk.None, talk.NotSolved},
		"Not yet":                            {talk.None, talk.NotSolved},
		"还没有":                                {talk.None, talk.NotSolved},
		"that didn't help":                   {talk.NotSolved, talk.NotSolved},
		"没有解决":                               {talk.NotSolved, talk.NotSolved},
		"no thanks":                          {talk.None, talk.None},
		"ok":                                 {talk.None, talk.None},
		"that helped but how do I reset it?": {talk.None, talk.None},
		"does that work in Norway":           {talk.None, talk.None},
		"not solved, where is my parcel":     {talk.None, talk.None},
		"yes are you a bot":                  {talk.None, talk.None},
		"":                                   {talk.None, talk.None},
	} {
		require.Equal(t, want.no, talk.Helped(text, false), text)
		require.Equal(t, want.yes, talk.Helped(text, true), text)
	}
}
