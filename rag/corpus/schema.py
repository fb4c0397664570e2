"""The tables of a corpus, and the migrations from one format to the next."""

from __future__ import annotations

SCHEMA_VERSION = 4

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at TEXT,              -- ISO 8601 at its own precision; NULL: unknown
    published_ts INTEGER,           -- the first second it can mean, UTC
    updated_at TEXT,
    language TEXT,
    source TEXT,
    url TEXT,
    authors TEXT NOT NULL,          -- JSON list
    section TEXT,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    content_hash TEXT NOT NULL,     -- SHA-256 of title and body
    duplicate_of TEXT,
    is_declared INTEGER NOT NULL,   -- whether its source said what it is a copy of
    corrects TEXT,
    input_digest TEXT,              -- of the record it was last read from
    first_seen_ts INTEGER NOT NULL, -- when it first came in, UTC
    provenance TEXT NOT NULL DEFAULT '{}',  -- JSON: where a field was found, by its name
    fixed TEXT NOT NULL DEFAULT '{}',       -- JSON: what was fixed by hand, by field
    text_since_ts REAL              -- when its text replaced another, UTC; NULL: it is the first
);
CREATE INDEX articles_by_input ON articles (input_digest);
CREATE INDEX articles_by_original ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX articles_by_date ON articles (published_ts);

CREATE TABLE inputs (               -- what was read where, so that reading it again is quick
    place TEXT PRIMARY KEY,
    digest TEXT NOT NULL,           -- of the record last read there
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX inputs_by_article ON inputs (article);

CREATE TABLE samples (              -- by which copies are found (rag.corpus.copies)
    hash INTEGER NOT NULL,          -- of a run of words
    article INTEGER NOT NULL,       -- whose text has it
    size INTEGER NOT NULL,          -- how many that article has here
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;

CREATE TABLE versions (             -- what an article said before it changed
    article_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,           -- the Article as JSON
    replaced_ts INTEGER NOT NULL,
    text_hash BLOB,                 -- SHA-256 of its body
    text_since_ts REAL,             -- as of the article
    PRIMARY KEY (article_id, version)
) WITHOUT ROWID;
CREATE INDEX versions_by_text ON versions (article_id, text_hash);

CREATE TABLE rejected (             -- what could not be taken in, until it can
    path TEXT NOT NULL,
    line INTEGER NOT NULL,          -- from 1; 0: the whole of it; below 0: an item's number, negated
    reason TEXT NOT NULL,
    seen_ts REAL NOT NULL,          -- when it was last tried, UTC
    PRIMARY KEY (path, line)
) WITHOUT ROWID;

CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: indexes remember those that went
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    start INTEGER NOT NULL,         -- characters of the article's body
    "end" INTEGER NOT NULL,
    sentences BLOB NOT NULL,        -- int32 pairs (start, end), characters of the body
    input_digest BLOB NOT NULL,     -- of what the model read: equal ones share their vectors
    vector BLOB NOT NULL            -- float16, as the model made it
);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_input ON passages (input_digest);

CREATE TABLE passage_tokens (       -- apart, because passages are read whole at the start
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    tokens BLOB NOT NULL,           -- int8, one row a token (rag.embedding.interaction)
    token_rows BLOB NOT NULL        -- int32 pairs: the rows of each sentence
);

CREATE TABLE new_vectors (          -- of another model, until all are made: rag.corpus.reembedding
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,      -- of that model
    input_digest BLOB NOT NULL,     -- from here on as above
    vector BLOB NOT NULL,
    tokens BLOB NOT NULL,
    token_rows BLOB NOT NULL
);

CREATE TABLE postings (             -- the word index: see rag.corpus.words
    term TEXT NOT NULL,
    block INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (term, block)
) WITHOUT ROWID;
CREATE TABLE lengths (
    passage INTEGER PRIMARY KEY,
    terms INTEGER NOT NULL          -- how many the passage has in the word index
);

CREATE TABLE outbox (               -- what the vector index has not been told yet
    passage INTEGER PRIMARY KEY,
    operation TEXT NOT NULL CHECK (operation IN ('add', 'remove'))
);
"""

MIGRATIONS = {
    1: """
ALTER TABLE articles ADD COLUMN provenance TEXT NOT NULL DEFAULT '{}';
ALTER TABLE articles ADD COLUMN fixed TEXT NOT NULL DEFAULT '{}';
CREATE TABLE rejected (
    path TEXT NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    seen_ts REAL NOT NULL,
    PRIMARY KEY (path, line)
) WITHOUT ROWID;
""",
    2: """
UPDATE passage_tokens SET tokens = x'', token_rows = x'';
DELETE FROM new_vectors;
""",  # tokens had fewer dimensions; the model's fingerprint was another too, so none are missed
    3: """
ALTER TABLE articles ADD COLUMN text_since_ts REAL;
ALTER TABLE versions ADD COLUMN text_hash BLOB;
ALTER TABLE versions ADD COLUMN text_since_ts REAL;
CREATE INDEX versions_by_text ON versions (article_id, text_hash);
""",  # what stands in them is filled in by rag.corpus.migration
}
"""SQL that turns a corpus of each format into the next."""
