package goods

import (
	"regexp"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// named is a make with its model, which stands by itself: "I rented a car, Fiat 500".
var named = regexp.MustCompile(`^\p{Lu}\p{Ll}{2,}(?: \p{Lu}?[\p{Ll}]+)? (?:\d{2,4}[A-Za-z]{0,2}|\d[A-Z]{1,2}|[A-Z]{1,3}\d{1,4}[A-Za-z]?)$`)

// devices finds what people use, by the names that everybody knows: "samsung a14",
// "ps5".
func devices(text string) []find.Fact { return find.All(deviceRE, text, find.Product, 1) }

var deviceRE = regexp.MustCompile(`(?i)(?:^|[^a-z])((?:iphone|ipad|macbook|galaxy|samsung|pixel|xiaomi|redmi|huawei|oppo|vivo|oneplus|honor|motorola|playstation|xbox|thinkpad|surface)(?: (?:galaxy|air|pro|mini|note|series|se|book|go|one))*(?: ?[a-z]{0,2}\d{1,4}[a-z]{0,2}\b)(?: (?:pro|max|mini|plus|ultra|air|fe|lite))*|ps[45](?: pro)?|macbook (?:air|pro)|nintendo switch)\b`)

// services are what is paid for and is no thing: "boiler cover", "bus ticket".
func services(text string) []find.Fact { return find.All(serviceRE, text, find.Product, 1) }

var serviceRE = regexp.MustCompile(`(?i)\b((?:bus|train|flight|plane|concert|season|cinema|theatre|ferry|coach|rail|match|festival|event) (?:ticket|pass)(?:es|s)?|(?:boiler|phone|travel|car|home|pet|dental|health|life|appliance) (?:cover|insurance)|(?:personal|student|car|home) loan|(?:carpet|house|oven|window|end of tenancy) cleaning|(?:pension|customer|student|patient|booking|member) portal|(?:permit|visa|passport|licence|license|residence permit|driving licence) renewal|(?:sim-only|sim only|data|broadband|family|mobile|energy|meal) (?:plan|contract|tariff)|(?:gym|club|annual|premium) membership|(?:music|magazine|streaming|software) subscription)\b`)
