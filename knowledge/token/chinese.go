package token

// Characters and pairs that shape a Chinese question more than they name its
// subject, as "how" and "please" do in English.
var weakChars = runeSet("的了吗呢吧啊呀是我你您他她它们这那在有和与就都也很不要会能可以么什怎哪为对从到把被让给向个一之其及等请想问得地着过还又再只才")

var weakPairs = set(`怎么 怎样 如何 什么 为什 为何 么样 请问 想问 我想 可以 能否 能不 不能 是否 有没 没有 哪里 哪些 哪个 多少 几个 一个 一下
	这个 那个 这些 那些 我们 你们 他们 您的 我的 你的 自己 需要 应该 如果 因为 所以 但是 还是 或者 以及 关于 的话 的时 时候 了吗 是不 不是 要不 会不 能够
	么办 怎办 不了 知道 告诉 帮我 谢谢 您好 你好 大家 想要 是什 在哪 这样 那么 这么 已经 一些 什麽 怎麽 可不 有什 有哪 么时 是怎 要怎 该怎 我要 麻烦`)

func runeSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, r := range s {
		m[string(r)] = true
	}
	return m
}
