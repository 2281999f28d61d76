package feature

// traditional and plain are the same common characters in both scripts, in the
// same order, so that what is learnt in one script is known in the other. Only
// pairs that a service conversation is likely to hold are listed.
const (
	traditional = "們個來為這時說話會對國過還沒後開關門問間聞見現覺觀視電買賣貨單訂運費錢貴賤質量壞爛舊髒亂滿"
	plain       = "们个来为这时说话会对国过还没后开关门问间闻见现觉观视电买卖货单订运费钱贵贱质量坏烂旧脏乱满"

	traditional2 = "謝請麻煩嗎麼樣點務態條規約騙詐誠實際聽講讓認識記證評價員機構車遲慢等較長東西給結絡網頁頻顯錯誤"
	plain2       = "谢请麻烦吗么样点务态条规约骗诈诚实际听讲让认识记证评价员机构车迟慢等较长东西给结络网页频显错误"

	traditional3 = "與無線號碼應該將從當業產廠廢棄終級線總經紀練習聯繫處據損毀斷續換裝備優勢麗愛歡樂氣憤惱憂傷"
	plain3       = "与无线号码应该将从当业产厂废弃终级线总经纪练习联系处据损毁断续换装备优势丽爱欢乐气愤恼忧伤"

	traditional4 = "難嚴緊斷線戶賬帳號碼銀鐘錶鑰鎖鏈鐵銷鬧魚鳥鷄鴨麵飯飲館齊齒龍龜讚譽責貪賠償贈賞賽蹟躍輕輛"
	plain4       = "难严紧断线户账账号码银钟表钥锁链铁销闹鱼鸟鸡鸭面饭饮馆齐齿龙龟赞誉责贪赔偿赠赏赛迹跃轻辆"

	traditional5 = "轉載辦農連進遠遊達違選適遺郵鄰釋裡製複補襯親觸計訊託訪設許診詢試詳誇語調談論諒諮護讀變負財貼"
	plain5       = "转载办农连进远游达违选适遗邮邻释里制复补衬亲触计讯托访设许诊询试详夸语调谈论谅咨护读变负财贴"

	traditional6 = "資購趕跡軟鏡閃閱隊階隨隱雖雙雜離靈靜頂項順須預領頭題額願類風飛餐館驗驚髮鬆鬼魂齡並亞佈併係倆倉偉側"
	plain6       = "资购赶迹软镜闪阅队阶随隐虽双杂离灵静顶项顺须预领头题额愿类风飞餐馆验惊发松鬼魂龄并亚布并系俩仓伟侧"

	traditional7 = "備傳債傷僅價億儘兒兩冊凍則剛創劃劑動勞勝勵匯區協卻厭嗆噁嚇圍園圖團執報場塊墊壓壽夠夢夾奪婦媽學寫"
	plain7       = "备传债伤仅价亿尽儿两册冻则刚创划剂动劳胜励汇区协却厌呛恶吓围园图团执报场块垫压寿够梦夹夺妇妈学写"

	traditional8 = "寶專尋導屬岡島幣幫幹廣廳彈強復徵恆惡慘慮慶憑懶懷懸戀戲戰擇擊擋擔擠擬擴擺擾攔攜攝敗敵數斂暫曉"
	plain8       = "宝专寻导属冈岛币帮干广厅弹强复征恒恶惨虑庆凭懒怀悬恋戏战择击挡担挤拟扩摆扰拦携摄败敌数敛暂晓"

	traditional9 = "書極榮樓標權歐歲歷殘殺沖決測湊湯溝準滅滯漲漸潔濕濟燈燒熱爭爺狀獎獨獲畢畫異癢發盜盡盤監確礙禮種"
	plain9       = "书极荣楼标权欧岁历残杀冲决测凑汤沟准灭滞涨渐洁湿济灯烧热争爷状奖独获毕画异痒发盗尽盘监确碍礼种"

	traditional0 = "稱穩窮競筆範築簡簽籤糧糾約紅純紙細紹組統絕維綠緒緣編縮績繳繼續罰罵聲職膚臉臨臺舉興蓋薦藍藥蘋蟲術"
	plain0       = "称稳穷竞笔范筑简签签粮纠约红纯纸细绍组统绝维绿绪缘编缩绩缴继续罚骂声职肤脸临台举兴盖荐蓝药苹虫术"
)

var toPlain = func() map[rune]rune {
	table := make(map[rune]rune, 600)
	for _, pair := range [][2]string{
		{traditional, plain},
		{traditional2, plain2},
		{traditional3, plain3},
		{traditional4, plain4},
		{traditional5, plain5},
		{traditional6, plain6},
		{traditional7, plain7},
		{traditional8, plain8},
		{traditional9, plain9},
		{traditional0, plain0},
	} {
		from, to := []rune(pair[0]), []rune(pair[1])
		if len(from) != len(to) {
			panic("feature: the two scripts are not aligned at " + pair[0])
		}
		for i, c := range from {
			if c != to[i] {
				table[c] = to[i]
			}
		}
	}
	return table
}()

// plainHan is toPlain as an array: a look-up for each Han character must cost
// next to nothing.
var plainHan = func() *[0xa000 - 0x4e00]uint16 {
	var table [0xa000 - 0x4e00]uint16
	for from, to := range toPlain {
		table[from-0x4e00] = uint16(to)
	}
	return &table
}()

func simplified(c rune) rune {
	if p := plainHan[c-0x4e00]; p != 0 {
		return rune(p)
	}
	return c
}
