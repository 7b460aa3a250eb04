-- +goose Up
-- What documents are counted by stands with what they are found by.
ALTER TABLE entry ADD COLUMN year BIGINT NOT NULL DEFAULT 0, ADD COLUMN region TEXT NOT NULL DEFAULT '', ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE entry SET year = d.year, region = d.region, kind = d.kind FROM document d WHERE d.unit_id = entry.unit_id AND d.id = entry.document_id;

-- +goose Down
ALTER TABLE entry DROP COLUMN year, DROP COLUMN region, DROP COLUMN kind;
