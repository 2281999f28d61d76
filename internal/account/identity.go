package account

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/account/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/seal"
)

// What a signed identity may hold. A token is made for a page view, so it need
// not live longer than a visit; a longer one would be worth stealing.
const (
	identityLife       = 24 * time.Hour
	identityLeeway     = time.Minute // clocks differ
	identityGrace      = 24 * time.Hour
	maxExternalID      = 200 // bytes
	maxAttributes      = 32
	maxAttributeName   = 64  // bytes
	maxAttributeLength = 200 // bytes
)

// Errors of identities.
var (
	// ErrIdentity: the token is not signed with the workspace's secret, has run
	// out, or lives longer than a day.
	ErrIdentity = problem.New(problem.Unauthorized, "identity_refused")
	// ErrIdentityOff: the workspace has no secret to sign with.
	ErrIdentityOff = problem.New(problem.Forbidden, "identity_off")
	// ErrVisitorMoved: the visitor has said who they are on another tab, and is
	// that person now. The device's token holds; who comes again is recognised.
	ErrVisitorMoved = problem.New(problem.Conflict, "visitor_moved")
)

// Identity is who a shop says that a visitor is, on its signature.
type Identity struct {
	// External is the shop's own name of the person, 1 to 200 bytes.
	External string
	// Name and Email may be "": the shop does not say.
	Name, Email string
	// Attributes are single values that rules may name; they replace what the
	// shop said before.
	Attributes map[string]any
}

// Identities reads the tokens that shops sign. The secret of a workspace
// follows from the installation's master key: it is stored nowhere.
type Identities struct {
	store *Store
	key   seal.Key
}

// NewIdentities makes a reader.
func NewIdentities(store *Store, key seal.Key) *Identities { return &Identities{store, key} }

// Since gives when the secret that counts now was made; nil when the workspace
// has none. The secret itself is told once, when it is made.
func (i *Identities) Since(ctx context.Context, ws uuid.UUID) (*time.Time, error) {
	row, err := i.version(ctx, ws)
	return row.MadeAt, err
}

// Rotate makes a new secret. The one before it counts for another day, so that
// a shop can change over without signing anybody out; rotating twice ends it
// at once.
func (i *Identities) Rotate(ctx context.Context, ws uuid.UUID) (string, error) {
	var version int32
	err := i.store.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		version, err = db.New(tx).RotateIdentity(ctx, ws)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("rotate identity secret: %w", err)
	}
	secret, err := i.secret(ws, version)
	return string(secret), err
}

func (i *Identities) version(ctx context.Context, ws uuid.UUID) (row db.IdentityVersionRow, err error) {
	err = i.store.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		row, err = db.New(tx).IdentityVersion(ctx, db.IdentityVersionParams{WorkspaceID: ws, GraceSeconds: identityGrace.Seconds()})
		return err
	})
	if err != nil {
		return row, fmt.Errorf("read identity version: %w", err)
	}
	return row, nil
}

func (i *Identities) secret(ws uuid.UUID, version int32) ([]byte, error) {
	key, err := i.key.Derive(fmt.Sprintf("identity:%s:%d", ws, version))
	if err != nil {
		return nil, err
	}
	return []byte(base64.RawURLEncoding.EncodeToString(key)), nil
}

type identityClaims struct {
	jwt.RegisteredClaims
	Name       string         `json:"name"`
	Email      string         `json:"email"`
	Attributes map[string]any `json:"attributes"`
}

// Read checks a token (a JWT, HS256, with sub and exp) of a workspace's shop.
// It fails with ErrIdentityOff, ErrIdentity, or identity_invalid that names the
// claim.
func (i *Identities) Read(ctx context.Context, ws uuid.UUID, token string) (Identity, error) {
	row, err := i.version(ctx, ws)
	if err != nil {
		return Identity{}, err
	}
	if row.Version == 0 {
		return Identity{}, ErrIdentityOff
	}
	keys := jwt.VerificationKeySet{}
	for _, v := range []int32{row.Version, row.Version - 1} {
		if v == row.Version || row.PreviousCounts {
			secret, err := i.secret(ws, v)
			if err != nil {
				return Identity{}, err
			}
			keys.Keys = append(keys.Keys, secret)
		}
	}
	var claims identityClaims
	_, err = jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return keys, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithExpirationRequired(), jwt.WithLeeway(identityLeeway))
	if err != nil || claims.ExpiresAt.After(time.Now().Add(identityLife+identityLeeway)) {
		return Identity{}, ErrIdentity
	}
	return claims.identity()
}

func (c identityClaims) identity() (Identity, error) {
	id := Identity{External: c.Subject, Name: strings.TrimSpace(c.Name), Attributes: c.Attributes}
	bad := func(claim string) (Identity, error) {
		return Identity{}, problem.New(problem.Invalid, "identity_invalid", "claim", claim)
	}
	switch {
	case !plain(id.External, maxExternalID) || id.External == "":
		return bad("sub")
	case !plain(id.Name, 120):
		return bad("name")
	case len(id.Attributes) > maxAttributes:
		return bad("attributes")
	}
	if c.Email != "" {
		address, err := mail.ParseAddress(c.Email)
		if err != nil || len(address.Address) > 254 {
			return bad("email")
		}
		id.Email = address.Address
	}
	for name, value := range id.Attributes {
		switch v := value.(type) {
		case string:
			if !plain(v, maxAttributeLength) {
				return bad("attributes." + name)
			}
		case float64, bool:
		default:
			return bad("attributes")
		}
		if name == "" || !plain(name, maxAttributeName) {
			return bad("attributes")
		}
	}
	return id, nil
}

// plain reports a text that Postgres and a screen can take.
func plain(s string, most int) bool {
	return len(s) <= most && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// Identified is what an identity made of a visitor.
type Identified struct {
	Visitor Visitor
	// Merged is the anonymous visitor whose conversations are the identified
	// one's now; nil when nothing was merged. Its row is gone once the caller
	// has ended the transaction with [Store.DropVisitorTx].
	Merged *uuid.UUID
	// Another: the device was somebody else's. It needs a token of its own.
	Another bool
}

// IdentifyTx finds or makes the visitor of an identity. An anonymous visitor
// becomes the identified one; two identified visitors are never merged, they
// are two people at one device.
func (s *Store) IdentifyTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, who Identity) (out Identified, err error) {
	q, ws := db.New(tx), tx.Workspace()
	if err := q.LockIdentity(ctx, ws.String()+who.External); err != nil {
		return out, fmt.Errorf("lock identity: %w", err)
	}
	known, err := q.VisitorByExternal(ctx, db.VisitorByExternalParams{WorkspaceID: ws, ExternalID: who.External})
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return out, fmt.Errorf("find identified visitor: %w", err)
	}
	there := err == nil
	rows, err := q.LockVisitors(ctx, db.LockVisitorsParams{WorkspaceID: ws, Ids: []uuid.UUID{id, known.ID}})
	if err != nil {
		return out, fmt.Errorf("lock visitors: %w", err)
	}
	var here *db.Visitor
	for i := range rows {
		if rows[i].ID == id {
			here = &rows[i]
		}
	}
	if here == nil {
		return out, ErrVisitorToken
	}
	becomes := id
	switch {
	case there && known.ID == id:
	case there:
		becomes = known.ID
		if out.Another = here.ExternalID != nil; !out.Another {
			out.Merged = &here.ID
		}
	case here.ExternalID != nil:
		out.Another = true
		if becomes, err = uuid.NewV7(); err != nil {
			return out, fmt.Errorf("visitor id: %w", err)
		}
		if err := q.CreateVisitor(ctx, db.CreateVisitorParams{WorkspaceID: ws, ID: becomes, Lang: here.Lang, PageUrl: here.PageUrl}); err != nil {
			return out, fmt.Errorf("create visitor: %w", err)
		}
	}
	attributes, err := json.Marshal(who.Attributes)
	if err != nil || len(who.Attributes) == 0 {
		attributes = []byte("{}")
	}
	row, err := q.SetIdentity(ctx, db.SetIdentityParams{
		WorkspaceID: ws, ID: becomes, ExternalID: who.External, Name: who.Name, Email: who.Email, Attributes: attributes,
	})
	if err != nil {
		return out, fmt.Errorf("set identity: %w", err)
	}
	out.Visitor = visitorFrom(row)
	return out, nil
}

// DropVisitorTx ends a merge: the devices of from are to's, and from is gone.
// Its conversations must have been given to to before.
func (s *Store) DropVisitorTx(ctx context.Context, tx *postgres.Tx, from, to uuid.UUID) error {
	q, ws := db.New(tx), tx.Workspace()
	if err := q.MoveVisitorTokens(ctx, db.MoveVisitorTokensParams{WorkspaceID: ws, FromVisitor: from, ToVisitor: to}); err != nil {
		return fmt.Errorf("move tokens: %w", err)
	}
	if err := q.DeleteVisitor(ctx, db.DeleteVisitorParams{WorkspaceID: ws, ID: from}); err != nil {
		return fmt.Errorf("drop merged visitor: %w", err)
	}
	return nil
}

// NewDeviceTx makes a token of a visitor for one more device.
func (s *Store) NewDeviceTx(ctx context.Context, tx *postgres.Tx, visitor uuid.UUID) (token string, err error) {
	plainToken, hash := newToken()
	err = db.New(tx).CreateVisitorToken(ctx, db.CreateVisitorTokenParams{
		TokenHash: hash, WorkspaceID: tx.Workspace(), VisitorID: visitor, TtlSeconds: VisitorTokenTTL.Seconds(),
	})
	if err != nil {
		return "", fmt.Errorf("create visitor token: %w", err)
	}
	return plainToken, nil
}
