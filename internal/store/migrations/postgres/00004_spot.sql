-- +goose Up
-- Documents are gone through in the order of an index; SQLite's has the key at its end
-- by itself.
DROP INDEX document_region;
CREATE INDEX document_region ON document (region, year, kind, unit_id, id);

-- +goose Down
DROP INDEX document_region;
CREATE INDEX document_region ON document (region, year, kind);
