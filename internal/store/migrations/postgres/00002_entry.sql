-- +goose Up
-- What a whole document is found by stands in one entry, and what it is narrowed by
-- in every index; rows are found the newest first. Everything that is derived from
-- the versions is written anew when the store is opened.
DROP INDEX project_name;
DROP INDEX unit_initials;
DROP TABLE term;
DROP TABLE cell;
DROP TABLE sentence;

CREATE TABLE term (
    id    BIGINT PRIMARY KEY,
    key   TEXT NOT NULL,
    code  TEXT NOT NULL,
    name  TEXT NOT NULL,
    top   BIGINT NOT NULL,
    grams TEXT[] NOT NULL
);
CREATE INDEX term_key ON term (key);
CREATE INDEX term_grams ON term USING gin (grams);

CREATE TABLE cell (
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    table_id    TEXT NOT NULL,
    panel       TEXT NOT NULL,
    term_id     BIGINT NOT NULL,
    col         TEXT NOT NULL,
    amount      BIGINT,
    printed     TEXT NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
);
CREATE INDEX cell_term ON cell (term_id, amount, unit_id, document_id, seq);

CREATE TABLE sentence (
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    section     TEXT NOT NULL,
    pattern     TEXT NOT NULL,
    claims      BIGINT NOT NULL,
    text        TEXT NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
);

CREATE TABLE entry (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    grams       TEXT[] NOT NULL,
    UNIQUE (unit_id, document_id)
);
CREATE INDEX entry_grams ON entry USING gin (grams);
CREATE UNIQUE INDEX project_id ON project (id);

CREATE INDEX project_name ON project (name, unit_id, document_id);
CREATE INDEX project_amount ON project (amount, id);

-- +goose Down
DROP TABLE entry;
