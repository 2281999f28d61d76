// Package facts finds what a visitor said about himself and his matter:
// name, order number, e-mail, phone, product, amount, date… with the place each
// came from. It is pure, knows English and Chinese, and imports bot/mask
// and internal/clip only.
package facts
