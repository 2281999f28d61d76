package talk

import (
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/internal/hanzi"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Small is a kind of small talk.
type Small string

// The kinds of small talk; None is a message that wants an answer.
const (
	None     Small = ""
	Greeting Small = "greeting"
	Thanks   Small = "thanks"
	Goodbye  Small = "goodbye"
	Okay     Small = "okay"
	Who      Small = "who"    // are you a bot?
	What     Small = "what"   // what can you do?
	Well     Small = "well"   // how are you?
	Regret   Small = "regret" // sorry for shouting
)

// phrases by kind, in normal form: lower case, no punctuation, one space
// between words. A message is small talk only if phrases make it up whole, so
// that "hi, where is my parcel" is a question.
var phrases = map[Small][]string{
	Who: {
		"are you a bot", "are you a robot", "are you human", "are you a human", "are you real", "are you a real person", "am i talking to a bot", "am i talking to a human",
		"am i talking to a real person", "am i speaking to a bot", "are you ai", "are you an ai", "is this a bot", "is this ai", "is this a real person", "who are you", "what are you",
		"whats your name", "what is your name", "who am i talking to", "who am i chatting with", "is this chatgpt", "are you chatgpt", "bot or human",
		"你是机器人吗", "你是机器人", "你是真人吗", "你是人吗", "你是ai吗", "是机器人吗", "是真人吗", "你是谁", "你叫什么", "你叫什么名字", "你是人工智能吗", "你是人还是机器人", "是人还是机器",
		"您是机器人吗", "您是真人吗", "您是谁", "您是哪位", "是人工智能吗", "机器人吗",
	},
	What: {
		"what can you do", "what can you help with", "what can you help me with", "how can you help", "how can you help me", "what do you do", "help", "help me", "can you help me", "can you help",
		"i need help", "i have a question", "i have question", "quick question", "got a question", "need some help", "could you help me", "can i ask something", "can i ask you something",
		"can i ask a question", "can i ask you a question", "how does this work", "what can i ask", "may i ask a question", "i need some help", "i would like some help",
		"你能做什么", "你会什么", "你能帮我什么", "你可以做什么", "能帮我吗", "可以帮我吗", "帮帮我", "帮忙", "帮助", "我有个问题", "有个问题", "想问一下", "我想问一下", "请问一下", "请问",
		"问个问题", "我想咨询一下", "咨询一下", "你能干什么", "你会做什么", "可以咨询一下吗", "想咨询一下", "有问题想问",
	},
	Well: {
		"how are you", "how are you doing", "how are you today", "hows it going", "how is it going", "whats up", "how do you do", "how have you been", "you good", "hope you are well", "hope youre well",
		"你好吗", "最近好吗", "你怎么样", "近来好吗", "最近怎么样",
	},
	Goodbye: {
		"bye", "goodbye", "bye bye", "see you", "see ya", "cya", "good night", "have a nice day", "have a good day", "have a great day", "take care", "thats all", "that is all", "that will be all",
		"thats it", "nothing else", "no thats all", "no thats it", "im done", "all good", "nope thats all", "have a good one", "talk later", "cheerio", "have a nice weekend", "have a good evening",
		"再见", "拜拜", "拜", "晚安", "没有了", "没了", "没别的了", "没事了", "没问题了", "就这些", "就这样", "下次聊", "886", "回见", "不用了谢谢", "没有其他问题了", "没有其他了", "先这样", "88",
	},
	Thanks: {
		"thanks", "thank you", "thx", "ty", "tysm", "thank u", "thnx", "tnx", "cheers", "many thanks", "thanks a lot", "thank you so much", "thank you very much", "thanks so much", "much appreciated", "appreciate it",
		"i appreciate it", "that helps", "that helped", "this helped", "very helpful", "thats helpful", "that was helpful", "so helpful", "perfect", "great", "awesome", "brilliant", "excellent", "wonderful", "lovely",
		"nice", "cool", "amazing", "fantastic", "good bot", "good job", "well done", "you are great", "youre great", "great help", "thats great", "thats perfect", "that worked", "it worked", "it works now", "works now",
		"solved", "problem solved", "found it", "youve been helpful", "for your help", "for the help", "for helping", "for that", "for the info", "for the information", "thats very kind", "super", "very much", "a lot", "so much",
		"谢谢", "谢谢你", "谢谢您", "多谢", "感谢", "非常感谢", "谢了", "谢啦", "3q", "谢谢啦", "太好了", "太棒了", "很有帮助", "有帮助", "帮大忙了", "辛苦了", "辛苦", "解决了", "搞定了", "可以用了", "好用", "完美", "真棒", "厉害", "棒", "赞",
		"问题解决了", "已经解决了", "已解决", "谢谢帮忙", "谢谢你的帮助", "谢谢您的帮助", "感谢帮助", "十分感谢", "万分感谢", "真不错", "不错", "很好", "非常好",
	},
	Okay: {
		"ok", "okay", "k", "kk", "okey", "alright", "all right", "got it", "i see", "understood", "sure", "fine", "right", "makes sense", "i understand", "noted", "good", "good to know", "sounds good", "will do", "ok then",
		"hmm", "hm", "aha", "ah", "oh", "oh ok", "wow", "lol", "haha", "gotcha", "roger", "fair enough", "no problem", "no worries", "ill try", "ill try that", "let me try", "i will try", "yep got it", "clear", "then", "now",
		"好", "好的", "好吧", "行", "行吧", "嗯", "嗯嗯", "哦", "哦哦", "明白", "明白了", "知道了", "了解", "了解了", "收到", "可以", "懂了", "好滴", "好哒", "ok了", "原来如此", "这样啊", "哈哈", "好嘞", "没问题", "我试试", "试试", "清楚了", "是的",
	},
	Regret: {
		"sorry for shouting", "sorry for yelling", "sorry for ranting", "sorry for the rant", "sorry for swearing", "sorry for being rude", "sorry for being so rude", "sorry for my tone", "sorry about my tone", "sorry i was rude", "sorry if i was rude",
		"sorry i shouted", "sorry i snapped", "sorry i got angry", "sorry about earlier", "sorry about before", "sorry for losing my temper", "sorry for being short", "sorry i was angry",
		"i was rude", "i shouldnt have shouted", "i should not have shouted", "no hard feelings", "sorry for the language", "sorry for my language", "i was just frustrated", "i was frustrated", "i was just angry",
		"刚才语气重了点", "刚才语气重了", "刚才语气不好", "刚刚语气不好", "刚才语气有点重", "刚才话说重了", "刚才态度不好", "刚才有点急", "刚才太急了", "刚才急了点", "刚才有点激动", "刚才太激动了", "刚才是我不对", "刚才冲动了", "刚才说话难听",
		"语气重了点", "别介意", "别往心里去", "见谅", "请见谅", "请谅解", "多有得罪", "刚才骂人不对", "刚才不该骂人", "刚才发脾气了", "我不该发脾气", "我不该骂人", "我太着急了", "我太激动了",
	},
	Greeting: {
		"hi", "hello", "hey", "hiya", "yo", "hi there", "hello there", "hey there", "good morning", "good afternoon", "good evening", "good day", "morning", "evening", "greetings", "hallo", "helo", "hii", "howdy", "heya",
		"anyone there", "is anyone there", "is anybody there", "anybody there", "hello everyone", "hi everyone", "dear team", "hi team", "hello team", "sup", "test", "testing", "are you there", "you there", "start", "hi bot", "hello bot", "hey bot",
		"你好", "您好", "你好啊", "您好啊", "哈喽", "哈罗", "嗨", "喂", "在吗", "在么", "在不在", "有人吗", "有人在吗", "早上好", "早", "下午好", "晚上好", "中午好", "大家好", "hello在吗", "亲", "亲在吗", "客服你好", "你在吗", "您在吗", "早安", "测试", "开始",
	},
}

// rank says which kind names a message that several make up: "thanks, bye" is
// a goodbye, "hi, are you a bot" asks who.
var rank = []Small{Who, What, Well, Regret, Goodbye, Thanks, Okay, Greeting}

var kindOf = indexed(phrases)

func indexed(phrases map[Small][]string) map[string]Small {
	m := make(map[string]Small)
	for kind, list := range phrases {
		for _, p := range list {
			m[p] = kind
		}
	}
	for _, p := range phrases[Regret] {
		for _, opening := range []string{"抱歉", "不好意思", "对不起", "im ", "i am ", "and "} {
			m[opening+p] = Regret
		}
	}
	return m
}

// longest is the most words, or Chinese characters, that small talk takes.
const longest = 20

// SmallTalk reports which small talk a message is, if it is nothing else.
func SmallTalk(message string) Small {
	words := normal(message)
	if len(words) == 0 || len(words) > longest {
		return None
	}
	found := make(map[Small]bool)
	known := func(phrase string) (Small, bool) { kind, ok := kindOf[phrase]; return kind, ok }
	if !cover(words, found, known) {
		return None
	}
	for _, k := range rank {
		if found[k] {
			return k
		}
	}
	return None
}

// cover reports whether phrases make up words whole, longest first.
func cover(words []string, found map[Small]bool, known func(phrase string) (Small, bool)) bool {
	for len(words) > 0 {
		n := 0
		for k := len(words); k > 0; k-- {
			kind, ok := known(join(words[:k]))
			if ok {
				found[kind], n = true, k
				break
			}
		}
		switch {
		case n > 0:
			words = words[n:]
		case polite[words[0]]:
			words = words[1:]
		default:
			return false
		}
	}
	return len(found) > 0
}

// polite are words that go with any small talk.
var polite = map[string]bool{
	"please": true, "so": true, "and": true, "very": true, "much": true, "again": true, "there": true, "sir": true, "madam": true, "mate": true, "friend": true, "buddy": true, "team": true,
	"you": true, "no": true, "yes": true, "really": true, "well": true, "oh": true, "bot": true, "today": true, "for": true, "all": true, "your": true, "the": true, "help": true, "just": true, "a": true, "thats": true,
	"了": true, "啊": true, "呀": true, "哦": true, "吧": true, "呢": true, "啦": true, "的": true, "亲": true, "那": true, "就": true, "很": true, "您": true, "你": true, "哈": true, "嘿": true, "请": true,
}

// normal gives the words of a message: English words, Chinese characters.
func normal(message string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, squeeze(word.String()))
			word.Reset()
		}
	}
	for _, r := range hanzi.Text(strings.ToLower(token.Visible(message))) {
		switch {
		case unicode.Is(unicode.Han, r):
			flush()
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			flush()
		}
	}
	flush()
	return out
}

// squeeze shortens letters drawn out for feeling: "hellooo", "thankssss".
func squeeze(w string) string {
	var b strings.Builder
	run := 0
	var last rune
	for _, r := range w {
		if r == last {
			run++
		} else {
			run, last = 1, r
		}
		if run <= 2 {
			b.WriteRune(r)
		}
	}
	s := b.String()
	if run > 2 {
		s = strings.TrimSuffix(s, string(last))
	}
	return s
}

// join writes words as phrases are written: Chinese without spaces.
func join(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !han(w) && !han(words[i-1]) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

func han(w string) bool {
	for _, r := range w {
		return unicode.Is(unicode.Han, r)
	}
	return false
}
