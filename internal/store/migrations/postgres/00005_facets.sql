-- +goose Up
-- What documents are counted by stands with their number.
DROP INDEX document_id;
CREATE INDEX document_id ON document (id, year, region, kind);

-- +goose Down
DROP INDEX document_id;
CREATE INDEX document_id ON document (id);
