package api

import (
	"net/http"

	"github.com/firstlinehq/firstline/internal/account"
)

// Cookies says how the session cookie is set.
type Cookies struct {
	// Secure: the product is reached over HTTPS. Then the cookie is bound to
	// this host by its name's prefix, which browsers enforce.
	Secure bool
}

// Name of the session cookie.
func (c Cookies) Name() string {
	if c.Secure {
		return "__Host-firstline"
	}
	return "firstline"
}

func (c Cookies) read(r *http.Request) string {
	cookie, err := r.Cookie(c.Name())
	if err != nil {
		return ""
	}
	return cookie.Value
}

// Read gives the session's token of a request; "" if it has none.
func (c Cookies) Read(r *http.Request) string { return c.read(r) }

func (c Cookies) set(token string) http.Cookie {
	cookie := http.Cookie{
		Name: c.Name(), Value: token, Path: "/", HttpOnly: true, Secure: c.Secure,
		SameSite: http.SameSiteStrictMode, MaxAge: int(account.SessionTTL.Seconds()),
	}
	if token == "" {
		cookie.MaxAge = -1
	}
	return cookie
}
