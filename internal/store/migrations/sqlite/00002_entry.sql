-- +goose Up
-- What a whole document is found by stands in one entry, and what it is narrowed by
-- in every index; rows are found the newest first. Everything that is derived from
-- the versions is written anew when the store is opened.
DROP TABLE sentence_fts;
DROP TABLE project_fts;
DROP TABLE term_fts;
DROP TABLE unit_fts;
DROP INDEX project_name;
DROP INDEX unit_initials;
DROP TABLE term;
DROP TABLE cell;
DROP TABLE sentence;

CREATE VIRTUAL TABLE unit_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE project_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE term (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    top  INTEGER NOT NULL
);
CREATE INDEX term_key ON term (key);
CREATE VIRTUAL TABLE term_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE cell (
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    table_id    TEXT NOT NULL,
    panel       TEXT NOT NULL,
    term_id     INTEGER NOT NULL,
    col         TEXT NOT NULL,
    amount      INTEGER,
    printed     TEXT NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
) WITHOUT ROWID;
CREATE INDEX cell_term ON cell (term_id, amount);

CREATE TABLE sentence (
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    section     TEXT NOT NULL,
    pattern     TEXT NOT NULL,
    claims      INTEGER NOT NULL,
    text        TEXT NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
) WITHOUT ROWID;

CREATE TABLE entry (
    id          INTEGER PRIMARY KEY,
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    UNIQUE (unit_id, document_id)
);
CREATE VIRTUAL TABLE entry_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE INDEX project_name ON project (name, unit_id, document_id);
CREATE INDEX project_amount ON project (amount, id);

-- +goose Down
DROP TABLE entry_fts;
DROP TABLE entry;
