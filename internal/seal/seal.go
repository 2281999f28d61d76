// Package seal keeps secrets of the installation unreadable in the database:
// keys of model endpoints and what shops sign identities with. One master key,
// from the environment or a file that only the server may read, seals them all;
// a dump of the database without it tells nothing.
//
// Invariants: a sealed value opens only for the purpose that it was sealed
// for, so that one row's secret cannot be copied into another's place; the
// master key itself is used for nothing, each purpose has a key of its own.
// It imports nothing of ours but problem.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/firstlinehq/firstline/internal/problem"
)

// keySize is that of AES-256.
const keySize = 32

// ErrUnreadable: the value was sealed with another master key, for another
// purpose, or is damaged.
var ErrUnreadable = problem.New(problem.Unavailable, "secret_unreadable")

// Key is the installation's master key. Its zero value seals nothing and opens
// nothing.
type Key struct{ master []byte }

// String hides the key from logs.
func (Key) String() string { return "[master key]" }

// GoString hides the key from %#v.
func (k Key) GoString() string { return k.String() }

// Parse reads a key of 32 bytes in base64, as Generate prints it. It fails
// without repeating the text.
func Parse(text string) (Key, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != keySize {
		return Key{}, fmt.Errorf("the master key must be %d bytes in base64", keySize)
	}
	return Key{raw}, nil
}

// Generate makes a new key as text.
func Generate() string {
	raw := make([]byte, keySize)
	_, _ = rand.Read(raw) // never fails
	return base64.StdEncoding.EncodeToString(raw)
}

// FromFile reads the key of a file, and makes both when there is none. Of two
// processes that do so at once, both have the key of the one that was first.
func FromFile(path string) (Key, error) {
	k, err := Read(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	text, err := create(path)
	if err != nil {
		return Key{}, fmt.Errorf("master key: %w", err)
	}
	return parseFile(path, text)
}

// Read reads the key of a file. It fails with [fs.ErrNotExist] where there is
// none, and makes nothing.
func Read(path string) (Key, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Key{}, fmt.Errorf("master key: %w", err)
	}
	return parseFile(path, text)
}

func parseFile(path string, text []byte) (Key, error) {
	k, err := Parse(string(text))
	if err != nil {
		return Key{}, fmt.Errorf("%s: %w", path, err)
	}
	return k, nil
}

// create links a whole file into place: a reader never sees half a key.
func create(path string) ([]byte, error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(dir, ".key-*") // mode 0600
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString(Generate() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return os.ReadFile(path)
}

// Derive gives the key of a purpose, 32 bytes, always the same ones. Two
// purposes never share theirs (HKDF-SHA256, RFC 5869).
func (k Key) Derive(purpose string) ([]byte, error) {
	if len(k.master) != keySize {
		return nil, errors.New("no master key")
	}
	return hkdf.Key(sha256.New, k.master, nil, "firstline:"+purpose, keySize)
}

// Seal makes a secret unreadable without the master key (AES-256-GCM, a random
// nonce in front). purpose names where it belongs, for example
// "model_endpoint:<id>".
func (k Key) Seal(purpose string, secret []byte) ([]byte, error) {
	aead, err := k.aead(purpose)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return aead.Seal(nil, nil, secret, []byte(purpose)), nil //nolint:gosec // NewGCMWithRandomNonce makes the nonce
}

// Open gives back what was sealed for the same purpose, or ErrUnreadable.
func (k Key) Open(purpose string, sealed []byte) ([]byte, error) {
	aead, err := k.aead(purpose)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	secret, err := aead.Open(nil, nil, sealed, []byte(purpose))
	if err != nil {
		return nil, ErrUnreadable
	}
	return secret, nil
}

func (k Key) aead(purpose string) (cipher.AEAD, error) {
	key, err := k.Derive(purpose)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}
