package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// ErrOff means that no SMTP server is configured.
var ErrOff = errors.New("no mail server is configured")

// ErrRefused means that the server answered with a code of 5xx: the same mail
// would be refused again (RFC 5321, section 4.2.1).
var ErrRefused = errors.New("the mail server refuses the mail for good")

// sendWithin bounds one mail, from the dial to the goodbye.
const sendWithin = 30 * time.Second

// Config says over which server, and as whom.
type Config struct {
	// URL is smtp://[user:password@]host[:port] (STARTTLS where the server has
	// it; demanded with a password) or smtps://… (TLS from the first byte);
	// "" sends nothing.
	URL string
	// From is the sender: "Juniper Home <help@shop.example>".
	From string
}

// Sender sends mail. One without a server refuses with [ErrOff].
type Sender struct {
	from    netmail.Address
	host    string
	options []gomail.Option
}

// NewSender reads the configuration; it dials nothing.
func NewSender(cfg Config) (*Sender, error) {
	if cfg.URL == "" {
		return &Sender{}, nil
	}
	from, err := netmail.ParseAddress(cfg.From)
	if err != nil {
		return nil, fmt.Errorf("mail sender address: %w", err)
	}
	u, err := url.Parse(cfg.URL)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("mail server: want smtp://[user:password@]host[:port] or smtps://…")
	}
	s := &Sender{from: *from, host: u.Hostname(), options: []gomail.Option{gomail.WithTimeout(sendWithin)}}
	port, password := u.Port(), ""
	switch u.Scheme {
	case "smtps":
		s.options = append(s.options, gomail.WithSSL())
		port = orDefault(port, "465")
	case "smtp":
		policy := gomail.TLSOpportunistic
		if u.User != nil && !loopback(s.host) {
			policy = gomail.TLSMandatory // a password never crosses a network in the clear
		}
		s.options = append(s.options, gomail.WithTLSPolicy(policy))
		port = orDefault(port, "587")
	default:
		return nil, fmt.Errorf("mail server: %q is neither smtp nor smtps", u.Scheme)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("mail server's port: %w", err)
	}
	s.options = append(s.options, gomail.WithPort(number))
	if u.User != nil {
		password, _ = u.User.Password()
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	return s, nil
}

func orDefault(port, standard string) string {
	if port == "" {
		return standard
	}
	return port
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// On reports whether a server is configured.
func (s *Sender) On() bool { return s != nil && s.host != "" }

// Message is one mail.
type Message struct {
	To, Subject, Text string
	// FromName stands before the sender's address; "" for the configured one.
	FromName string
	// ReplyTo is where an answer goes; "" for the sender.
	ReplyTo string
	// ID is the Message-ID without brackets: the same for the same mail, so
	// that one sent twice after a crash is one to the reader's program.
	ID string
	// InReplyTo and further mails of the thread carry this id; "" for the first.
	InReplyTo string
}

// Send hands a mail over to the server. It fails with [ErrOff] without one, and
// with [ErrRefused] where trying again is of no use.
func (s *Sender) Send(ctx context.Context, m Message) error {
	if !s.On() {
		return ErrOff
	}
	name := m.FromName
	if name == "" {
		name = s.from.Name
	}
	msg := gomail.NewMsg()
	// The library puts a name between quotes as it stands; one that holds a
	// quote itself is then no address any more.
	from := netmail.Address{Name: name, Address: s.from.Address}
	if err := errors.Join(msg.From(from.String()), msg.To(m.To)); err != nil {
		return fmt.Errorf("address mail: %w", err)
	}
	if m.ReplyTo != "" {
		if err := msg.ReplyTo(m.ReplyTo); err != nil {
			return fmt.Errorf("reply address: %w", err)
		}
	}
	msg.Subject(m.Subject)
	msg.SetDate()
	msg.SetMessageIDWithValue(m.ID)
	if m.InReplyTo != "" {
		msg.SetGenHeader(gomail.HeaderInReplyTo, "<"+m.InReplyTo+">")
		msg.SetGenHeader(gomail.HeaderReferences, "<"+m.InReplyTo+">")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("mail client: %w", err)
	}
	if err := client.DialAndSendWithContext(ctx, msg); err != nil {
		// A lost connection is not temporary to the library either, so its own
		// word does not do: only the server's code tells.
		if answer := (*gomail.SendError)(nil); errors.As(err, &answer) && !answer.IsTemp() && answer.ErrorCode() >= 500 {
			return fmt.Errorf("send mail: %w: %w", ErrRefused, err)
		}
		return fmt.Errorf("send mail: %w", err)
	}
	return nil
}

// Check dials the server and signs in, sending nothing.
func (s *Sender) Check(ctx context.Context) error {
	if !s.On() {
		return ErrOff
	}
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("mail client: %w", err)
	}
	if err := client.DialWithContext(ctx); err != nil {
		return fmt.Errorf("reach mail server: %w", err)
	}
	return client.Close()
}
