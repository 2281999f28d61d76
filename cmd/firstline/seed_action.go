package main

import (
	"context"
	"net"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/locale"
)

// demoHost is where the demo's own server answers on this machine: the one
// host that its actions may reach though it is not public.
func demoHost(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}

// orderStatus lets the bot look invented orders up in the demo shop.
func (s *seeder) orderStatus(ctx context.Context) error {
	_, err := s.product.actions.Add(ctx, s.workspace, action.Draft{Enabled: true, Definition: action.Definition{
		Name: "order_status", Title: locale.Texts{"en": "Order status", "zh": "查询订单"}, Description: "Tells where an order is and when it is expected. Needs the order number, ORD- with six digits.",
		HTTP: &spec.HTTP{Method: "GET", URL: "http://" + s.host + "/demo/orders/{number}.json"},
		Inputs: []spec.Input{{
			Name: "number", Label: locale.Texts{"en": "Order number", "zh": "订单号"}, Type: spec.String, Required: true, Pattern: `ORD-\d{6}`, From: spec.FromVisitor,
		}},
		Outputs: []spec.Output{
			{Name: "status", Label: locale.Texts{"en": "Status", "zh": "状态"}, Path: "status"},
			{Name: "expected", Label: locale.Texts{"en": "Expected", "zh": "预计送达"}, Path: "expected"},
			{Name: "items", Label: locale.Texts{"en": "Items", "zh": "商品"}, Path: "items.*.name"},
		},
		ForModel: true, ForAgents: true, Seconds: 5, PerVisitor: 20, PerHour: 600,
	}})
	return err
}
