-- +goose Up
-- The marks for openness, and what they were given by. Documents of before are marked
-- when the store is opened: they name no sheet.
ALTER TABLE document ADD COLUMN score BIGINT NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN score_of BIGINT NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN score_sheet TEXT NOT NULL DEFAULT '';

-- How departments stand is counted from the index alone.
DROP INDEX document_department;
CREATE INDEX document_department ON document (department_id, year, kind, errors, warnings, notes, score, score_of, unit_id);

-- +goose Down
DROP INDEX document_department;
CREATE INDEX document_department ON document (department_id, year, kind, errors, warnings);
ALTER TABLE document DROP COLUMN score;
ALTER TABLE document DROP COLUMN score_of;
ALTER TABLE document DROP COLUMN score_sheet;
