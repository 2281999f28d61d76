package spelling

import "strings"

// key words are mended to their right spelling when a word comes near enough.
// Only words of at least five letters, and never a word that exists.
var keyWords = strings.Fields(`human humans person people someone somebody anyone anybody representative operator
advisor adviser supervisor manager employee agent agents assistant customer service support connect transfer
speak talking speaking contact please actual lawyer solicitor attorney ridiculous unacceptable complaint
immediately refund money specialist colleague escalate specialist chatting`)

// existing are true words within one edit of a key word; they stay.
var existing = Words(`prison persons personal agency urgent again against humane humour humor manger managed manages service services
serviced support supports supported supporter contract contracts context contacts contacted speaks spear steak spark sneak
peoples peopled operate operated operates advised advises talked taking asking walking telling stalking masking tasking refunds refunded
customers customs custom money moneys honey monkey pleas pleased pleases pleasing lawyers layer layers player connected
connects connector transfers transferred employees employer agenda gents argent actually factual actuals someones assistants
assistance assist special specials specialists escalated escalates managers representatives represented operators advisors
reagent urgently absent event parent student adviser advisor spoken breaking speaker leaking freaking peaking services complaints complain complains
colleagues attorneys callback callbacks supervisors supervise employ employed employs humans human`)

// shortForms are fixed spellings that no edit distance should guess at.
var shortForms = map[string]string{
	"pls": "please", "plz": "please", "plss": "please", "plzz": "please", "plse": "please", "pleas": "please", "thx": "thanks", "ty": "thanks", "thnx": "thanks",
	"u": "you", "ur": "your", "r": "are", "y": "why", "wanna": "want to", "gimme": "give me", "lemme": "let me", "gotta": "got to", "gonna": "going to",
	"tlak": "talk", "tlk": "talk", "wnt": "want", "hlp": "help", "gtting": "getting", "representitve": "representative", "talkk": "talk", "tak": "talk", "tallk": "talk", "tolk": "talk", "talk2": "talk to", "speek": "speak", "spaek": "speak", "spk": "speak", "speka": "speak",
	"sum1": "someone", "some1": "someone", "any1": "anyone", "sm1": "someone", "smone": "someone", "someon": "someone", "sombdy": "somebody",
	"ppl": "people", "pple": "people", "reps": "rep", "cust": "customer", "cs": "customer service", "csr": "representative", "hooman": "human", "humn": "human", "hman": "human", "huma": "human", "humon": "human", "hunan": "human",
	"persn": "person", "prson": "person", "agnt": "agent", "aget": "agent", "agetn": "agent", "aegnt": "agent", "aent": "agent", "agt": "agent", "suport": "support", "wnat": "want", "wan": "want", "ned": "need", "nede": "need", "cna": "can", "teh": "the",
	"costumer": "customer", "custumer": "customer", "sumone": "someone", "sumbody": "somebody", "smbdy": "somebody", "smebody": "somebody", "reprsentative": "representative", "ppls": "people", "irl": "real", "cant": "cannot", "dont": "do not", "wont": "will not", "isnt": "is not", "arent": "are not", "doesnt": "does not", "didnt": "did not", "couldnt": "could not", "wouldnt": "would not", "havent": "have not",
	"im": "i am", "ive": "i have", "id": "id", "ill": "ill", "whats": "what is", "wheres": "where is", "hows": "how is", "thats": "that is", "youre": "you are", "theres": "there is",
	"abeg": "please", "una": "you", "wetin": "what", "pesin": "person",
	"rengong": "人工", "kefu": "客服", "zhenren": "真人", "zhuanrengong": "转人工", "rg": "rg", "rep": "representative", "supervisior": "supervisor", "convo": "conversation",
	"asap": "asap", "wtf": "wtf", "manger": "manager", "stuff": "stuff", "staf": "staff", "staffs": "staff", "humam": "human", "humen": "human", "peron": "person", "perosn": "person", "persom": "person", "pearson": "person",
}

var byLength = func() map[int][]string {
	m := map[int][]string{}
	for _, w := range keyWords {
		m[len(w)] = append(m[len(w)], w)
	}
	return m
}()

// Mend gives words in their right spelling; a word may become several.
func Mend(words []string) []string { return mend(fromPinyin(words)) }

func mend(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if long, ok := shortForms[w]; ok {
			out = append(out, strings.Fields(long)...)
			continue
		}
		if apart := unjoin(w); apart != nil {
			out = append(out, mend(apart)...)
			continue
		}
		out = append(out, mendWord(w))
	}
	return out
}

func mendWord(w string) string {
	if len(w) < 5 || len(w) > 16 || w[0] >= 0x80 || existing[w] {
		return w
	}
	plain := unleet(w)
	limit := 1
	if len(plain) >= 9 {
		limit = 2
	}
	for n := len(plain) - limit; n <= len(plain)+limit; n++ {
		for _, key := range byLength[n] {
			if key == plain {
				return key
			}
		}
	}
	for n := len(plain) - limit; n <= len(plain)+limit; n++ {
		for _, key := range byLength[n] {
			if nearStart(plain, key) && within(plain, key, limit) {
				return key
			}
		}
	}
	return w
}

// nearStart: people rarely miss the first letter, except by swapping it with the second.
func nearStart(a, b string) bool {
	return a[0] == b[0] || a[0] == b[1] && a[1] == b[0]
}

var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "@", "a", "$", "s", "*", "")

// unleet reads digits as letters in words that are mostly letters.
func unleet(w string) string {
	digits := 0
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			digits++
		}
	}
	if digits == 0 || digits > 2 {
		return w
	}
	return leet.Replace(w)
}

// within reports whether a becomes b by at most limit insertions, deletions,
// replacements and swaps of neighbours.
func within(a, b string, limit int) bool {
	if d := len(a) - len(b); d > limit || -d > limit {
		return false
	}
	var rows [3][20]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
			best = min(best, cur[j])
		}
		if best > limit {
			return false
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)] <= limit
}

// Words is the set of the words in a text.
func Words(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
