package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
)

// newToken makes 256 random bits for a holder and the hash that is kept.
func newToken() (plain string, hash []byte) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails since Go 1.24
	plain = base64.RawURLEncoding.EncodeToString(raw)
	return plain, hashToken(plain)
}

func hashToken(plain string) []byte {
	sum := sha256.Sum256([]byte(plain))
	return sum[:]
}

// Argon2id parameters: OWASP's password storage cheat sheet, second choice
// (19 MiB, two passes, one lane), about 20 ms on the machines we measure on.
const (
	argonMemory = 19 << 10 // KiB
	argonTime   = 2
	argonLanes  = 1
	argonKey    = 32
)

// hashing bounds how many passwords are worked on at once, in the process: each
// takes 19 MiB and a core, and anybody may ask.
var hashing = make(chan struct{}, 4)

// takeTurn waits for a place among those; done gives it back.
func takeTurn(ctx context.Context) (done func(), err error) {
	select {
	case hashing <- struct{}{}:
		return func() { <-hashing }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to check a password: %w", ctx.Err())
	}
}

func hashPassword(ctx context.Context, password string) (string, error) {
	done, err := takeTurn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return derive(password), nil
}

func derive(password string) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt)
	memory, passes := passwordCost()
	key := argon2.IDKey([]byte(password), salt, passes, memory, argonLanes, argonKey)
	return fmt.Sprintf("argon2id$%d$%d$%d$%s$%s", memory, passes, argonLanes, hex.EncodeToString(salt), hex.EncodeToString(key))
}

// noSuchAgent is verified against when the e-mail is unknown, so that the
// answer takes as long as for a known one.
var noSuchAgent = derive("nobody has this password")

func verifyPassword(ctx context.Context, stored, password string) (bool, error) {
	done, err := takeTurn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	return matches(stored, password), nil
}

func matches(stored, password string) bool {
	parts := strings.Split(stored, "$")
	if len(parts) != 6 || parts[0] != "argon2id" {
		return false
	}
	memory, err1 := strconv.ParseUint(parts[1], 10, 32)
	passes, err2 := strconv.ParseUint(parts[2], 10, 32)
	lanes, err3 := strconv.ParseUint(parts[3], 10, 8)
	salt, err4 := hex.DecodeString(parts[4])
	want, err5 := hex.DecodeString(parts[5])
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			return false
		}
	}
	got := argon2.IDKey([]byte(password), salt, uint32(passes), uint32(memory), uint8(lanes), uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}
