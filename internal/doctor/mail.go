package doctor

import "context"

// mail looks whether visitors who leave their e-mail can be answered there.
func mail(ctx context.Context, m Mail) Check {
	c := Check{Name: "e-mail", State: OK, Found: "the mail server answers, and replies come back"}
	switch {
	case !m.Configured:
		c.State, c.Found = Note, "no mail server: what visitors leave is kept and shown to agents, and no mail goes out"
		c.Mend = "Set FIRSTLINE_SMTP_URL and FIRSTLINE_MAIL_FROM."
	default:
		if err := m.Reach(ctx); err != nil {
			c.State, c.Found = Note, "the mail server cannot be used: "+err.Error()
			c.Mend = "Check FIRSTLINE_SMTP_URL and FIRSTLINE_MAIL_FROM. Mails are tried again until it answers."
			return c
		}
		if !m.Replies {
			c.State, c.Found = Note, "the mail server answers; replies by e-mail do not come back into conversations"
			c.Mend = "Set FIRSTLINE_MAIL_REPLY_TO and FIRSTLINE_MAIL_SECRET, and have that mailbox posted to /v1/mail/inbound."
		}
	}
	return c
}
