// Package help serves a workspace's public help centre: pages made on the server
// that need no script, below /help/<workspace>/<language>/, and /robots.txt.
//
// Invariants:
//   - Only published public articles of the addressed workspace are shown; what is
//     internal, a draft, of another workspace or of one that keeps its help centre
//     off is a page that does not exist.
//   - Search is [knowledge.Library.Search], as the bot's.
//   - A page is made once for what it shows ([knowledge.Library.HelpStamp]): what is
//     published or taken back on any node is seen at the next request on every one.
//   - Pages load nothing from elsewhere; the policy names the one inline style by
//     its hash, so that a page's bytes, and with them its ETag, depend on its
//     content alone.
//
// It may import knowledge, internal/account, internal/locale and internal/problem.
package help
