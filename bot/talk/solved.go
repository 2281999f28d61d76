package talk

// What a visitor says of an answer.
const (
	Solved    Small = "solved"     // that helped
	NotSolved Small = "not_solved" // no, it did not
)

// said of an answer, in the normal form of phrases. The plain yes and no count
// only where the bot asked whether it helped.
var (
	said = map[Small][]string{
		Solved: {
			"that helps", "that helped", "this helped", "this helps", "it helped", "it helps", "you helped", "that did help", "that really helped", "that helped a lot", "that helps a lot",
			"thats helpful", "that was helpful", "very helpful", "so helpful", "really helpful", "youve been helpful", "you have been helpful", "super helpful", "that did it", "that did the trick", "did the trick",
			"that worked", "it worked", "that works", "it works", "it works now", "works now", "its working", "its working now", "working now", "works like a charm", "that fixed it", "fixed", "its fixed", "all fixed",
			"solved", "problem solved", "issue solved", "its solved", "that solved it", "that solves it", "this solved it", "resolved", "its resolved", "sorted", "all sorted", "thats sorted", "thats me sorted", "got it working",
			"thats what i needed", "thats what i was looking for", "exactly what i needed", "just what i needed", "exactly what i was looking for", "thats all i needed", "all i needed", "what i needed", "that answers my question",
			"that answers it", "that answered my question", "you answered my question", "question answered", "found it", "i found it", "i managed", "i managed it", "i got it to work", "perfect answer",
			"解决了", "问题解决了", "已经解决了", "已解决", "都解决了", "帮我解决了", "搞定", "搞定了", "弄好了", "可以用了", "能用了", "好使了", "成功了", "好用了", "有帮助", "很有帮助", "有用", "很有用", "帮到我了", "帮了大忙", "帮大忙了",
			"找到了", "正是我要的", "正是我想问的", "就是这个", "这就是我要的", "我知道怎么做了", "已经好了", "可以了", "有效", "管用", "真管用",
		},
		NotSolved: {
			"that didnt help", "that did not help", "this didnt help", "didnt help", "it didnt help", "that doesnt help", "doesnt help", "not helpful", "that wasnt helpful", "that was not helpful", "that didnt work", "didnt work",
			"it didnt work", "that doesnt work", "doesnt work", "still not working", "its still not working", "still doesnt work", "not solved", "its not solved", "not resolved", "that didnt solve it", "it didnt", "it did not",
			"没解决", "没有解决", "还没解决", "还没有解决", "没用", "没有用", "没帮助", "没有帮助", "不管用", "还是不行", "解决不了", "没有效果",
		},
	}
	toTheQuestion = map[Small][]string{
		Solved: {
			"yes", "yep", "yeah", "yea", "ya", "yup", "sure", "it did", "it does", "yes it did", "yes it does", "sure did", "indeed", "absolutely", "definitely", "of course", "all good", "im good", "y",
			"是", "是的", "对", "对的", "有", "有的", "嗯", "嗯嗯", "好了", "行了", "没问题了", "没事了", "解决", "是的解决了",
		},
		NotSolved: {
			"no", "nope", "nah", "not yet", "not really", "not quite", "no not yet", "unfortunately not", "not at all", "sadly not", "sadly no", "no it didnt", "no it did not", "n",
			"没有", "没", "还没", "还没有", "不是", "不", "不行", "并没有", "没呢", "还没呢",
		},
	}
	saidOf    = indexed(said)
	repliesOf = indexed(toTheQuestion)
)

// Helped reports what a message says of the answer before it: [Solved],
// [NotSolved], or [None] if it says something else or more. asked: the bot has
// just asked whether it helped.
func Helped(message string, asked bool) Small {
	words := normal(message)
	if len(words) == 0 || len(words) > longest {
		return None
	}
	found := make(map[Small]bool)
	whole := cover(words, found, func(phrase string) (Small, bool) {
		if kind, ok := saidOf[phrase]; ok {
			return kind, true
		}
		if asked {
			if kind, ok := repliesOf[phrase]; ok {
				return kind, true
			}
		}
		kind, ok := kindOf[phrase]
		return kind, ok
	})
	switch {
	case !whole || found[Who] || found[What] || found[Solved] && found[NotSolved]:
		return None
	case found[NotSolved] && found[Thanks]:
		return None // "no, thanks" refuses, whatever was asked
	case found[NotSolved]:
		return NotSolved
	case found[Solved], asked && found[Thanks]:
		return Solved
	}
	return None
}
