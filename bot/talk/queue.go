package talk

// What visitors say to the assistant while they wait for a person.
const (
	Queue       Small = "queue"        // are you still there? how long will it take?
	QueueSolved Small = "queue_solved" // it is settled, I may need nobody any more
)

var inQueue = indexed(map[Small][]string{
	Queue: {
		"are you still there", "you still there", "still there", "anyone still there", "is anyone still there", "still here", "im still here", "i am still here", "still waiting", "im still waiting", "i am still waiting", "im waiting", "i am waiting", "waiting",
		"how long", "how much longer", "how long will it take", "how long will this take", "how long does it take", "how long do i have to wait", "how long do i need to wait", "how long must i wait", "how long is the wait", "whats the wait", "what is the wait time", "any update", "any updates",
		"any news", "update", "when will someone come", "when will somebody come", "when will someone answer", "when will somebody answer", "is someone coming", "is somebody coming", "is anyone coming", "am i still in the queue", "am i in the queue", "whats my position", "what is my position", "where am i in the queue",
		"还在吗", "你还在吗", "您还在吗", "人呢", "人在吗", "还有人吗", "我还在", "我在等", "还在等", "我还在等", "等着呢", "还要等多久", "还要多久", "要等多久", "需要等多久", "等多久", "多久", "还得等多久", "什么时候有人", "什么时候来", "什么时候能回复", "有人来吗", "人来了吗", "排到我了吗", "到我了吗", "排到第几了", "我排第几", "前面还有几个人", "前面还有多少人", "怎么还没人", "怎么还没来", "快到了吗",
	},
})

// InQueue reports what a message of a waiting visitor says of the waiting, or
// [None] if it says something else or more.
func InQueue(message string) Small {
	words := normal(message)
	if len(words) == 0 || len(words) > longest {
		return None
	}
	if Helped(message, false) == Solved {
		return QueueSolved
	}
	found := make(map[Small]bool)
	whole := cover(words, found, func(phrase string) (Small, bool) {
		if kind, ok := inQueue[phrase]; ok {
			return kind, true
		}
		kind, ok := kindOf[phrase]
		return kind, ok
	})
	if whole && (found[Queue] || found[Greeting]) && !found[Who] {
		return Queue
	}
	return None
}
