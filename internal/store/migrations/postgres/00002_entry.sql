-- +goose Up
-- What a whole document is found by stands in one entry, and what it is narrowed by
-- in every index; rows are found the newest first. Everything that is derived from
-- the versions is emptied here and written anew when the store is opened.
TRUNCATE sentence, cell, term;
ALTER TABLE sentence DROP COLUMN id, DROP COLUMN grams;

CREATE TABLE entry (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    grams       TEXT[] NOT NULL,
    UNIQUE (unit_id, document_id)
);
CREATE INDEX entry_grams ON entry USING gin (grams);

DROP INDEX unit_initials;

DROP INDEX project_name;
CREATE INDEX project_name ON project (name, unit_id, document_id);
CREATE INDEX project_amount ON project (amount, id);
CREATE UNIQUE INDEX project_id ON project (id);

DROP INDEX cell_term;
CREATE INDEX cell_term ON cell (term_id, amount, unit_id, document_id, seq);

ALTER TABLE term ADD COLUMN top BIGINT NOT NULL;
DROP INDEX term_code;
CREATE INDEX term_key ON term (key);

-- +goose Down
DROP TABLE entry;
