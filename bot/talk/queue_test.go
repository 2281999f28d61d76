package talk_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/talk"
)

func TestInQueue(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]talk.Small{
		"are you still there?":                 talk.Queue,
		"hello, anyone there??":                talk.Queue,
		"hi, how much longer":                  talk.Queue,
		"还要等多久啊":                               talk.Queue,
		"人呢？":                                  talk.Queue,
		"great, thank you! that solved it":     talk.QueueSolved,
		"解决了，谢谢":                               talk.QueueSolved,
		"thanks":                               talk.None,
		"are you a bot?":                       talk.None,
		"how long does delivery to Spain take": talk.None,
		"多久能送到西班牙":                             talk.None,
		"":                                     talk.None,
	} {
		require.Equal(t, want, talk.InQueue(text), text)
	}
}

func TestUnfinished(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"hi": true, "Hello! I have a question": true, "my order,": true, "I bought a lamp and": true, "你好": true, "我想问一下": true, "我的订单，": true, "我买了沙发，但是": true, "well...": true,
		"thanks": false, "bye": false, "are you a bot?": false, "where is my parcel": false, "JH-20418": false, "谢谢": false, "运费多少": false, "": false,
	} {
		require.Equal(t, want, talk.Unfinished(text), text)
	}
}
