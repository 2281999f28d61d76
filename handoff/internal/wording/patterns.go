package wording

import (
	"regexp"
	"strings"
)

// pattern is a way of saying a thing, on folded text.
type pattern struct {
	id   string
	re   *regexp.Regexp
	sure float64
	n    int // for the prefilter
}

// Word groups that the patterns are made of.
var groups = strings.NewReplacer(
	"<person>", `(?:(?:real|live|living|actual|proper|human|fucking|damn|bloody|flesh and blood|physical|breathing|genuine) (?:\w+ )?(?:human|humans|person|people|agent|agents|being|beings|one|operator|representative|rep|assistant|advisor|employee|support|help|chat|guy|staff|customer service|dude|man|woman|soul|thing|body)|human|humans|humanoid|person|someone|somebody|anyone|anybody|some one|some body|any one|representative|representatives|operator|advisor|adviser|supervisor|manager|staff|employee|employees|specialist|colleague|colleagues|co worker|team member|team mate|staff member|member of staff|member of your (?:team|staff)|consultant|technician|technicians|advisors|advisers|specialists|experts|managers|supervisors|operators|superior|boss|homie|dude|bloke|mortal|agent|agents|customer service|customer support|customer care|tech support|support agent|support person|support team|service desk|helpdesk|help desk)`,
	"<body>", `(?:human|humans|person|someone|somebody|anyone|anybody|representative|operator|supervisor|human being|real one|colleague|member of staff|staff member|team member|employee|live agent|real agent|agent)`,
	"<talk>", `(?:talk|talking|speak|speaking|spoke|chat|chatting|converse|deal|dealing|discuss|text|message|communicate|interact)`,
	"<link>", `(?:connect|connected|connecting|transfer|transferred|transfered|transferring|put|pass|hand|switch|forward|redirect|escalate|refer|patch|route|hook|link|direct|send|swap|move|turn)`,
	"<get>", `(?:get|give|find|fetch|bring|want|need|require|request|prefer|rather have|call|grab|summon|ping|page)`,
	"<fill>", `(?:me|us|my|a|an|the|to|over|through|this|it|chat|call|case|conversation|here|up|in|on|with|some|one of|your|of|any|please|just|only|directly|straight|right|away|now|another|different|on to|onto|by|kind|bit|matter|issue|ticket|question|for|back|w|breathing|living|competent|decent|proper|knowledgeable|actual|nice|friendly|qualified|capable|responsible|senior|experienced|trained|thinking|sane|real|live|human|sales|account|technical|returns|billing)`,
	"<bot>", `(?:bot|bots|robot|robots|machine|machines|ai|chatbot|chat bot|computer|automated \w+|algorithm|program|script|virtual assistant)`,
	"<转>", `(?:转接|转到|转给|转|接通|接入|接|换成|换|切换到|切换|切|连线|连接|呼叫|召唤|叫|找|联系|安排|派|来|有|需要|要|想要|请|喊|给我|帮我找|上)`,
	"<人>", `(?:人工|真人|活人|真的人|真正的人|大活人|人类|专人|客服人员|真客服|人工客服|人工服务|工作人员|专员|坐席|座席|业务员|负责人|主管|经理|领导|上级|店长|管理员|客服专员|客服小姐姐|客服小哥|客服小姐|在线客服|你们的人|你们同事|同事|客服)`,
	"<机>", `(?:机器人|机器|智能客服|自动回复|ai|bot|电脑|程序|智障)`,
)

func compile(id string, sure float64, expr string) pattern {
	expr = groups.Replace(expr)
	return pattern{id: id, sure: sure, re: regexp.MustCompile(expr), n: register(expr)}
}

// requests are ways of asking for a person.
var requests = []pattern{
	compile("en.mind", .93, `\bmind (?:transferring|connecting|getting|putting|passing|bringing|escalating)\b`),
	compile("en.talk", .97, `\b<talk> (?:(?:to|with|2|w|at) )?(?:<fill> ){0,4}<person>\b`),
	compile("en.link", .97, `\b<link> (?:<fill> ){0,6}<person>\b`),
	compile("en.get", .95, `\b<get> (?:<fill> ){0,5}<body>\b`),
	compile("en.have", .95, `\b(?:can|could|may|might|let|please|would|will) (?:i|we|you|me|a|an) (?:\w+ ){0,3}(?:<body>|<person>) (?:\w+ ){0,2}(?:call|help|take|join|handle|look|assist|contact|reply|answer|review|check|see|ring|phone|reach)\b`),
	compile("en.exists", .95, `\b(?:is|are) (?:there )?(?:a |an |any |even )?(?:(?:real|actual|live) )?(?:someone|somebody|anyone|anybody|human|humans|person|people|agent|agents|operator) (?:\w+ )?(?:there|here|alive|available|online|around|home|who can|i can|i could|we can|to talk|to speak|real|on duty|in charge)\b`),
	compile("en.alone", .97, `^(?:please |just |hi |hello |hey |a |the |ok |only |now |yo )*(?:(?:real|live|actual|living|proper) )*(?:human|humans|person|people|human being|operator please|representative please|agent please|live agent|real agent|human agent|human support|human help|live chat please|live person|supervisor|manager|manager please|human rep|human representative|human operator|customer service please|customer support please|support please)(?: please| now| thanks| thank you| here| asap| only| needed| required| wanted| help| support| service| pronto| ffs)*$`),
	compile("en.nobot", .93, `\b(?:not|no|without|instead of|rather than|leave|skip|stop|enough of|enough with|tired of|sick of|hate|done with|fed up with|get rid of|quit|forget|drop|bypass|lose|kill) (?:\w+ ){0,4}<bot>\b(?: \w+){0,6} (?:<body>|people|human)\b`),
	compile("en.refusebot", .9, `\b(?:do not|dont|not|wont|will not|cannot|refuse to|stop|hate|no more|tired of|sick of) (?:\w+ ){0,3}(?:talk|talking|speak|speaking|chat|chatting|deal|dealing|typing|type|communicate|interact) (?:\w+ ){0,3}<bot>\b`),
	compile("en.escalate", .93, `^(?:please |can you |could you |just |i want to |i need to |i would like to |id like to |need to )*escalate(?: (?:this|it|me|my (?:case|issue|ticket|complaint|problem|chat|query)|the (?:case|issue|matter|ticket)))*(?: please| now| further| immediately)*$`),
	compile("en.take", .93, `\b(?:<body>|colleague|colleagues|team) (?:\w+ )?(?:take|takes|taking) (?:over|this|it)\b`),
	compile("en.who", .9, `\b(?:someone|somebody|person|one) (?:who is|who isnt|who is not|that isnt|that is not|thats|not) (?:not )?(?:a )?(?:<bot>|human|real)\b`),
	compile("en.needs", .93, `\b(?:human|person|agent|manual|personal) (?:intervention|assistance|attention|contact)\b|\b(?:needs|need|requires|require|want|wants) (?:a |this |it |my \w+ )?(?:(?:to be )?escalated|human|real person|person to|someone to|somebody to|manual review)\b|^(?:can|could|should) this (?:please )?be escalated|\bonly a (?:human|person)\b`),
	compile("en.me", .93, `^(?:ok |please |just |then |so |well |can you |could you |would you |you |will you |kindly |mind |to |now )*(?:connect|transfer|transferring|connecting|escalate|hand|pass|put|patch|forward|redirect|reconnect) me(?: on| over| through| thru| now| already| please| back| across| up| asap)*$`),
	compile("en.where", .95, `\b(?:where|wheres)(?: the \w+)?(?: is| are| did)? (?:the |a |all |your |my |any )*(?:(?:real|actual|live) )?(?:human|humans|people|staff|operator|operators)\b|\b(?:is|are) there (?:a |an |any |even )*(?:real|actual|live|living) (?:human|person|people|agent|one|soul|operator)|\bdo you (?:\w+ )?have (?:any |actual |real |live )*(?:humans|people|human beings|human agents|real agents)\b`),
	compile("en.whoever", .93, `\b<talk> (?:to|with) (?:your |the |a |an |another |different |same |whoever |who ever |who |anyone |somebody |someone )+(?:else|expert|person|guy|lady|agent|team|boss|owner|one|department|advisor|is in charge|handled|in charge|store|shop|\w+ (?:team|department|expert|specialist|agent|advisor|manager|staff|people))\b`),
	compile("en.callme", .95, `\b(?:someone|somebody|anyone|person|human|agent|team|customer service|customer support|support|colleague|colleagues|manager|representative|supervisor|technician|specialist|advisor|people|staff|sales|department)(?: from \w+| on your \w+| there)? (?:\w+ )?(?:to )?(?:call|phone|contact|ring|reach|get back to|message|write to|email|get in touch with|reply to|get in contact with|follow up with|talk to|speak to|speak with) (?:me|us|back|out)\b`),
	compile("en.else", .93, `\b(?:anyone|anybody|someone|somebody|person|one) (?:else )?(?:but|other than|except|besides|instead of) (?:you|this|a|the)\b|^(?:no |nah |please |get me |give me |i want )*(?:someone|somebody) (?:else|real|human)(?: \w+){0,3}$`),
	compile("en.botoff", .9, `^(?:please |just |ok |ugh |can i |can you |i want to |how do i |let me )*(?:no more|no|stop|stop the|stop this|turn off|shut off|switch off|bypass|disable|exit|quit|end|leave|skip|get off|get past|enough|done with|i am done with|get out of) (?:with )?(?:the |this |that |your |stupid |damn )*<bot>(?: please| now| thanks| thank you| chat)*$|\btoo (?:complicated|complex|hard|difficult|much|specific|important|delicate) for (?:a |an |the |you |this )*(?:<bot>|you$)`),
	compile("en.tell", .93, `\b(?:explain|discuss|describe|talk|clarify|sort|work)(?:ing)?(?: \w+){0,4} (?:to|with) (?:a |an |another |some |your |one of your |real |actual |live )*(?:human|person|someone|somebody|human being|representative|advisor|adviser|advisors|advisers|specialist|employee|agent|consultant|colleague|expert|technician|supervisor|manager)\b`),
	compile("en.oneof", .9, `\b(?:one|any|some|someone|somebody|anyone|anybody|member|members) (?:of|from|in|on|at) (?:your|the) (?:\w+ ){0,2}(?:guys|people|team|staff|colleagues|agents|advisors|advisers|folks|lads|employees|experts|representatives|crew|specialists|department|office|side|end)\b`),
	compile("en.wish", .9, `\b(?:want|need|like|prefer|rather|love|appreciate|wish|hope|hoping|looking|require|request|kindly|please)\b(?: \w+){0,7} (?:human|humans|real person|actual person|live person|employee|clerk|representative|representatives|operator|specialist|supervisor|team member|member of staff|(?:one of|any of|some of) your \w+|(?:someone|somebody|anyone) (?:real|human|competent|else|who|from your|in your|in charge|on your|qualified|senior|with)|customer service|customer support|support team|sales team)\b`),
	compile("en.intouch", .93, `\b(?:put|get|bring|gets|keep) (?:me|us) (?:in|into) (?:contact|touch) with\b`),
	compile("en.callfrom", .93, `\b(?:call|phone call|callback|call back|message|reply|answer|response|email|word) from (?:a |an |some |your |one of your |somebody |the )*(?:real |actual |live |competent |senior )*(?:human|person|someone|somebody|representative|agent|colleague|employee|advisor|specialist|manager|supervisor|member|people|team|technician|staff)\b`),
	compile("en.let", .93, `\b(?:let|have|make) (?:a |an |some |your |the )*(?:\w+ ){0,2}(?:human|person|someone|somebody|colleague|colleagues|agent|people|team|staff|employee|representative)(?: \w+){0,2} (?:reply|answer|handle|help|take|deal|look|respond|write|talk|call|check|fix|speak|contact|review|read|do)\b`),
	compile("en.ask", .93, `\b(?:ask|consult|see|message|write to|contact|reach|text|email|get hold of|shout at) (?:<fill> ){0,4}(?:human|representative|sales representative|employee|live agent|real agent|advisor|specialist|real person|actual person|colleague|human being|one of your \w+)\b`),
	compile("en.with", .93, `\b(?:do|sort|handle|settle|arrange|resolve|finish|cancel|check|fix|solve|continue|work|deal)(?: \w+){0,4} (?:with|by|through) (?:a |an |some |one of your |your )*(?:real |actual |live )?(?:human|humans|person|someone|somebody|human being|people|colleagues?|employees?|staff)\b`),
	compile("en.eyes", .93, `\bhuman (?:eyes|touch|judgment|judgement|review|check|hand|mind)\b|\bcall ?back\b.*\b(?:please|like|want|need|request|can|could|get|from)\b|\b(?:like|want|need|request|get|can i have|have)(?: \w+){0,2} (?:a )?call ?back\b|^(?:please |can you |could you |just |kindly )*(?:call|phone|ring) me(?: back)?(?: \w+){0,3}$`),
	compile("en.chance", .93, `\b(?:any chance|possible|chance)(?: \w+){0,4} (?:<body>|someone|somebody|one of your|person)\b|\b(?:someone|somebody|person|human|colleague|one of your \w+|someone from \w+)(?: \w+){0,3} (?:hop|jump|step|chip|join|come|take over|look into|deal with|loop)\b|\bloop (?:in )?(?:a|someone|somebody|your)|\b(?:get|have|let|ask) (?:your|the) (?:support |customer |service )?(?:team|colleagues?|staff|people)(?: \w+)? (?:to )?(?:look|handle|check|contact|deal|take|call|reply|review|help|fix|see|on)\b`),
	compile("en.back", .93, `\b(?:put|connect|transfer|get|pass|send|hand|switch) me (?:back )?(?:to|with|over to|through to) (?:tom|kate|\w+(?: \w+)? (?:from|again|who|she|he)|him|her|them|the (?:same|previous|last|other) (?:\w+))`),
	compile("en.yourteam", .93, `\b<talk>(?: \w+){0,5} (?:with|to) your (?:\w+ ){0,2}(?:team|department|people|staff|office|guys|folks|crew|desk)\b`),
	compile("en.livechat", .93, `^(?:please |can you |can i |i want to |i would like to |id like to |just )*(?:open|start|begin|initiate|go to|switch to|enter) (?:a |the )?live chat\b`),
	compile("en.howhuman", .93, `\b(?:how|where|what|which)\b(?: \w+){0,8} (?:human|real person|live agent|live person|actual person|human being|real agent|human agent)\b(?: \w+){0,2}$`),
	compile("zh.how", .95, `(?:怎么|如何|怎样|咋)(?:才能|能|可以|样才能|就|还|个|么)*(?:转|跳过|绕过|接|不能转|转不了|没有|不给转|叫|呼叫|召唤|跟真人|和真人)(?:不了|接|到|通|个|一下)*(?:人工|真人|活人|机器人)|为什么(?:不能|没有|转不了|不给|不让|没)(?:我)?(?:转|接|有)?(?:人工|真人|客服)`),
	compile("zh.let", .93, `(?:让|叫|请|麻烦|要求|喊)(?:一下|个|一个|位|一位|你们|你们的|贵司|您们的|你|你的|相关|真)*(?:客服|人|销售|专员|售后|经理|同事|负责人|店长|老板|主管|领导|工作人员|技术人员|师傅|管事的)(?:员|们)?(?:过来|尽快|马上|赶紧|直接|下午|今天|快点|再)*(?:给我|跟我|和我|来|打|回|联系|接手|看|处理|帮|加我|出来|接|解决)`),
	compile("zh.dept", .93, `(?:转|接|升级|提交|反馈|上报)(?:到|给|去|至|一下|接|接到)+(?:你们|你|的|您|贵司|相关|专门)*(?:财务|售后|技术|投诉|退款|销售|主管|经理|部门|上级|专员|专门|同事|领导|仓库|物流|负责人)|^(?:帮我|请|麻烦|给我|直接|我要)*转(?:一下|接|下)?(?:财务|售后|技术|投诉|退款|销售|主管|经理|上级|专员|同事|领导|仓库|物流)`),
	compile("zh.short", .93, `^(?:那|就|请|麻烦|帮我|给我|你|赶紧|快|快点|算了|不行)*(?:直接转|转接|转接一下|转一下|转吧|换人|换个人|换人来|要活的|要真的|人呢|人咧|来人|来人啊|来个人|上人|有人吗|有人么|有人嘛|有人没|有人在吗|有没有人|有没有人啊|有没有人在|有人不|谁在)(?:啊|吧|呢|了|谢谢|快)*$`),
	compile("zh.off", .93, `(?:关闭|关掉|退出|跳过|绕过|停掉|关了)(?:这个|你们的|这|你这)*<机>|<机>(?:解决不了|处理不了|搞不定|帮不了|答不了|不行)`),
	compile("zh.must", .93, `(?:必须|只要|就要|只跟|只想跟|只找|只认|求|跪求|急需|急求|还是)(?:转|找|个|和|跟|要)?(?:人工|真人|活人)|有(?:没有)?(?:人工|真人|活人)`),
	compile("zh.role", .93, `(?:跟|和|与|找|同|让|请)(?:你们|你们的|贵司|你们家|贵公司)?(?:的)?(?:销售|顾问|财务|技术|仓库|店员|老板|店长|采购|法务|老师|师傅|专家|真人|人工|活人)(?:们)?(?:来)?(?:直接|详细|当面|再|帮我|给我|跟我|或者?|电话|线上|语音|视频|里)*(?:聊|谈|说|沟通|对接|联系|讲|确认|核实|查|审核|看|处理|了解)`),
	compile("zh.general", .9, `(?:想|要|希望|需要|能不能|可以|可不可以|能|帮我|麻烦|请|比较想|还是|宁愿|不如|最好)(?:[^，。跟和与找让请叫]{0,4})(?:跟|和|与|找|让|请|叫|联系|转给?)(?:[^，。]{0,4})(?:真人|活人|客服|顾问|专员|客服同事|你们同事|你们的同事|你们的人|你们经理|你们店长|店长|负责人|工作人员|售后人员|主管)(?:们)?(?:[^，。]{0,6})(?:说|聊|谈|沟通|联系|处理|解决|对接|核对|确认|接手|回电|跟进)`),
	compile("zh.who", .93, `谁(?:能|来|可以|能来)*(?:跟|和|帮|给|管)(?:一下)?我?(?:说|聊|讲|处理|解决|沟通|解释|管)|(?:找|要|来|派|换)个?(?:能|会|懂|管|做主|说了算)[^，]{0,6}的(?:人|来|$)?`),
	compile("zh.transfer", .97, `<转>(?:一下|下|个|一个|一位|位|名|我|到|给|去|至|你们|你们的|一|的|点|您们|贵司|贵公司|直接|在线|真正的|真实的|靠谱的|懂行的|专业的){0,4}<人>`),
	compile("zh.alone", .97, `^(?:请|请问|麻烦|你好|您好|我要|要|我想要|想要|那|直接|赶紧|快|快点|呼叫|在线){0,3}(?:人工|真人|活人|转人|rg)+(?:客服|服务|坐席|专员|台)*(?:吧|啊|谢谢|快点|呢|在吗|在不在|在么|在线吗|可以吗|行吗|行不行|好吗|来|一下|了|谢了|嘛)*$`),
	compile("zh.talk", .95, `(?:跟|和|与|同|找|让|叫|请)(?:一个|一位|个|位|你们|你们的|一下|真正的|下)*(?:<人>|人|活的)(?:员|们)?(?:来)?(?:说|聊|讲|谈|沟通|对话|交流|通话|反映|处理|解决|帮|回复|联系|跟我|和我|对接|看)`),
	compile("zh.exists", .95, `(?:有没有|有|还有|存不存在)(?:一个|个|没有)*(?:活人|真人|人工|人在|人吗|人没|人么|人嘛|人啊|人管|人能|人可以|人理|人回|客服在|客服吗|活的|会喘气的)`),
	compile("zh.nobot", .93, `(?:不想|不要|别|不愿|拒绝|不跟|不和|受够|懒得|讨厌|不是|不需要)(?:再|意|让我|给我|用|了|继续|总是|老是)*(?:跟|和|与|对着|找|是)?(?:这个|你这个|这种|这|一个|个|你们|你们的)?<机>(?:说|聊|讲|谈|沟通|对话|交流|扯|回答|回复|糊弄|敷衍|废话|打交道|客服|了|$)`),
	compile("zh.person", .93, `(?:叫|派|换|来|找|安排|请|让|喊|出来|给我|要)(?:一个|个|一位|位|名|点)(?:懂的|会的|能管事的|管事的|能做主的|说话算数的|真|活|能解决问题的|能说话的|明白)?(?:人|活人)(?:来|吧|$|行|跟|和|给|帮|处理|解决|说|聊|看|好吗|可以|谢)`),
	compile("zh.person2", .9, `(?:安排|找|叫|请|派|换)(?:一下|下)?(?:人|同事|专人|客服)(?:来)?(?:处理|解决|帮|跟|和|联系|回|看|跟进|对接|给我|协助)`),
	compile("zh.mixed", .95, `(?:转|要|找|给我|接|叫|想要|需要|来个|换)(?:一下|一个|个|下|到|接)? ?(?:a |an |the )?(?:human|agent|real|live|person|representative|customer service|cs|rg)`),
	compile("zh.mixed2", .95, `\b(?:want|need|talk to|speak to|speak with|get|connect|transfer)(?: \w+){0,3} ?(?:人工|真人|客服|活人)`),
}

// refusals say that no person is wanted.
var refusals = []pattern{
	compile("en.noneed", .95, `\b(?:no need|no reason|not necessary|unnecessary|need not|neednt) (?:\w+ ){0,4}(?:<person>|transfer|escalate|support)\b`),
	compile("en.dont", .95, `\b(?:do not|dont|did not|never|without|not) (?:please )?(?:need|want|require|wish|transfer|connect|escalate|put|pass|hand|bother|call|send|get|looking|asking|have to|transferring|talking|speaking|involving|bringing|switch|forward)\b(?: (?:me|us|to|talk|speak|a|an|any|the|for|with|chat|over|this|it|through|real|live|another|actual|your|be|on|in|up|is|transferred|connected|put))* (?:<person>|people)\b`),
	compile("en.dontmove", .9, `\b(?:do not|dont|no need to|please do not|without) (?:transfer|connect|escalate|hand|transferring|escalating|forward)\b(?: \w+){0,2}`),
	compile("en.rather", .9, `\b(?:rather|prefer|happy|fine|ok|okay|good) (?:\w+ ){0,3}(?:with )?(?:the |you |this |a )?<bot>\b`),
	compile("en.instead", .9, `\b(?:you|bot) (?:are|is) (?:fine|enough|good enough)\b`),
	compile("en.ask", .93, `\b(?:did not|didnt|not|wasnt|was not|never) (?:ask|asking|asked|say|said|looking|want|request|requesting|requested)(?: \w+){0,3} (?:human|person|agent|representative|anyone|someone|somebody|transfer|call)\b|\b(?:no longer|not) (?:need|want|require)(?: \w+){0,3} (?:human|person|agent|representative|support|someone)\b|\bnot (?:\w+ ){0,2}(?:human|person|agent|real person)\b(?: \w+){0,2}$|\brather not (?:talk|speak|chat|call|be|have|get)\b|\bprefer (?:the |a |this )?<bot>\b|\b(?:hate|dislike|afraid of|scared of|do not like|dont like) (?:talking|speaking|phone|calling|calls)\b|\bno (?:real |live |actual |more )?(?:human|humans|person|people|agent|agents|calls|handover|handoff|escalation|representative)\b(?: \w+){0,2}$`),
	compile("en.nocontact", .93, `\bwithout (?:\w+ )?(?:talking|speaking|calling|contacting|chatting|involving|an agent|a human|a person|having to (?:talk|speak|call|contact))\b|\bstop (?:trying|offering|asking|transferring|connecting|suggesting|pushing)(?: \w+){0,4}`),
	compile("zh.notask", .93, `(?:没说|没要|没让|没有要|没想|不是要|不是想|不是要求|没叫|我没)(?:你|你们|我|要|去)*(?:转|找|接|叫)?(?:人工|真人|客服)|(?:不|别)(?:老|总是|老是|一直|动不动就|要老)(?:让我|叫我|给我)?(?:找|转|联系)?(?:人工|客服|真人)|(?:为什么|干嘛|怎么)(?:老|总|一直|老是|总是|非)(?:要|让我|给我|是)*(?:转|找)(?:人工|客服)|(?:机器人|你|ai|智能客服)(?:回答|答|说)?(?:就行|就可以|就好|就够|也行)|社恐|(?:不|没)(?:通过|经过|联系|找|打)(?:人工|客服|电话|客服电话)`),
	compile("zh.noneed", .95, `(?:不用|不需要|不要|不必|无需|无须|没必要|别|先不|暂时不|暂不|还不|不想|用不着|不麻烦|不劳烦|先别|犯不着)(?:再|给我|帮我|麻烦|急着|着急|去|用|要|必|了|打扰|惊动)*(?:转接|转到|转|找|接|叫|联系|请|安排|呼叫|跟|和)?(?:一个|个|一下)?(?:人工|真人|活人|客服|专员|同事|人类)`),
}

// protests look like refusals and are not: "why can I not talk to a human".
var protests = []pattern{
	compile("en.protest", .9, `\b(?:why (?:can|is|are|cannot|would|wont)|cannot i|can i not|do you not have|you do not have|are you not|no one|nobody|never get|unable to|not able to|cannot (?:talk|speak|reach|get)|not (?:a )?(?:bot|robot|machine|article|link|ai|computer)|if (?:you|i|u) (?:do not|dont|cannot)|unless)\b`),
	compile("en.notbot", .9, `\b(?:do not|dont) (?:want|need)(?: \w+){0,4} (?:<bot>|article|articles|link|links|faq|faqs|form|answers|automated|email)\b`),
	compile("zh.protest", .9, `(?:为什么不|怎么不|怎么没|凭什么不|再不|不转人工我|不给我|都不|难道|是不是|能不能|可不可以|要不要|行不行|不转|不给|不让|找不到|没有人工就|连人工|再不|不是<机>|而不是)`),
}

// reaches ask how or when support can be reached, or name it alone.
var reaches = []pattern{
	compile("en.how", .95, `\b(?:how|where|what is the (?:best )?way|which way|ways|whats the way)\b(?: \w+){0,5} (?:contact|reach|get in touch|get hold|get ahold|call|phone|ring|email|write|message|talk|speak|get through|chat)\b(?: \w+){0,5} ?(?:support|service|you|team|someone|somebody|agent|human|person|representative|customer|people|staff|helpdesk|care|company|guys|department)?`),
	compile("en.number", .95, `\b(?:support|service|contact|phone|telephone|hotline|helpline|call|customer \w+|help) (?:number|email|e mail|address|line|hours|details|info|phone|times|opening hours|centre|center|desk hours)\b`),
	compile("en.phone", .9, `\b(?:your|a|the) (?:phone|telephone|hotline|helpline|phone number|email address|contact)\b`),
	compile("en.livechat", .9, `\b(?:do you|is there|are there|have you|you guys)(?: \w+){0,4} (?:live chat|phone support|hotline|helpline|customer service|customer support|phone line|call centre|call center|number i can call|support line)\b`),
	compile("en.when", .9, `\b(?:when|what time|what hours|which hours|until when|what are)\b(?: \w+){0,4} (?:support|customer service|agents|agent|team|staff|live chat|representatives|helpdesk|service desk|phone lines|call center|lines)(?: \w+){0,2} ?(?:open|available|online|hours|working|close|work|there)?\b`),
	compile("en.whatnumber", .93, `\b(?:what|which) (?:phone |telephone )?(?:number|email|address|extension) (?:can|do|should|shall|could|may|must) i (?:call|ring|dial|use|write|phone|contact|reach)`),
	compile("en.who", .93, `\bwho (?:do|should|can|could|must|would|shall) (?:i|we) (?:\w+ )?(?:contact|call|ask|write|email|speak|talk|turn|message|reach|phone)\b|\bwhich (?:department|team|number|email)\b|\b(?:are you|can i (?:reach|contact|message|write|call|text|find) you|do you have|are you guys)(?: on| a| an)? (?:whatsapp|telegram|wechat|messenger|facebook|twitter|instagram|phone|email|line|by)\b|\b(?:can i|can you be|could i|is it possible to|possible to) (?:contact|reach|call|phone|email|reached|write|contacted)(?: \w+){0,2} (?:by|via|through|over|on)\b|\b(?:raise|open|submit|file|create|log|lodge|make|register|send)(?: \w+){0,2} (?:ticket|complaint|support request|support case)\b|\bcontact (?:form|page|details|info|us|information)\b|^(?:phone|tel|telephone|contact|email|support) (?:nr|no|num|number)?(?: please)?$|\b(?:is|are)(?: \w+){0,2} (?:support|agents|customer service|live chat|helpline|humans|people)(?: \w+){0,2} (?:available|open|online|there|24)(?: \w+){0,3}$|\b24 ?(?:7|hour|hours|h) (?:support|service|chat)\b|\blive chat hours\b|\bhow (?:long|late|early|fast|quickly)(?: \w+){0,3} (?:support|customer service|agents)\b`),
	compile("zh.how", .95, `(?:怎么|如何|怎样|哪里|在哪|哪儿|什么方式|有什么办法|通过什么)(?:才能|能|可以|去|样|样才能|找到|找得到)*(?:联系|找到|找|联络|打给|拨打|咨询|接通|转)(?:到|上|你们|您们|一下|下|的)*(?:<人>|你们|售后|官方|贵公司|电话|人)?`),
	compile("zh.number", .96, `(?:客服|服务|售后|联系|咨询|投诉|人工)(?:的)?(?:电话|热线|邮箱|微信|号码|联系方式|方式|时间|入口|qq|渠道)`),
	compile("zh.number2", .9, `(?:电话|热线|联系方式|联系电话|邮箱)(?:号码)?(?:是|多少|是多少|有吗|发我|在哪|几号|有没有)|(?:热线|联系方式|邮箱|电话号码)(?:给我|发我|有)`),
	compile("zh.when", .95, `(?:人工|客服|售后|真人)(?:客服|服务|的)?(?:几点|什么时候|什么时间|多久|周末|晚上|节假日|24小时|工作时间|上班|下班|在线时间|营业)`),
	compile("zh.whom", .9, `(?:应该|该|可以|能)?(?:联系|找|打给|问)(?:谁|哪个部门|哪位|哪里|哪个电话)|打(?:哪个|什么)电话|(?:怎么|如何|在哪|哪里)(?:里|儿)?(?:可以|能)?(?:投诉|反馈|提交?工单|留言)|有(?:没有)?(?:企业)?(?:微信|qq|400|热线|邮箱|在线客服|电话|公众号)(?:客服|电话|吗|$)|(?:是)?(?:不是)?24小时(?:客服|服务|在线|吗)|(?:客服|邮件|你们)(?:一般)?多久(?:能|会)?(?:回复|回)|可以(?:在线|电话|打电话)咨询|(?:节假日|周末|周六|周日|晚上|国庆|春节|过年|夜间|半夜)(?:有|的)?(?:人工)?客服|(?:邮箱|电话|微信|公众号|联系方式)(?:地址|号码)?(?:叫什么|是什么|发我|发一下|给我|多少)|怎么打电话`),
	compile("zh.where", .9, `(?:客服|人工|售后)(?:入口|按钮)?(?:在哪|在哪里|在哪儿|怎么找|怎么联系|去哪找)`),
}

// bares name the service and nothing else: it is not clear what is wanted.
var bares = []pattern{
	compile("en.bare", .95, `^(?:hi |hello |hey |the |an |a |customer )?(?:agent|agents|support|representative|operator|customer service|customer support|customer care|customer|helpdesk|help desk|live chat|service|support team|staff|support agent|service agent|contact|contact us|contact support|assistant|advisor|adviser|phone|hotline|call)$`),
	compile("zh.bare", .95, `^(?:你好|您好|请问)?(?:客服|在线客服|客服在吗|客服在不在|客服呢|客服人员|服务|售后|售后客服|联系客服|专员|咨询客服)(?:在吗|呢|啊|吗|在不在|在么)*$`),
}

// hardNegatives hold words of a request that mean something else.
var hardNegatives = []pattern{
	compile("en.compound", .95, `\b(?:human (?:rights|resources|hair|body|error|size|sized|trafficking|anatomy|made|readable|nature|capital|verification|being friendly|safe)|(?:estate|travel|user|insurance|letting|cleaning|bleaching|booking|shipping|customs|sales|commission|referral|forwarding|delivery|secret|license) agents?|agent (?:commission|fee|fees|portal|account|id|program|programme|price|license|discount|registration)|(?:password|file|download|window|task|property|account|project|package|device|ad|cookie|session|tag) manager|manager (?:account|role|app|permission)|personal|in person|per person|person (?:tent|sofa|table|size|sleeping)|people (?:counter|size)|staff discount|operator (?:licence|license|manual|fee|course|panel)|mobile operator|tour operator|representative sample|legal representative|sales representative for|live chat widget|represent)\b`),
	compile("en.areyou", .9, `^(?:\w+ ){0,3}(?:are you|r you|am i|is this|is that|could you be|can you be|can you act|do you)(?: \w+){0,6} (?:human|person|bot|robot|real|ai|computer|machine|automated|human being|people)$`),
	compile("zh.areyou", .9, `^(?:请问|那|所以)?(?:你|您|这|这里|我)(?:到底|究竟)?(?:是|不是|是不是|在跟|在和|是在跟)(?:一个|个)?(?:真人|人工|机器人|活人|人类|智能客服|ai|自动回复|人)(?:还是.{0,6})?(?:聊|说话|聊天)?(?:吗|吧|么|嘛|呢)?$`),
	compile("en.spoke", .9, `\b(?:spoke|talked|chatted|spoken|phoned|called) (?:to|with) (?:a|an|the|your|somebody|someone|one|my|him|her)\b|\btransfer (?:my|our|the|his|her) \w+`),
	compile("en.told", .9, `\b(?:of|from|in|on|at) (?:your|the) (?:\w+ ){0,2}(?:\w+) (?:\w+ )?(?:told|said|says|promised|called|emailed|wrote|sent|helped|was|were|did|came|delivered|installed|broke|damaged|offered|confirmed|informed|already)\b`),
	compile("en.doyouneed", .9, `^(?:and |so |also |but )*(?:do|does|will|would|must|should) (?:you|i|we|it|they|the \w+) (?:\w+ )?(?:need|require|have|want|be)\b.*\b(?:person|someone|somebody|anyone|anybody|people|adult)\b(?: \w+){0,4}$`),
	compile("en.theirs", .9, `\b(?:my|our|his|her|their) (?:\w+ )?(?:manager|boss|colleague|colleagues|assistant|supervisor|employee|employees|staff|operator|landlord|landlords|accountant|coworker|coworkers)\b|\b(?:become|be|being|becoming|as) (?:an?|your) (?:\w+ )?(?:agent|representative|employee|operator|consultant|reseller)\b|\bmanagers? (?:chair|desk|office)\b`),
	compile("en.thirdparty", .9, `\b(?:can|could|may|let|would|if|should|must|does|will|for|with|to|as|when|until) (?:someone|somebody|anyone|anybody|another person|a second person|other people|people|a friend|my \w+) (?:else )?(?:pick|collect|sign|use|receive|open|accept|share|log|login|access|drive|sit|at home|be home|order|buy|wear|sleep|install|stand|have|else)\b`),
	compile("en.gift", .9, `\b(?:give|gift|send|sell|ship|deliver|share|transfer|pass)(?: \w+){0,4} (?:to|for|with) (?:someone|somebody|another person|a person|anyone|other people|people|another user|a friend|my \w+)(?: \w+){0,2} (?:as|else|s |account|gift|address|abroad|in )`),
	compile("en.else", .85, `\b(?:someone|somebody|anyone|anybody|person)(?: else)? (?:elses|else s|hacked|used|stole|stolen|accessed|logged|ordered|signed|took|changed|has access|in my|at my|opened|broke|must|has to|needs to be home|is home)\b`),
	compile("zh.compound", .95, `人工(?:费|智能|成本|皮革|皮|草|草坪|湖|降雨|授精|合成|养殖|培育|费用|晶体|关节|心脏|呼吸|林|钻|宝石|甜味|色素|香料|制造|打磨|编织|缝制|安装费|搬运|上楼|测试|审核|智障|革|花|牛黄|核|复核)|真人(?:秀|版|大小|比例|电影|娃娃|示范|试穿|图|拍摄|实拍|模特|发|头发|假发|cs)|(?:房产|地产|旅行社|保险|订票)(?:经纪|中介|代理)|人权|个人信息|客服(?:专用|系统|软件|岗位|招聘|工作|培训|耳机|证|文章|岗)|(?:产品|项目|客户|大堂|理财|密码)经理|经理(?:椅|桌|岗)`),
	compile("zh.third", .85, `(?:别人|他人|朋友|家人|同事|其他人|老婆|老公|爸|妈|孩子|邻居|同学)(?:能|可以|帮|代|也|可不可以|能不能|用)*(?:代收|签收|收货|领取|取|用|拿|使用|登录|下单|代付)|(?:给|送|寄给|让|帮)(?:别人|朋友|家人|同事|同学|他人|邻居)`),
}
