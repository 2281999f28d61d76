-- +goose Up
CREATE TABLE collections (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  slug         text NOT NULL CHECK (length(slug) BETWEEN 1 AND 120),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  position     int NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  CONSTRAINT collections_slug_key UNIQUE (workspace_id, slug)
);
SELECT firstline_isolate('collections');

-- An article's row is its working copy; what visitors read is the revision that
-- published_revision names. version counts saves, so that an editor who saves
-- over another one's save is told.
CREATE TABLE articles (
  workspace_id       uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id                 uuid NOT NULL,
  collection_id      uuid,
  key                text NOT NULL CHECK (length(key) BETWEEN 1 AND 300), -- shared by translations
  lang               text NOT NULL CHECK (lang ~ '^[a-z]{2,3}(-[a-z0-9]{2,8})?$'),
  slug               text NOT NULL CHECK (length(slug) BETWEEN 1 AND 300),
  title              text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  body               text NOT NULL,
  status             text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'review', 'published', 'archived')),
  audience           text NOT NULL DEFAULT 'public' CHECK (audience IN ('public', 'internal')),
  for_bot            boolean NOT NULL DEFAULT true,
  owner_id           uuid,
  review_by          date,
  source             text NOT NULL DEFAULT '', -- where an import found it
  source_hash        bytea,
  source_version     int, -- the version that the import left: a later one was edited here
  version            int NOT NULL DEFAULT 1,
  published_version  int, -- the version that was published last
  published_revision int,
  created_at         timestamptz NOT NULL DEFAULT app_now(),
  updated_at         timestamptz NOT NULL DEFAULT app_now(),
  published_at       timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, collection_id) REFERENCES collections (workspace_id, id) ON DELETE SET NULL (collection_id),
  CONSTRAINT articles_slug_key UNIQUE (workspace_id, lang, slug),
  CONSTRAINT articles_key_key UNIQUE (workspace_id, key, lang),
  CHECK ((status = 'published') <= (published_revision IS NOT NULL))
);
CREATE INDEX articles_updated ON articles (workspace_id, updated_at);
CREATE INDEX articles_source ON articles (workspace_id, source) WHERE source <> '';
CREATE INDEX articles_review ON articles (workspace_id, review_by) WHERE review_by IS NOT NULL;
SELECT firstline_isolate('articles');

CREATE TABLE revisions (
  workspace_id uuid NOT NULL,
  article_id   uuid NOT NULL,
  number       int NOT NULL,
  title        text NOT NULL,
  body         text NOT NULL,
  author_id    uuid, -- NULL: an import
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, article_id, number),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('revisions');

-- The passages of published articles, and nothing else: what is in here can be
-- found and quoted.
CREATE TABLE chunks (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  article_id   uuid NOT NULL,
  ordinal      int NOT NULL,
  path         text[] NOT NULL, -- headings above it, outermost first
  anchor       text NOT NULL,
  text         text NOT NULL,
  words        bytea NOT NULL, -- term ids with their places, for phrases
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, article_id, ordinal),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('chunks');

-- The lexical index. Operators of full-text and trigram indexes are not
-- leakproof, so the planner will not use those indexes under row-level
-- security; plain btrees with the workspace first are used. A posting row packs
-- 256 articles, because one row a posting cost 40 times the time and space.
--
-- One row a workspace; its lock makes changes of the index one at a time.
CREATE TABLE index_heads (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  next_number  int NOT NULL DEFAULT 0,
  next_term    int NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id)
);
SELECT firstline_isolate('index_heads');

-- A shelf is what a search may read as a whole: one audience, bot or not, one
-- language. A search that may not see internal articles never opens their rows.
CREATE TABLE index_shelves (
  workspace_id   uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  shelf          smallint NOT NULL,
  articles       int NOT NULL,
  passages       int NOT NULL,
  article_length bigint NOT NULL, -- summed, in terms
  passage_length bigint NOT NULL,
  PRIMARY KEY (workspace_id, shelf)
);
SELECT firstline_isolate('index_shelves');

CREATE TABLE index_articles (
  workspace_id uuid NOT NULL,
  number       int NOT NULL, -- new with every publication
  article_id   uuid NOT NULL,
  shelf        smallint NOT NULL,
  passages     int NOT NULL,
  article_length int NOT NULL,
  passage_length int NOT NULL,
  terms        int[] NOT NULL,
  PRIMARY KEY (workspace_id, number),
  UNIQUE (workspace_id, article_id),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('index_articles');

CREATE TABLE terms (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  text         text NOT NULL COLLATE "C",
  id           int NOT NULL,
  PRIMARY KEY (workspace_id, text)
);
SELECT firstline_isolate('terms');

-- The words as written that have become a term, for corrections: people misspell
-- words, not stems.
CREATE TABLE words (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  term         int NOT NULL,
  surface      text NOT NULL COLLATE "C",
  text         text NOT NULL COLLATE "C", -- the term's
  PRIMARY KEY (workspace_id, term, surface)
);
SELECT firstline_isolate('words');

CREATE TABLE postings (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  term         int NOT NULL,
  shelf        smallint NOT NULL,
  block        int NOT NULL, -- article numbers from block * 256 on
  entries      bytea NOT NULL,
  PRIMARY KEY (workspace_id, term, shelf, block)
);
ALTER TABLE postings ALTER COLUMN entries SET STORAGE EXTERNAL;
SELECT firstline_isolate('postings');

-- Words by what is left of them without one letter, hashed: two words that
-- differ by one edit share such a rest. Found by point look-ups, where trigrams
-- would read thousands of rows for "ing".
CREATE TABLE spellings (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  rest         int NOT NULL,
  term         int NOT NULL,
  PRIMARY KEY (workspace_id, rest, term)
);
SELECT firstline_isolate('spellings');

-- What became of an article in conversations, by day. slot spreads the counters
-- of a popular article, so that turns do not wait for each other.
CREATE TABLE article_outcomes (
  workspace_id uuid NOT NULL,
  article_id   uuid NOT NULL,
  day          date NOT NULL,
  outcome      text NOT NULL CHECK (outcome IN ('shown', 'cited', 'resolved', 'escalated', 'helpful', 'not_helpful')),
  slot         smallint NOT NULL,
  count        bigint NOT NULL,
  PRIMARY KEY (workspace_id, article_id, day, outcome, slot),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);
SELECT firstline_isolate('article_outcomes');
