package goods

import (
	"regexp"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// placed finds goods that no list names by their place: what somebody bought, or what of his broke.
func placed(text string) []find.Fact {
	var out []find.Fact
	for i, re := range placedREs {
		for _, f := range find.All(re, text, find.Product, 1) {
			if i < 6 {
				narrow(text, &f)
			}
			if productLike(f.Value) && !find.Overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// enFails tells that what stands before it is a thing that is not well.
const enFails = `(?:(?:is|are|was|were|has|have|had|got|came|arrived|went|keeps?|kept|has been|have been) (?:\w+ly |so |very |too |all |a bit |a |an |not |never |completely )*(?:warped|broken|cracked|bent|torn|ripped|scratched|dented|stained|smashed|shattered|dirty|used|faulty|defective|damaged|loose|stuck|leaking|leaky|dead|flat|mouldy|moldy|rusty|crooked|wobbly|blurry|noisy|loud|hot|cold|big|small|short|long|tight|wide|narrow|heavy|expired|spoiled|rotten|melted|frozen|undercooked|raw|burnt|hairline|crack|hole|dent|scratch|stain|smell|defect|leak|arrived|come|turning|crashing|freezing|beeping|blinking|flashing|overheating|making|leaking|slipping|peeling|breaking|falling|switching|losing|shutting|dropping|stopping|restarting)\b|smells?\b|leaks?\b|stinks\b|wobbles\b|rattles\b|squeaks\b|overheats\b|flickers\b|snapped\b|cracked\b|broke\b|burst\b|fell (?:apart|off)\b|peels\b|rusted\b|shrank\b|faded\b|gave (?:me|my|our|us)\b|won'?t \w+|doesn'?t \w+|does not \w+|don'?t \w+|isn'?t \w+|aren'?t \w+|hasn'?t (?:come|arrived|worked|turned)|never (?:came|arrived|worked|turned|showed)|stopped (?:\w+ing)\b|(?:says?|shows?|displays?|reads) (?:error )?[A-Z]+-?\d)`

const phrase = `((?:[\p{L}\d][\p{L}\d'&-]* ){0,4}[\p{L}\d][\p{L}\d'&-]*)`

var placedREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:bought|ordered|purchased|preordered|unboxed|installed|assembled) (?:me |us )?(?:my |the |a |an |this |that |your |one |two |three |four |five |six |\d+ |some |these |those |new |of |both |pair )+` + phrase),
	regexp.MustCompile(`(?i)\b(?:my|this|these|the) ((?:[\p{L}\d][\p{L}\d'&-]* ){1,3}?)(?:i (?:bought|ordered|purchased|got from you)|you sent|broke|stopped working|won't (?:turn|switch|start|charge)|arrived (?:broken|damaged|cracked|smashed|scratched|yesterday|today))\b`),
	regexp.MustCompile(`(?i)\b(?:mou?ld|hairs?|holes?|cracks?|scratch(?:es)?|dents?|stains?|insects?|bugs?|worms?|rust|tear) (?:in|on|all over|inside) (?:the|my|our|this) ` + phrase),
	regexp.MustCompile(`(?i)(?:^|[.!?;,]\s+|\b(?:and|but|because|so|hi|hello|hey),? )(?:my|our|this|these|the|your) ((?:[\p{L}\d][\p{L}\d'&-]* ){1,4}?)` + enFails),
	regexp.MustCompile(`(?i)\b(?:still no|never (?:got|received|saw) (?:the|my|our|any)|(?:can'?t|cannot|unable to) (?:activate|install|assemble|switch on|turn on|pair|charge)(?: the| my| our)?|(?:swap|exchange|return|replace|send back|keep) (?:the|my|our|this|these)) ` + phrase),
	regexp.MustCompile(`(?i)\b(?:do|did) you (?:still |also )?(?:have|stock|sell|make|carry) the ` + phrase),
	regexp.MustCompile(`(?:买|订|购买|下单|收到|入手|拍|购|点|要|少送|漏送|少发|漏发|送来|送错|发来|退|换|买的是|订的是)(?:了|过|的)?(?:你们家?的?|你家的?|贵司的?)?(?:一|两|三|四|\d+)?(?:个|台|件|双|套|张|把|盏|款|只|条|部|瓶|盒|箱|本|床|副|块|份|碗|杯|袋|包|支|斤|束|顶|幅|对|罐|桶|枚)(?:新的|的)?([\p{Han}A-Za-z0-9-]{2,12}?)(?:，|,|。|！|？|\s|$|坏|不|没|有|是|怎么|想|能|但|一直|突然|今天|昨天|用|到|少|缺|漏|打|发|还|又|就|了|上|里|和|的|结果|收到)`),
	regexp.MustCompile(`(?:我的|我家的|我买的|买的|订的|收到的是|收到的|这款|这台|新买的|刚买的|家里的|这张|这盏|这把|那款)([\p{Han}A-Za-z0-9-]{2,8}?)(?:坏|不能|不亮|不转|不动|没反应|打不开|漏|裂|破了|碎|断|冒烟|响|掉|突然|开不了|用不了|启动不了|，|,|。|！|？|\s|$|还在|能退|能换|可以退|少了|脏了|过期)`),
}
