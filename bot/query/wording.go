package query

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/internal/hanzi"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// filler are the words of a question that name nothing: what they ask for is
// known from [Sought]. The Chinese ones are cut out before pairs of characters
// are made: a pair across "怎么|退" means nothing.
var filler = regexp.MustCompile(`(?i)\b(how (long|much|many|often|soon|quick(ly)?|fast|late|early|do|does|did|can|to)|what happens|what (do|does|is|are)|(i )?(want|need|would like|like|wanna) to( know)?|tell me|show me|give me|explain|(is|are) (it|there)|is it possible( to)?|possible|wonder(ing)?|questions? about|(takes?|taking|took|lasts?|happens?|happened|means?|meaning|things?|stuff|somebody|someone|anyone|something|anything|whats|hows|wheres|whens|pls|plz|please|u|ur|r|im|ive|gonna|gotta|really|actually|exactly|currently|usually|normally|maybe|also|ever|sort|kind|say|says|said|saying|now|today|already|yet|still|hi|hello|hey|thanks|thx|ok|okay|sorry|lol|btw|asap|dear|sir|madam))\b` +
	`|请问一下|请问|我想知道|想知道|想问|能不能|可不可以|有没有|是不是|会不会|什么时候|什么意思|怎么样|怎么办|怎么回事|多长时间|多少钱|为什么|怎么|如何|怎样|多久|多少|几天|几个|几年|什么|哪些|哪里|哪个|哪儿|可以|可否|能否|是否|需要|应该|你们|我们|他们|这个|那个|一下|一个|现在|如果|的话|还是|或者|然后|帮我|告诉我|您好|你好|谢谢|麻烦|问题|东西|大概|一般|一直|已经|到底|不了|吗|呢|吧|啊|呀|了|的|得|地|我|你|您|他|她|它|是|有|在|会|能|要|想|把|被|给|和|与|跟|对|就|也|都|还|那|这|请|咋|几|过|着|去|来`)

// asking are the Chinese words that name nothing, where a text is cut into words.
var asking = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`
		请问一下 请问 我想知道 想知道 想问 能不能 可不可以 有没有 是不是 会不会 什么时候 什么意思 怎么样 怎么办 怎么回事 多长时间 多少钱 为什么 怎么 如何 怎样 多久 多少 几天 几个 几年 什么 哪些 哪里 哪个 哪儿 可以 可否 能否 是否 需要 应该 你们 我们 他们
		这个 那个 一下 一个 现在 如果 的话 还是 或者 然后 帮我 告诉我 您好 你好 谢谢 麻烦 问题 东西 大概 一般 一直 已经 到底 不了 吗 呢 吧 啊 呀 了 的 得 地 我 你 您 他 她 它 是
		有 在 会 能 要 想 把 被 给 和 与 跟 对 就 也 都 还 那 这 请 咋 几 过 着 去 来 几块钱 怎么收费 怎么收 怎么算 要钱吗 收多少 多少天 多少个 啥时候 为啥 咋办 咋弄 怎么弄 能不
		不能 行不行 行吗 可以吗 好不好 是啥 啥 没有 没 不 个 只 次 用 再 又 太 很 真 老 才 等 被我 让 给我 该 么 嘛 哦 哈 哎 救命 先 点 些 几号 几点 多大 多高 多长
		多重 多远 多深 怎么处理 会怎样 有什么 有多少 有几 谁 出来 起来 上面 里面 里 上 下 中 后 前 时 到 从 为 之 其 及 或 但 而 若 每 各 另 想想 打算 希望 觉得 刚 刚刚 刚才
		昨天 今天 明天 后天 一 二 两 三 四 五 六 七 八 九 十 百 千 万 半 几 多 张 份 家 件 位 种`) {
		m[w] = true
	}
	return m
}()

// mostOtherWords bounds what [Wider] adds for one word.
const mostOtherWords = 4

// Wider gives a text to search with in which other words stand beside those that
// no article has; empty if there are none.
func Wider(text string, known []Word) string {
	text = hanzi.Text(text)
	var other []string
	for _, it := range newWords(known).items(text, 1) {
		if it.Known || it.Base < baseVague {
			continue
		}
		n := 0
		for _, w := range it.ways {
			if w.Said != "" && w.Worth < typedFrom && n < mostOtherWords {
				other = append(other, w.Said)
				n++
			}
		}
	}
	if len(other) == 0 {
		return ""
	}
	return text + "\n" + strings.Join(other, "\n")
}

// Content gives a question without the words that name nothing, to search
// with; the question itself if nothing is left.
func Content(question string) string {
	content := strings.Join(strings.Fields(filler.ReplaceAllString(plainly(hanzi.Text(question)), " ")), " ")
	if len(token.Terms(content)) == 0 {
		return question
	}
	return content
}

// asksKind are the fillers that search reads as the kind of fact they ask for
// (knowledge/lexicon): "how much is delivery" is about fees, not about parcels. "How
// much cash" asks for no price.
var asksKind = regexp.MustCompile(`(?i)\b(how (?:much|long|soon))(?: (?:is|are|was|does|do|did|for|to|will|would|until|before|after)\b|\s*$|\s*[?,.!])`)

// Searched gives a question to search with: its content, and what kind of fact it
// asks for where search knows how to look for that.
func Searched(question string) string {
	var kinds string
	for _, m := range asksKind.FindAllStringSubmatch(question, -1) {
		kinds += strings.ToLower(m[1]) + " "
	}
	return kinds + Content(question)
}
