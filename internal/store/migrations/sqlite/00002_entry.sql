-- +goose Up
-- What a whole document is found by stands in one entry, and what it is narrowed by
-- in every index; rows are found the newest first. Everything that is derived from
-- the versions is emptied here and written anew when the store is opened.
DROP TABLE sentence_fts;
DROP TABLE sentence;
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

INSERT INTO unit_fts (unit_fts) VALUES ('delete-all');
DROP INDEX unit_initials;

INSERT INTO project_fts (project_fts) VALUES ('delete-all');
DROP INDEX project_name;
CREATE INDEX project_name ON project (name, unit_id, document_id);
CREATE INDEX project_amount ON project (amount, id);

DELETE FROM cell;

INSERT INTO term_fts (term_fts) VALUES ('delete-all');
DELETE FROM term;
ALTER TABLE term ADD COLUMN top INTEGER NOT NULL DEFAULT 0;
DROP INDEX term_code;
CREATE INDEX term_key ON term (key);

-- +goose Down
DROP TABLE entry_fts;
DROP TABLE entry;
