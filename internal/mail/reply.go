package mail

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	netmail "net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Replies takes answers by mail back to their conversations. The zero value
// takes none.
type Replies struct {
	local, domain string
	secret        []byte
}

// NewReplies makes reply addresses of one mailbox: for reply@in.shop.example,
// reply+TOKEN@in.shop.example. Without a mailbox or a secret it takes none.
func NewReplies(mailbox, secret string) (Replies, error) {
	if mailbox == "" || secret == "" {
		return Replies{}, nil
	}
	addr, err := netmail.ParseAddress(mailbox)
	if err != nil {
		return Replies{}, err
	}
	at := strings.LastIndexByte(addr.Address, '@')
	return Replies{local: addr.Address[:at], domain: addr.Address[at+1:], secret: []byte(secret)}, nil
}

// On reports whether replies are taken.
func (r Replies) On() bool { return len(r.secret) > 0 }

var token = base32.StdEncoding.WithPadding(base32.NoPadding)

// macBytes of the tag are kept: 80 bits cannot be guessed over a webhook, and
// the local part of an address stays below its limit of 64 characters.
const macBytes = 10

func (r Replies) tag(purpose string, data []byte) []byte {
	mac := hmac.New(sha256.New, r.secret)
	mac.Write([]byte(purpose + "\x00"))
	mac.Write(data)
	return mac.Sum(nil)
}

// Address is where an answer to a conversation goes; "" where none are taken.
func (r Replies) Address(conversation uuid.UUID) string {
	if !r.On() {
		return ""
	}
	raw := slices.Concat(conversation[:], r.tag("reply-address", conversation[:])[:macBytes])
	return r.local + "+" + strings.ToLower(token.EncodeToString(raw)) + "@" + r.domain
}

// Conversation reads an address that [Replies.Address] made.
func (r Replies) Conversation(address string) (id uuid.UUID, ok bool) {
	addr, err := netmail.ParseAddress(address)
	if err != nil || !r.On() {
		return id, false
	}
	local, _, _ := strings.Cut(addr.Address, "@")
	_, packed, _ := strings.Cut(local, "+")
	raw, err := token.DecodeString(strings.ToUpper(packed))
	if err != nil || len(raw) != len(id)+macBytes {
		return id, false
	}
	copy(id[:], raw)
	return id, hmac.Equal(raw[len(id):], r.tag("reply-address", id[:])[:macBytes])
}

// ErrSignature: the webhook's signature is missing, wrong, or older than five
// minutes.
var ErrSignature = problem.New(problem.Unauthorized, "signature_invalid")

// ErrFrom: the sender of a mail is no address.
var ErrFrom = problem.New(problem.Invalid, "email_invalid")

const signatureWindow = 5 * time.Minute

// Sign makes the header of a webhook call: "t=1700000000,v1=<hex>", where v1
// is HMAC-SHA256 with the secret over "<t>.<body>".
func (r Replies) Sign(body []byte, at time.Time) string {
	t := strconv.FormatInt(at.Unix(), 10)
	return "t=" + t + ",v1=" + hex.EncodeToString(r.sum(t, body))
}

func (r Replies) sum(t string, body []byte) []byte {
	mac := hmac.New(sha256.New, r.secret)
	mac.Write([]byte(t + "."))
	mac.Write(body)
	return mac.Sum(nil)
}

// Verify checks the header of a webhook call. It fails with ErrSignature.
func (r Replies) Verify(header string, body []byte, now time.Time) error {
	t, sum, err := r.read(header, now)
	if err == nil && !hmac.Equal(sum, r.sum(t, body)) {
		return ErrSignature
	}
	return err
}

// Plausible checks what a webhook call's header says without its body: that
// replies are taken, that it has the form, and that it is of now. It fails with
// ErrSignature, and lets a caller be refused before the body is read.
func (r Replies) Plausible(header string, now time.Time) error {
	_, _, err := r.read(header, now)
	return err
}

func (r Replies) read(header string, now time.Time) (stamp string, sum []byte, err error) {
	t, rest, _ := strings.Cut(header, ",")
	t, stamped := strings.CutPrefix(t, "t=")
	given, signed := strings.CutPrefix(rest, "v1=")
	seconds, err := strconv.ParseInt(t, 10, 64)
	sum, errHex := hex.DecodeString(given)
	if !r.On() || !stamped || !signed || err != nil || errHex != nil || len(sum) != sha256.Size {
		return "", nil, ErrSignature
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > signatureWindow || age < -signatureWindow {
		return "", nil, ErrSignature
	}
	return t, sum, nil
}

// quoted finds where a mail program begins to quote: its "On … wrote:" in the
// languages we speak, a forwarded header, or the line that parts a signature.
var quoted = regexp.MustCompile(`(?m)^(>|-- $|_{5,}\s*$|-{3,} ?(Original Message|原始邮件)|On .{5,200} wrote:\s*$|.{0,120}写道[:：]\s*$|(From|发件人)[:：] .*@)`)

// Written is what somebody wrote in a reply, without what their program quoted
// below it. A reply that is nothing but a quote is kept whole.
func Written(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	cut := text
	if at := quoted.FindStringIndex(text); at != nil {
		cut = text[:at[0]]
	}
	if cut = strings.TrimSpace(cut); cut == "" {
		return strings.TrimSpace(text)
	}
	return cut
}
