package handoff

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// skillWords are the words by which visitors speak of what a skill is about,
// in both languages. A workspace's skill that is not here is matched by its
// own name.
var skillWords = map[string][]string{
	"orders":   {"order", "ordered", "checkout", "cancel", "订单", "下单", "取消"},
	"delivery": {"deliver", "parcel", "package", "shipping", "shipment", "courier", "tracking", "late", "快递", "包裹", "物流", "配送", "发货", "没收到"},
	"returns":  {"return", "refund", "exchange", "send back", "money back", "退货", "退款", "换货", "退钱"},
	"payment":  {"pay", "payment", "paid", "card", "invoice", "charged", "voucher", "instalment", "付款", "支付", "发票", "扣款", "优惠券"},
	"account":  {"account", "password", "login", "log in", "sign in", "locked", "账号", "账户", "密码", "登录"},
	"warranty": {"warranty", "guarantee", "repair", "defect", "stopped working", "保修", "质保", "维修", "故障"},
	"damage":   {"broken", "damaged", "cracked", "shattered", "dented", "坏", "破损", "碎", "裂"},
	"assembly": {"assemble", "assembly", "screw", "instructions", "missing part", "安装", "组装", "螺丝", "配件"},
	"care":     {"clean", "wash", "stain", "polish", "rust", "保养", "清洗", "污渍", "生锈"},
}

// skillsTx names the one skill of the workspace that the visitor's words are
// most about; none where no skill's words occur.
func (q *Queue) skillsTx(ctx context.Context, tx *postgres.Tx, lines []Line) ([]string, error) {
	known, err := db.New(tx).SkillsOf(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("read skills: %w", err)
	}
	return skillOf(lines, known), nil
}

func skillOf(lines []Line, known []string) []string {
	var said strings.Builder
	for _, l := range lines {
		if l.Role == RoleVisitor {
			said.WriteString(strings.ToLower(l.Text) + "\n")
		}
	}
	text := said.String()
	best, most := "", 0
	for _, skill := range slices.Sorted(slices.Values(known)) {
		n := 0
		for _, word := range append(slices.Clone(skillWords[skill]), strings.ToLower(skill)) {
			n += strings.Count(text, word)
		}
		if n > most {
			best, most = skill, n
		}
	}
	if best == "" {
		return []string{}
	}
	return []string{best}
}
