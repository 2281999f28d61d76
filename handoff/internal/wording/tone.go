package wording

import "github.com/firstlinehq/firstline/handoff/internal/spelling"

// legals threaten or announce lawyers, courts, regulators. Asking what the law
// says is a question.
var legals = []pattern{
	compile("en.lawyer", .95, `\b(?:my|our|a|an|the|contact|contacting|call|calling|consult|consulting|hire|hiring|get|getting|through|via|instructed|speak to|spoken to|talk to) (?:\w+ )?(?:lawyer|lawyers|solicitor|solicitors|attorney|attorneys|legal team|barrister|legal counsel|legal representative|legal department)\b`),
	compile("en.court", .95, `\b(?:small claims|take (?:you|this|your company|it|yall) to court|see (?:you|u) in court|go(?:ing)? to court|in court|file a lawsuit|filing a lawsuit|lawsuit|class action|(?:will|gonna|going to|shall|can|might|could|am|to) (?:sue|suing)|sue (?:you|your|u|this|the company)|suing|legal action|legal proceedings|legal steps|press charges|letter before action|legally liable|take legal)\b`),
	compile("en.regulator", .93, `\b(?:trading standards|ombudsman|consumer protection|consumer rights (?:board|agency|office)|better business bureau|bbb|ftc|cfpb|attorney general|data protection (?:authority|commissioner)|ico complaint|report(?:ed|ing)? (?:you|this|your company|u)(?: \w+){0,3} to (?:the )?(?:police|authorities|fraud|bank|press|ico|regulator|trading|consumer|bbb|ftc)|reporting (?:you|this) to|going to the (?:press|police|media|papers|regulator)|file a (?:police|fraud) report|action fraud)\b`),
	compile("zh.lawyer", .95, `(?:找|请|联系|咨询|问过|咨询过|咨询了|委托|我的|我们|通过)(?:了|过)?(?:我的|个|一个)?律师|律师函|律师信|发律师`),
	compile("zh.court", .95, `起诉|法院见|法庭见|打官司|上法院|告上法庭|告到法院|走法律|法律途径|法律程序|法律手段|诉讼|仲裁|追究(?:你们|贵司|法律|相关)?(?:的)?(?:法律)?责任|告你们|告死你|要告|维权到底|报警|报案|派出所|公安`),
	compile("zh.regulator", .95, `(?:^|[^0-9 ])(?:12315|12321|12300)(?:[^0-9]|$)|^(?:12315|12345)$|(?:打|拨|拨打|找|上|向|去|通过|投诉到?|举报到?)[^0-9]{0,3}(?:12345|12315|12321|12300)(?:[^0-9]|$)|(?:^|[^0-9])(?:12345|12315)(?:热线|投诉|举报|平台)|消协|消费者协会|工商局|工商部门|市监局|市场监管|监管局|监管部门|银保监|工信部|曝光你们|黑猫投诉|向媒体|找媒体|找记者|上315|315晚会`),
}

var legalQuestions = []pattern{
	compile("en.legalq", .9, `\b(?:do you|are you|is it|what|which|does|where|is there|how)\b(?: \w+){0,6} (?:legal|lawyer|law|attorney|lawsuit|court|jurisdiction)\b.*|\bpower of attorney\b|\bterms\b`),
	compile("zh.legalq", .9, `律师(?:袍|证|事务所|行业)|法院(?:发票|采购)|仲裁条款`),
}

// safeties: somebody is or may be hurt.
var safeties = []pattern{
	compile("en.fire", .95, `\b(?:caught fire|catch fire|catching fire|on fire|went up in flames|burst into flames|fire brigade|set (?:my|the|our)(?: \w+){0,2} (?:on fire|alight)|(?:start|started|starts|is|was|began|begins|keeps) (?:smoking|sparking|smouldering|burning|melting)|smoke (?:is )?(?:coming|came|pouring|rising)|sparks|sparking|exploded|explode|explodes|exploding|explosion|blew up|gas leak|smell gas|smells? (?:of|like) (?:gas|burning)|electric shock|electrocuted|got a shock|gave me a shock|shocked me|carbon monoxide|overheat(?:ed|s|ing)? (?:and|so))\b`),
	compile("en.hurt", .93, `\b(?:(?:broke|broken|fractured|sprained|twisted) (?:my|his|her|their)|(?:i|he|she|we|they|son|daughter|child|kid|boy|girl|wife|husband|mum|mom|dad|mother|father|someone|somebody|customer|guest) (?:\w+ )?(?:broke|fractured|sprained|twisted) an?) (?:wrist|arm|leg|ankle|finger|nose|rib|ribs|hip|foot|toe|hand|tooth|collarbone|bone)\b|\b(?:burned|burnt|burns|injured|hurt|cut|choked|choking|choke|swallowed|bleeding|poisoned|scalded|hospitalised|hospitalized|trapped)\b(?: \w+){0,4} (?:hand|hands|finger|fingers|arm|face|eye|eyes|leg|foot|skin|daughter|son|child|kid|kids|baby|toddler|wife|husband|mother|mum|mom|dad|father|me|myself|dog|cat|badly|piece|battery|magnet)\b|\b(?:my|our|the) (?:child|kid|son|daughter|baby|toddler|wife|husband|mum|mom|mother|father|dad|grandson|granddaughter|dog|cat)(?: \w+){0,14} (?:swallowed|choked|choking|burned|burnt|injured|hurt|bleeding|cut|poisoned|fell|throwing up|vomiting|fainted|unconscious|hospital|ambulance|er|emergency)\b|\b(?:in|to|at|from) (?:the )?(?:hospital|emergency room|a and e|er)\b|\ballergic reaction\b|\banaphyla\w+|\bambulance\b|\bmedical emergency\b`),
	compile("en.self", .97, `\b(?:kill myself|killing myself|end my life|ending my life|suicide|suicidal|(?:will not|wont|not|think ill|think i will) be (?:around|here) (?:much longer|for (?:much )?long(?:er)?)|hurt myself|harm myself|hurting myself|self harm|take my own life|want to die|wanna die|dont want to live|do not want to be (?:here|alive) (?:any ?more|any longer)|(?:i )?cannot go on(?: like this)?$|do not want to live|(?:no|any|a|the) (?:reason|point)(?: \w+)? (?:to live|living|in living|to go on|of living)|nothing to live for|better off dead|end it all)\b`),
	compile("en.threat", .9, `\b(?:he|she|they|my (?:ex|husband|partner|boyfriend|stalker))(?: \w+){0,3} (?:threatening|threatened|stalking|following|hit|beating|knows where i live)\b`),
	compile("en.theft", .93, `\b(?:someone|somebody|thief|hacker|scammer|scammers|they|he|she)\b(?: \w+){0,4} (?:draining|emptying|sending|taking|moving|transferring|withdrawing|spending|using|stealing)\b(?: \w+){0,4} (?:account|money|card|savings|funds|cash)\b|\b(?:someone|somebody|thief|hacker|scammer) (?:is )?(?:on|in|inside) my (?:account|card|bank)\b|\b(?:money|cash|funds) (?:is |are )?(?:leaving|going out|disappearing)\b(?: \w+){0,6} (?:now|speak|minute)\b`),
	compile("zh.theft", .93, `(?:盗刷|被骗|诈骗|被盗|转走|刷我的卡).{0,24}(?:正在|还在|现在|止付|冻结|停掉|停卡)|(?:对方|他们?|骗子|别人|有人).{0,6}(?:还在|正在).{0,4}(?:用|刷|转)我的?(?:卡|钱|账|号)|(?:正在|还在|现在).{0,10}(?:盗刷|被转走|转走|刷我的卡|被盗)`),
	compile("zh.fire", .95, `起火|(?:^|[^不打点])着火|冒烟|(?:^|[^到看听])爆炸|(?:^|[^气美帅酷好看香爽萌嗨飒甜冷热忙累挤火圈人])炸了(?:$|一|手|锅|开)|加热(?:时|的时候|就)?炸了|自燃|燃烧起来|烧起来|火灾|漏电|触电|电到|被电|煤气泄漏|燃气泄漏|漏气|一氧化碳|烧焦|冒火花|打火花|打火(?:[，,]|$)|短路起|鼓包|(?:电池|外壳|机身)[^，]{0,4}(?:鼓起|膨胀|胀起|鼓了)|烫得?(?:不敢|没法)(?:摸|碰)`),
	compile("zh.hurt", .95, `(?:烫|烧|割|划|砸|炸|夹|灼|扎|电|弄|咬|摔)伤|上吐下泻|食物中毒|(?:吃|喝|用)(?:了|完|过)?(?:之后|以后|后)?(?:[^，]{0,6})(?:拉肚子|腹泻|呕吐|昏倒|晕倒|一直吐(?:[^槽]|$)|吐个?不停)|流(?:了)?(?:很多|好多|一地)?血|烫出|水泡|起泡|烫掉|受伤|流血|出血|住院|送医|急诊|(?:进|送|住)(?:了|去|进|到)?(?:医院|icu|抢救)|抢救|在icu|人在医院|误吞|(?:孩子|宝宝|小孩|儿子|女儿|狗|猫|他|她|不小心)[^机]{0,6}吞了|吞下|误食|噎住|窒息|中毒|过敏反应|严重过敏|休克|骨折|救护车|打120|呼吸困难|喘不上气|(?:摔|压|砸|撞)断(?:了)?(?:腿|手|骨|肋|胳膊)|(?:我|他|她|孩子|宝宝|老人|爸|妈|奶奶|爷爷|老公|老婆|人)的?[^，子床桌椅柜]{0,3}(?:骨|腿|手|髋|腰|胳膊)(?:摔|压|砸|撞|被)?[^把柄]{0,2}断|骨头断|(?:楼顶|天台)上?(?:站|$|，|。)|站在(?:楼顶|天台|桥上)`),
	compile("zh.self", .97, `自杀|不想活|想死|活不下去|轻生|跳楼|自残|结束生命|割腕|了结自己|活着(?:真|太|也|就)?没(?:什么)?意[思义]|不如死了|一了百了`),
}

var safetyQuestions = []pattern{
	compile("en.couldit", .9, `^(?:hi |hello |and |so |but |also )*(?:could|can|will|would|might|does|do|may) (?:the|a|an|this|that|my|your|it|they|these|those|kids|children|babies|\w+s) (?:\w+ ){0,5}(?:catch|explode|burn|overheat|melt|spark|leak|shock|smoke|swallow|hurt|injure|cut|poison|choke)\b`),
	compile("en.safeq", .9, `\b(?:is it safe|are they safe|is this safe|how safe|fire (?:resistant|retardant|rating|pit|place|safety|proof|extinguisher|alarm|tv|stick|tablet)|smoke (?:alarm|detector|grey|gray)|first aid|could it|can it|will it|does it|do they|do these|would it|is it (?:\w+ )?risk|in case|prevent|avoid|protect|protection against|what if|if it|if i|if a|if my|risk of|hazard|childproof|child proof|tested for|certified)\b`),
	compile("zh.safeq", .9, `(?:会不会|是否会|会.{0,6}吗|防(?:火|爆|漏电|触电|烫|夹|摔|撞)|灭火|烟雾报警|怕不怕|安全吗|怎么预防|避免|如果.{0,10}怎么|医院(?:用|采购|可以|版|怎么走|在哪|几点)|住院(?:押金|费|部|手续|证明|要|需要|带|几|多|探视)|(?:打|点)不着火|没着火)`),
	// A price can be a shock, and a way lead to a hospital.
	compile("en.noshock", .9, `\b(?:shock\w*|stun\w*|floored)(?: \w+){0,4} (?:price|prices|bill|cost|costs|invoice|fare|quote|fee|fees|total|amount)\b|\b(?:price|bill|sticker|culture) shock\b|\bshocked (?:at|by|how|that|to see)\b|\b(?:how do (?:i|we|you) get|how far|where is|is there an?(?: \w+)?|parking|bus|visiting hours|(?:what|which|do) (?:\w+ ){0,2}(?:i|we) (?:need|bring|take))\b(?: (?:to|for|from|at|is|are|it|the|a|an|your|nearest|next|local|bring|take|pack|with|me|us|my stay in|near|stop)){0,6} hospital\b`),
}

// unhurt says that nobody came to harm, insured asks what a policy pays for: what else
// sounds like an injury then is none that anybody must hurry for.
var (
	unhurt = []pattern{
		compile("en.unhurt", .9, `\b(?:nobody|no one|noone|none of us|no body)(?: \w+){0,2} (?:hurt|injured|harmed)\b|\b(?:not|never|luckily not|without being) (?:hurt|injured)\b|\bno (?:injuries|injury|harm)\b|\b(?:everyone|everybody|we are all|all) (?:is |was )?(?:fine|ok|okay|safe)\b`),
		compile("zh.unhurt", .9, `(?:没有?|无)(?:人|谁|伤到|伤着)?(?:受伤|伤到|伤着|伤亡)|人(?:都|倒)?没事|没伤(?:到|着)?人|没受伤`),
	}
	insured = []pattern{
		compile("zh.insured", .9, `保险|投保|参保|社保|医保|报销|重疾|意外险|寿险|车险|保单|保费|伤残|工伤`),
		compile("en.insured", .9, `\b(?:insurance|insured|policy|policies|premium|excess|coverage|does it cover|am i covered|deductible)\b`),
	}
)

// abuses insult or threaten people or the bot.
var abuses = []pattern{
	compile("en.insult", .95, `\b(?:you|u|ur|your|yall|youre|these|those|fucking|bloody|fuckin|effing|bunch of|pack of|utter|complete|absolute|total|damn|goddamn|fking|f ing)(?: \w+){0,4} (?:idiot|idiots|moron|morons|imbecile|imbeciles|retard|retards|retarded|asshole|assholes|arsehole|arseholes|cunt|cunts|bitch|bitches|bastard|bastards|dumbass|dumbasses|twat|twats|wanker|wankers|prick|pricks|dickhead|dickheads|scum|scumbag|scumbags|motherfucker|motherfuckers|piece of shit|piece of crap|pieces of shit|pieces of crap|shithead|pig|pigs|dick|dicks|vermin|filth|cretins|dimwit|halfwit|nitwit)\b`),
	compile("en.fuckyou", .97, `\b(?:fuck|f|screw|fck|fuk|fk|f\*+k?|phuck|sod|piss|eff) (?:you|u|off|ya|yourself|yourselves|ur|your|yall|this company|all of you|the lot of you|the hell off)\b|\bstfu\b|\bgfy\b|\bkys\b|\bgo to hell\b|\brots? in hell\b|\bburn in hell\b|\bdrop dead\b|\bgo die\b|\bsuck my\b|\beat shit\b|\bshut (?:the fuck )?up\b|\bkill yourself\b|\bmother ?fucker\w*`),
	compile("en.stupidbot", .9, `\b(?:you|u|this|the|your) (?:\w+ )?(?:stupid|dumb|idiotic|retarded|fucking|brainless|braindead|moronic) (?:\w+ )?(?:bot|robot|thing|people|ai|fucks?|shit|chatbot|bitch)\b|^(?:stupid|dumb|fucking) (?:bitch|idiot|idiots|bastards?|cunts?)|\b(?:you are|u are|youre|you re) (?:\w+ )?(?:stupid|dumb|an idiot|pathetic|worthless|a moron|retarded|a joke of a human|brain dead|scum|disgusting people)\b|^(?:idiot|idiots|moron|morons|asshole|assholes|bastards?|cunts?|scum|bitch|twats?|wankers?|dickheads?)$`),
	compile("en.threaten", .95, `\b(?:i will|ill|im going to|im gonna|i am going to|gonna|going to|hope) (?:\w+ )?(?:find you|kill|break (?:your|someones|his|her|their|some)|hurt you|beat you|burn (?:your|down)|come (?:down )?to your (?:office|house|shop|store|warehouse|place)|smash your|bomb|shoot|strangle|you (?:all )?die|you (?:all )?(?:rot|burn|lose your jobs?|get cancer|choke))\b`),
	compile("zh.insult", .95, `傻逼|傻b|傻x|傻叉|煞笔|沙比|沙雕|脑残|弱智|智障|白痴|蠢货|蠢猪|蠢驴|废物|饭桶|人渣|混蛋|王八|畜生|狗东西|狗日|狗屁公司|贱人|贱货|婊子|杂种|杂碎|去死|死全家|死妈|你妈|尼玛|操你|草你|艹你|日你|干你|妈的|他妈|特么的你|滚蛋|滚开|滚吧|滚远|不要脸|臭不要脸|猪脑子|脑子有病|脑子进水|有病吧|神经病|没脑子|缺德|丧尽天良|狗娘养|猪狗不如|垃圾人|吃屎|王八蛋`),
	compile("en.foolbot", .9, `^(?:you |ur |u |this |what a )*(?:stupid|dumb|foolish|useless|bloody|brainless|worthless|silly|idiot|moronic) (?:bot|robot|machine|thing|ai|fool|computer|chatbot)$`),
	compile("zh.begone", .9, `^(?:给我|你|快|赶紧|都)*滚(?:滚|吧|啊|开|蛋|犊子|一边去|远点)*$|死蠢|蠢到`),
	compile("xx.insult", .95, `\b(?:sb|nmsl|cnm|rnm|tmlgb)\b`),
	compile("zh.threaten", .95, `(?:弄|砍|打|杀|整|搞)死你|杀了你|砸了你们|砸你们的?店|放火|炸了你们|找人(?:弄|打|砍)|小心点你|你等着(?:瞧|死)|让你们全家`),
}

// pleasant are strong words that attack nobody: praise, self-mockery, and asking
// whether something is a scam.
var pleasant = []pattern{
	compile("en.praise", .9, `\b(?:damn|bloody|holy \w+|hell yeah|fucking|shit|crazy|insane|insanely|ridiculously|sick|wicked|killer|awfully|terribly|hell of)(?: \w+){0,4} (?:quick|fast|nice|good|great|brilliant|beautiful|pretty|cute|love|amazing|awesome|cheap|comfy|deal|price|design|design|delivery|colou?r|sorry|easy|simple|happy|lamp|perfect)\b|\b(?:love|thanks|thank you|awesome|brilliant|great stuff)\b.*\b(?:damn|bloody|shit|hell|crazy)\b`),
	compile("en.self", .9, `\b(?:i am|im|i was|i feel|me being|call me|silly me|my) (?:\w+ ){0,3}(?:idiot|stupid|dumb|fool|moron|silly|clumsy|cat|dog|kid|kids|boss|wife|husband|phone|memory)\b`),
	compile("en.scamq", .9, `\b(?:is|are|was|could|looks like|seems like)(?: \w+){0,8} (?:a )?(?:scam|phishing|fraud|spam|legit|fake)\b`),
	compile("zh.praise", .9, `(?:靠|卧槽|我去|我靠|妈呀|天啊|要命|绝了|离谱|疯了|牛|气人|好气).{0,10}(?:快|好看|好用|漂亮|便宜|棒|喜欢|可爱|厉害|谢谢|爱了|好吃|值|美|香)|笑死|(?:靠枕|靠背|靠垫|靠椅|靠墙|可靠|垃圾桶|垃圾袋|垃圾箱|垃圾邮件|垃圾短信|垃圾分类|垃圾处理|狗窝|狗粮|猪)`),
	compile("zh.self", .9, `我(?:真|太|也太|好|可真|就|这)?(?:是个|是)?(?:太|真)?(?:傻|蠢|笨|糊涂)|(?:老婆|老公|老板|孩子|妈妈|女朋友)(?:生气|骂我|不高兴)`),
	compile("zh.scamq", .9, `(?:是不是|是|会不会是|不会是)(?:诈骗|骗子|骗人|假的)(?:吗|吧|的吗|短信)?$|冒充|防诈骗|诈骗短信`),
}

// mildAlone are words that are anger or delight by what stands beside them.
var mildAlone = spelling.Words("damn shit crap wow omg hell bloody fuck 靠 卧槽 我去 我靠 妈呀 天啊")

// angers: an attack on us, not the telling of a problem.
var angers = []pattern{
	compile("en.anger", .85, `\b(?:ridiculous|unacceptable|disgusting|disgusted|disgrace|disgraceful|outrageous|pathetic|appalling|appalled|furious|livid|vexed|los(?:ing|t) (?:my|all) patience|sick to death|fuming|infuriating|infuriated|enraged|pissed|shameful|shambles|atrocious|diabolical|abysmal|horrendous|incompetent|incompetence|laughing stock|beyond a joke|rip ?off|ripoff|scam|scammers|scammed|crooks|thieves|robbery|daylight robbery|con artists|bullshit|bull shit|bs|crap company|piss take|taking the piss|fobbed off|had it with|sick of (?:this|you|your|waiting)|sick and tired|fed up|last straw|enough is enough|had enough|waste of (?:time|my time|space|money)|wasting my time|a joke|joke of|total joke|what a joke|clown show|screw this|screwed me|ffs|wtf|what the (?:hell|fuck|heck)|for fucks? sake|for god s? ?sake|are you (?:kidding|joking|serious|having a laugh|deaf|even reading)|you kidding|how dare|shame on|never (?:again|buy|buying|shop|shopping|order|ordering|use|using|coming back)|worst (?:\w+ ){0,3}(?:service|company|experience|shop|store|support|customer|ever|app|place|website)|no clue|clueless|wasting (?:peoples?|our|everyones|everybodys|your customers) time|do you enjoy|do you think (?:this|it) is (?:funny|ok|okay|acceptable)|good money for|nobody (?:gives|cares|is helping|bothers)|no one (?:gives|cares|is helping|bothers)|do you even (?:care|read|listen)|dont (?:you )?(?:care|give a)|do not (?:even )?(?:care|give a)|you people|you lot|useless|hopeless|thanks for (?:absolutely |literally )?nothing|(?:complete|total|utter|absolute) waste of|sick to death|sick and tired|garbage|rubbish (?:service|company|support)|terrible (?:service|company|support|experience)|awful (?:service|company|support|experience)|shit|shitty|crappy|fucking|fuckin|fucked|bloody|damn|goddamn|lying|liars|lied to|lies|cheated|cheating|excuses|stop (?:sending|giving|copying|repeating|lying|wasting|telling)|absolute(?:ly)? (?:joke|nightmare|fed up|terrible|awful|useless|disgrace|disgusted))\b`),
	compile("xx.anger", .85, `\b(?:tmd|mmp|wtf|ffs|smh|omfg)\b|[😡🤬😤👿💢]`),
	compile("zh.anger", .85, `气死|气炸|比登天还难|故意的吧|(?:什么|这)(?:破|烂)(?:服务|公司|店|东西)|烂服务|火大|恶心|太过分|过分了|离谱|无语|垃圾|破(?:平台|公司|店|网站|客服|东西|服务|软件|玩意)|骗子|骗人|骗钱|坑人|坑爹|坑钱|黑心|奸商|敷衍|糊弄|忽悠|耍我|玩我|耍人|踢皮球|推来推去|推卸|推三阻四|受够|忍无可忍|忍不了|受不了|什么态度|态度(?:太|极|真|很|这么)?(?:差|恶劣|烂)|差劲|太差|极差|最差|烂透|真烂|太烂|烂公司|再也不(?:会|买|来|用|在)|永远不会再|一辈子不|有没有在做事|有没有搞错|搞什么|搞笑呢|(?:是个?|就是个?|简直)笑话|搞毛|开玩笑|你们是猪|逗我|当我傻|把我当|欺负人|欺骗|无良|店大欺客|霸王条款|强盗|抢钱|吃相|恼火|愤怒|生气|气人|窝火|投诉你们|要投诉|给差评|差评|拉黑|退钱！|什么玩意|什么鬼|什么垃圾|见鬼|没完没了|无耻|可耻|丢人|丢不丢人|失望透|太失望|极其失望|令人发指|呵呵|浪费(?:我)?(?:的)?时间|说话不算|不讲信用|装死|装傻|死活不|爱理不理|没人管|没人理|不管不顾|脸呢|要点脸|良心|^我去$|^我去你|卧槽|^靠$|尼玛|狗屎|屁用|放屁|扯淡`),
}

// demands are ultimatums.
var demands = []pattern{
	compile("en.demand", .9, `\bi (?:\w+ )?demand\b|\bdemand (?:a|an|my|the|that|immediate|full)\b|\b(?:refund|money back|replacement|replace|fix|cancel|send|ship|deliver|give|return|resolve|answer|sort|compensation|want|pay)\b(?: \w+){0,5} (?:right now|now|immediately|right away|at once|this instant|this minute|today or else|or else|straight away|this second|instantly|without delay|within the hour)$|^(?:immediately|now) |^(?:please )?(?:refund|replace|fix|cancel|send|ship|deliver|return|resolve|sort|give|pay)\b(?: \w+){0,6} (?:today|tonight|by tomorrow)$|\b(?:immediate|instant) (?:refund|replacement|response|answer|action)\b|\bby (?:tonight|tomorrow|end of day|eod|noon|today) or\b|\b(?:take|remove|waive|reverse|drop|unlock|restore|reinstate)\b(?: \w+){0,9} (?:right now|immediately|at once|straight away)$|\bor (?:else|i will|im going|i am)\b|\bi expect (?:a|an|my|full) (?:\w+ )?(?:refund|replacement|answer|explanation|compensation)\b|\bi insist\b|\byou (?:must|have to|better|will) (?:refund|replace|fix|cancel|pay|compensate|sort|give)\b`),
	compile("zh.demand", .9, `(?:马上|立刻|立即|现在就|赶紧|赶快|今天之内|今天必须|必须|限你们|24小时内|十分钟内|一小时内|即刻|速速|速度)(?:给我|给|把|帮我|就|必须|内|要|全额)*(?:退|赔|发货|处理|解决|答复|回复|说法|取消|换|解释|补发|送|道歉|办|安排发|交代)|(?:给我|给个|要个|要一个|给一个|讨个)(?:一个|个)?(?:说法|交代|解释)|必须(?:退|赔|今天|马上|立刻|给我)|要求(?:你们)?(?:马上|立刻|立即|全额|赔偿|退一赔)|退一赔三|假一赔十|不(?:退|赔|解决|处理|发货)(?:我)?就`),
}

// problems tell that something is wrong.
var problems = []pattern{
	compile("en.problem", .8, `\b(?:broken|broke|damaged|cracked|crack|scratched|missing|late|delayed|lost|wrong|defective|faulty|does not work|do not work|doesnt work|not working|isnt working|stopped working|wont|will not|would not|cannot|crash|crashes|crashing|error|failed|fails|failing|stuck|leaking|leaks|torn|stained|charged|overcharged|twice|never (?:arrived|came|got)|not (?:arrived|received|here|delivered|come)|has not|have not|havent|hasnt|did not (?:arrive|receive|come|get|work)|still waiting|waiting|still no|problem|issue|trouble|bug|glitch|declined|rejected|locked out|forgot|unable|empty|incomplete|expired|not showing|disappeared|frozen|dead|flickers|wobbles|noise)\b`),
	compile("zh.problem", .8, `坏|破|裂|碎|漏|缺|少(?:了|发|一)|错|发错|没收到|没到|没发|未收到|未发|没更新|不更新|失败|报错|打不开|登不|登录不|进不去|用不了|不能用|不工作|不亮|不转|不动|卡住|闪退|死机|黑屏|丢|延迟|晚|迟|多扣|扣了|重复扣|扣钱|划痕|掉色|异味|有问题|异常|故障|忘(?:了|记)|过期|不见了|找不到|收不到|没反应|退回|超时|瑕疵|脏|污渍|松动|异响`),
}

// meta says that the same thing was said before.
var metas = []pattern{
	compile("en.again", .85, `\b(?:i (?:have )?(?:already |just )?(?:asked|said|told|explained|answered)(?: \w+){0,4} (?:already|before|twice|times|three|again|u|you)|(?:asked|asking|told|telling|said|saying)(?: \w+){0,3} (?:three|3|third|3rd|four|4|five|5|many|several|ten|x) ?(?:times|time|x)?|(?:third|3rd|fourth|4th|fifth|5th|hundredth|nth) time|for the (?:third|fourth|last|tenth|millionth) time|how many times|again and again|over and over|going (?:in|round in|around in|round) circles|same (?:answer|reply|thing|question|link|article|response) (?:again|over|every|as|three|for)|keep (?:repeating|sending|saying|giving|asking|telling)|you (?:are )?(?:not|didnt|did not|arent) (?:answering|answered|answer|listening|reading|understanding|understand)|(?:doesnt|does not|didnt|did not|not) answer(?:ing)? my question)\b`),
	compile("zh.again", .85, `(?:问|说|讲|发|催|反映|解释)(?:过|了)?(?:你们|你)?(?:好|很)?(?:三|3|四|4|五|5|六|n|N|多少|几|好几|无数|一百|十几)(?:遍|次|回)|第(?:三|四|五|n|3|4|5)(?:次|遍|回)|重复(?:问|说|回答|一样)|答非所问|没(?:有)?(?:回答|看懂|听懂|理解)(?:我的?)?|不是(?:问|说)这个|我问的(?:是|不是)|一直重复|来回(?:就)?(?:这|那)|车轱辘话|同样的(?:问题|回答|话)|还是(?:那|这)(?:句|几句)|复读`),
}

// accepts and declines answer an offer.
var accepts = []pattern{
	compile("en.yes", .95, `^(?:ok |okay |oh |haha |lol |ah |yh |well |um |uh |hmm |alright |and |then |so )*(?:yes|yeah|yep|yup|yea|ya|yess|sure|ok|okay|k|kk|fine|alright|all right|please|yh|(?:it|that|they|she|he) (?:would|could|can|does|will)$|please do|do it|do that|do so|go ahead|go on|go for it|absolutely|definitely|of course|certainly|sounds good|that would be|that works|works for me|i would|id like|id love|lets do|lets|why not|yes please|y|if you could|if you can|connect|transfer|right|great|perfect|good idea|thats fine|that is fine|be my guest|correct|i do|i guess|affirmative|finally|might as well|if possible|agreed|thatd be|that sounds|very well|by all means|indeed|thank you yes|thanks yes|cool|👍|✅|👌|🙏|yeh|aye|totally|obviously|duh|bring|make it|then do|then go|i accept|i agree|please yes)\b`),
	compile("xx.noproblem", .94, `^(?:ok |sure |yes |well |oh |嗯|好)*(?:no problem|no worries|no objections?|not a problem|i (?:do not|dont) mind|(?:do not|dont) mind|why not|by all means|没问题|没意见|不介意|不反对|没关系|不妨|未尝不可)`),
	compile("en.glad", .93, `^(?:ok |oh |well |i |yes |thanks )*(?:(?:that|it|this|thatd|thats|that is|which)(?: would| will| might| is|ll|d)?(?: be)?(?: \w+)? (?:lovely|great|good|nice|perfect|helpful|best|better|wonderful|fine|brilliant|amazing|awesome|fantastic|appreciated|ideal|useful|super|kind|help|work|ok|okay|fab)|mhm|mm|mmhm|mhmm|uh huh|uhuh|ye|yh|yas|yus|ofc|ja|si|oui|da|guess so|i guess|suppose so|i suppose(?: so)?|(?:much |really |id |would )*appreciate(?:d| it| that)?|if you (?:do not|dont) mind|if thats ok(?:ay)?|if you would|(?:bring|get|fetch|send|put) (?:them|him|her|someone|one|it)|hell yes|hell yeah|hit me|lets go|love to|gladly|happy to|id (?:love|like|appreciate)|whatever(?: works| helps| you say)?|thank you(?: so much| very much)?|thanks(?: a lot| so much)?)(?: .*)?$`),
	compile("en.yes2", .9, `\b(?:yes|sure|ok|please|go ahead|do it|do that|connect|transfer)(?: (?:please|thanks|then|now|thank you|me))*$`),
	compile("xx.yesemoji", .9, `^(?:👍|✅|👌|🙏|🆗)+$`),
	compile("zh.yes2", .9, `(?:转|接通|接|叫|找|安排|可以|好|行|要|需要|麻烦你?了?|拜托你?了?)(?:一下|人|人工)?(?:吧|了|呀|啊|哦|呗|您|你)*$`),
	compile("zh.glad", .93, `^(?:那|嗯|哦|额|啊|就|那就|这样|也)*(?:也行|都行|也好|也可以|太好了|太棒了|挺好|最好|最好不过|求之不得|再好不过|安排|整|得嘞|得|嗯呐|嗯嗯|好啊|好呀|拜托|劳驾|有劳|谢谢|谢了|感谢|没意见|就这么办|照办|听你的|叫吧|找吧|换吧|联系吧|试试|只能这样|只好这样|没办法|干脆|速度|来个|来一个|来吧|必须|当然|肯定|正好|刚好|我愿意|愿意|乐意|方便|有的|随便|okk?|k)(?:[^吗呢？?]{0,14})$`),
	compile("zh.yes", .95, `^(?:那|嗯|哦|额|啊|就|那就|好吧|行吧)*(?:好|行|可以|要|需要|嗯|是|对|麻烦|转|接|请|同意|当然|没问题|ok|yes|中|成|妥|恩|来吧|快|那就|转吧|好滴|好哒|要的|必须|当然|可|1|辛苦|帮我|尽快|赶紧)`),
}

var declines = []pattern{
	compile("en.no", .95, `^(?:ok |oh |well |um |uh |hmm |i think |thanks |thank you |actually )*(?:no|nope|nah|not now|not yet|not needed|not necessary|no thanks|no need|dont|do not|never mind|nevermind|nvm|its fine|its ok|im fine|im good|im ok|i am fine|i am good|all good|later|maybe later|not really|not right now|forget it|no thank you|that is not|i would rather not|id rather not|wait|hold on|leave it|n)\b`),
	compile("en.no2", .9, `\b(?:no thanks|not necessary|no need|not needed|rather not|maybe later|not yet)\b|\b(?:yes|ok|okay|sure|fine) but (?:not|first|before|wait)\b`),
	compile("zh.no", .95, `^(?:那|嗯|哦|额|啊|就|算|先|暂时|谢谢|现在)*(?:不|别|没必要|无需|算了|不用|不要|不必|暂不|不需要|先不|等等|等一下|稍等|待会|晚点|再说|不了|没事|no|免了|罢了|不急)`),
	compile("zh.no2", .9, `(?:不用了|不需要了|不必了|不要了|先不|暂时不|不用转|不用麻烦|晚点再|以后再)`),
}
