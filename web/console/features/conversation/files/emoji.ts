export interface Emoji {
  emoji: string;
  en: string;
  zh: string;
}

/** What people write to customers with: emoji, English names, Chinese names. */
const list = `
🙂 slight smile happy|微笑 开心
😊 smile blush happy|微笑 高兴
😀 grin happy|笑 开心
😄 laugh happy|大笑 高兴
😅 phew sweat relief|汗 松口气
😂 tears of joy laugh|笑哭
😉 wink|眨眼
😍 heart eyes love|喜欢 爱心眼
🥰 love hearts smile|喜爱
😎 cool sunglasses|酷 墨镜
🤔 thinking hmm|思考
🤗 hug|拥抱
🙃 upside down|倒脸
😇 angel halo|天使
😋 yum tasty|好吃
🥳 party celebrate|庆祝 派对
🤩 star eyes wow|惊喜 星星眼
😮 surprised oh|惊讶
😢 sad cry|难过 哭
😞 disappointed sorry|失望 抱歉
😔 pensive sad|沮丧
😟 worried|担心
😣 struggle|难受
😬 grimace awkward|尴尬
🙄 eye roll|翻白眼
😴 sleep tired|睡觉 困
🤒 sick ill|生病
🤞 fingers crossed luck|祝好运
👍 thumbs up yes good|赞 好的
👎 thumbs down no bad|不好 踩
👌 ok perfect|好的 没问题
👏 clap applause bravo|鼓掌
🙌 hooray hands|欢呼
🙏 thanks please pray|谢谢 拜托 祈祷
🤝 handshake deal|握手 合作
💪 strong muscle|加油 有力
👋 wave hello bye|挥手 你好 再见
✌️ victory peace|胜利
☝️ point up note|注意 指上
👉 point right|指右
👇 point down below|指下 下面
👀 eyes look see|看 眼睛
❤️ heart love red|爱心 红心
🧡 orange heart|橙心
💛 yellow heart|黄心
💚 green heart|绿心
💙 blue heart|蓝心
💜 purple heart|紫心
🖤 black heart|黑心
🤍 white heart|白心
💔 broken heart|心碎
✨ sparkles new|闪亮 全新
⭐ star|星星
🌟 shining star|亮星
🔥 fire hot|火 热
💯 hundred perfect|满分
🎉 party popper congratulations|庆祝 恭喜
🎊 confetti|彩纸 庆祝
🎁 gift present|礼物
🎂 birthday cake|生日 蛋糕
🎈 balloon|气球
🏆 trophy win|奖杯
🥇 gold medal first|金牌 第一
✅ check done yes|完成 对勾
☑️ checkbox done|勾选
❌ cross no wrong|错误 不行
❗ exclamation important|感叹号 重要
❓ question|问号 疑问
⚠️ warning careful|警告 注意
🚫 forbidden not allowed|禁止
ℹ️ information|信息
💡 idea light tip|主意 提示
🔍 search look|搜索 查找
🔗 link|链接
📎 paperclip attachment|回形针 附件
📌 pin important|图钉
📝 note memo write|记录 便签
📄 document page|文件 文档
📋 clipboard list|清单
📅 calendar date|日历 日期
⏰ alarm clock time|闹钟 时间
⏳ hourglass waiting|等待 沙漏
⌛ time is up|时间到
📦 parcel package box|包裹 箱子
🚚 delivery truck shipping|送货 卡车 物流
✈️ plane flight|飞机 航班
🚲 bicycle bike|自行车
🚗 car|汽车
🏠 home house|家 房子
🏢 office building|办公楼
🏬 shop store|商店 商场
🏭 factory warehouse|工厂 仓库
📍 place location|位置 地点
🗺️ map|地图
🌍 world earth|世界 地球
🛒 cart basket|购物车
🛍️ shopping bags|购物袋
💳 card payment credit|信用卡 付款
💰 money bag|钱 钱袋
💶 euro money|欧元
💵 dollar money|美元
💴 yen yuan money|日元 人民币
🧾 receipt invoice|收据 发票
🏷️ label price tag|标签 价格
📉 falling chart|下降
📈 rising chart|上升
📞 phone call|电话
📱 mobile phone|手机
💻 laptop computer|电脑
🖨️ printer|打印机
📷 camera photo|相机 照片
🎧 headset support|耳机 客服
✉️ letter mail|信 邮件
📧 e-mail|电子邮件
💬 chat message|聊天 消息
🔔 bell notify|铃 通知
🔑 key password|钥匙 密码
🔒 locked secure|锁 安全
🔓 unlocked open|开锁
🔧 wrench repair|扳手 维修
🔨 hammer build|锤子
🛠️ tools fix|工具 修理
⚙️ settings gear|设置 齿轮
🔋 battery|电池
🔌 plug power|插头 电源
💧 water drop|水滴
🧼 soap clean|肥皂 清洁
🧹 broom clean|扫帚
🛋️ sofa couch furniture|沙发 家具
🪑 chair|椅子
🛏️ bed|床
🚪 door|门
🕯️ candle|蜡烛
🌱 seedling plant green|幼苗 植物
🌿 herb leaf|绿叶
🌸 flower blossom|花 樱花
🌹 rose|玫瑰
🌞 sun|太阳
🌧️ rain|下雨
❄️ snow cold|雪 冷
☕ coffee tea|咖啡 茶
🍵 tea|茶
🍰 cake|蛋糕
🍎 apple|苹果
🐶 dog|狗
🐱 cat|猫
👕 shirt clothes|衣服 T恤
👟 shoe sneaker|鞋
🧥 coat jacket|外套
📏 ruler size measure|尺子 尺寸
♻️ recycle|回收
🔄 again refresh exchange|更新 换货
↩️ back return|返回 退货
➡️ right next|向右 下一步
⬆️ up|向上
⬇️ down|向下
🆗 ok|可以
🆕 new|新
🔴 red circle|红色
🟡 yellow circle|黄色
🟢 green circle|绿色
🔵 blue circle|蓝色
`;

const all: readonly Emoji[] = list
  .trim()
  .split("\n")
  .map((line) => {
    const [names = "", zh = ""] = line.split("|");
    const space = names.indexOf(" ");
    return { emoji: names.slice(0, space), en: names.slice(space + 1), zh };
  });

/** Those that have a word beginning with each word wanted, in either language; all of them for none. */
export function findEmoji(wanted: string): readonly Emoji[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ emoji, en, zh }) => words.every((word) => emoji === word || zh.includes(word) || ` ${en}`.includes(` ${word}`)));
}
