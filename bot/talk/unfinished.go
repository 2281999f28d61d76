package talk

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/internal/hanzi"
)

// goesOn are the ends of messages whose writers are about to write on.
var goesOn = regexp.MustCompile(`(?i)(?:[,，、:：;；…]|\.\.\.|。。。|\b(?:and|but|because|so|or|also|then|the|a|my|to|with|is)|还有|然后|但是|不过|因为|而且|所以|就是|那个|以及)\s*$`)

// Unfinished reports whether a message looks like the first of several: an
// opening that says nothing yet, or a sentence broken off.
func Unfinished(message string) bool {
	message = strings.TrimSpace(message)
	switch SmallTalk(message) {
	case Greeting, What:
		return true
	case None:
		return goesOn.MatchString(hanzi.Text(message))
	default:
		return false
	}
}

// Asks reports whether a sentence of a message asks something.
func Asks(message string) bool { return asksFor.MatchString(hanzi.Text(message)) }
