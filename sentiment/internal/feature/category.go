package feature

// category is what a lexicon entry is about. An entry may have several.
type category uint8

const (
	praise   category = iota // good, works well, 满意
	blame                    // bad, disappointed, 失望
	insult                   // names for us: clowns, scam, 骗子
	swear                    // profanity, aimed or not
	threat                   // lawyers, regulators, the press, bad reviews
	churn                    // leaving us: never again, 再也不买
	wait                     // time that is being lost
	problem                  // something is broken, missing or wrong
	thanks                   //
	polite                   // please, 请问
	ask                      // question openers
	urgent                   // now, today, asap
	bot                      // the machine they talk to
	person                   // a human that they want
	policy                   // rules, fees, terms
	product                  // things we sell and their parts
	intense                  // very, 太
	slight                   // a bit, 有点
	negator                  // not, 不
	contrast                 // but, 但是
	you                      // the company spoken to
	sarcasm                  // praise that is none
	relief                   // it works now, 解决了
	demand                   // I want my money back, 必须给个说法
	neglect                  // no answer, nobody cares, 没人理
	sorrow                   // own distress: in tears, stressed, 急死我了
	calm                     // no rush, 不着急
	other                    // somebody who is not us: my landlord, 邻居
	idiom                    // a no that denies nothing: not only, 差不多
	categoryCount
)

var categoryNames = [categoryCount]string{
	"praise", "blame", "insult", "swear", "threat", "churn", "wait", "problem", "thanks", "polite", "ask", "urgent", "bot",
	"person", "policy", "product", "intense", "slight", "negator", "contrast", "you", "sarcasm", "relief", "demand", "neglect",
	"sorrow", "calm", "other", "idiom",
}
