package spelling

import (
	"regexp"
	"strings"
)

// Words typed as one, and Chinese in Latin letters: "ineedahuman", "zhuan rengong".
// Both are read only where all of a run is made of the few words that requests
// are made of, and one of them carries the request: elsewhere a word stays as it is.

// pieces are words that requests are made of; carriers those without which a run
// of them asks for nobody.
var (
	pieces = Words(`i a an the to with me my you your us we want need would like id can could may let get give put call please pls plz now real live actual
		is are there here anyone any one no not from be im some for help of on through connect transfer hi hello just only back ring phone`)
	carriers = Words(`human humans person people agent operator representative someone somebody anybody anyone manager supervisor talk speak chat advisor customer service support`)
)

// shortestJoined is the fewest letters of words that are taken apart, longestJoined
// the most: nobody types more without a space.
const shortestJoined, longestJoined = 6, 60

// shortestNumber is the fewest digits of a telephone number that was typed onto a word.
const shortestNumber = 5

// unjoin takes a word apart into as few pieces as it can; nil if it is none.
func unjoin(w string) []string {
	if letters := strings.TrimRight(w, "0123456789"); len(w)-len(letters) >= shortestNumber {
		if out := unjoin(letters); out != nil {
			return append(out, w[len(letters):])
		}
		return nil
	}
	if len(w) < shortestJoined || len(w) > longestJoined || w[0] >= 0x80 || pieces[w] || carriers[w] || existing[w] {
		return nil
	}
	best := make([]int, len(w)+1) // the fewest pieces up to here; 0 = none
	from := make([]int, len(w)+1)
	for end := 1; end <= len(w); end++ {
		for start := max(0, end-14); start < end; start++ {
			piece := w[start:end]
			if (start > 0 && best[start] == 0) || !pieces[piece] && !carriers[piece] || piece == "a" && end == len(w) {
				continue
			}
			if best[end] == 0 || best[start]+1 < best[end] {
				best[end], from[end] = best[start]+1, start
			}
		}
	}
	if best[len(w)] < 2 {
		return nil
	}
	out := make([]string, best[len(w)])
	carried := false
	for end, i := len(w), len(out)-1; end > 0; end, i = from[end], i-1 {
		out[i] = w[from[end]:end]
		carried = carried || carriers[out[i]] || out[i] == "call"
	}
	if !carried {
		return nil
	}
	return out
}

// syllables are the Chinese of requests in Latin letters.
var syllables = map[string]string{
	"zhuan": "转", "ren": "人", "gong": "工", "ke": "客", "fu": "服", "zhen": "真", "huo": "活", "wo": "我", "yao": "要", "zhao": "找", "jiao": "叫", "lai": "来",
	"ge": "个", "gei": "给", "bang": "帮", "qing": "请", "you": "有", "mei": "没", "ma": "吗", "ne": "呢", "ni": "你", "men": "们", "xiang": "想", "gen": "跟",
	"he": "和", "shuo": "说", "liao": "聊", "hua": "话", "jie": "接", "bu": "不", "yong": "用", "zai": "在", "huan": "换", "hao": "好", "ba": "吧", "le": "了",
	"de": "的", "neng": "能", "wu": "务", "xu": "需", "da": "打", "dian": "电", "zhi": "直", "shi": "是", "dao": "到", "xia": "下", "yi": "一", "nin": "您", "lian": "联", "xi": "系",
}

// inLatin are the Chinese words that carry a request.
var inLatin = regexp.MustCompile(`人工|真人|客服|活人|转人|有人|没人|找人|要人|个人`)

// fromPinyin reads the runs of words that are Chinese syllables; each character is
// a word of the result.
func fromPinyin(words []string) []string {
	out := words[:0:0]
	for i := 0; i < len(words); {
		var run []string
		j := i
		for ; j < len(words) && len(words[j]) <= longestJoined; j++ {
			chars := readSyllables(words[j])
			if chars == nil {
				break
			}
			run = append(run, chars...)
		}
		if j > i && inLatin.MatchString(strings.Join(run, "")) {
			out = append(out, run...)
			i = j
			continue
		}
		out = append(out, words[i:max(j, i+1)]...)
		i = max(j, i+1)
	}
	return out
}

// readSyllables reads a word as syllables, longest first with a way back; nil if
// it is none.
func readSyllables(w string) []string {
	if w == "" {
		return []string{}
	}
	for n := min(5, len(w)); n >= 2; n-- {
		char, ok := syllables[w[:n]]
		if !ok {
			continue
		}
		if rest := readSyllables(w[n:]); rest != nil {
			return append([]string{char}, rest...)
		}
	}
	return nil
}

// What a Chinese keyboard gives instead of 转人工, 人工, 真人 and 客服: characters of the
// same sound, where together they are no word.
var (
	soundsLikeTransfer = regexp.MustCompile(`[转专砖赚传撰](?:接|一下)?[人仁任认][工公功弓宫]`)
	halfLatin          = regexp.MustCompile(`\b(?:r|are) ?工|人 ?g(?:ong)?\b`)
	// Courses and lessons are words of their own: 人工课程 is no 人工客程.
	soundsAlike = strings.NewReplacer("人工课程", "人工课程", "人工课时", "人工课时", "人工课堂", "人工课堂", "仁工", "人工", "真仁", "真人", "活仁", "活人", "课服", "客服", "客福", "客服", "人工课", "人工客")
	wordsAfter  = regexp.MustCompile(`^[司园寓里民交共作]`) // 专人工作, 人公司
)

// Hear mends characters that only sound right, in a text without marks.
func Hear(text string) string {
	text = soundsAlike.Replace(halfLatin.ReplaceAllString(text, "人工"))
	at := soundsLikeTransfer.FindStringIndex(text)
	if at == nil || wordsAfter.MatchString(text[at[1]:]) {
		return text
	}
	return text[:at[0]] + "转人工" + text[at[1]:]
}
