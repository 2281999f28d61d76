package help

import (
	"fmt"
	"html/template"
	"math"
	"regexp"
	"strconv"
)

var hex6 = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// usual is the product's own colour, for workspaces without one.
const usual = "#4c4cd8"

// theme is the brand's colour and the text colour that reads best on it.
func theme(color string) template.CSS {
	if !hex6.MatchString(color) {
		color = usual
	}
	on := "#ffffff"
	if l := luminance(color); (l+0.05)/0.05 > 1.05/(l+0.05) {
		on = "#0b0d12"
	}
	return template.CSS(fmt.Sprintf(":root{--brand:%s;--on-brand:%s}", color, on)) //nolint:gosec // six hex digits
}

// luminance is the relative luminance of WCAG 2.2, 0 (black) to 1 (white).
func luminance(color string) float64 {
	channel := func(at int) float64 {
		n, err := strconv.ParseUint(color[at:at+2], 16, 8)
		if err != nil {
			return 0
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(1) + 0.7152*channel(3) + 0.0722*channel(5)
}
