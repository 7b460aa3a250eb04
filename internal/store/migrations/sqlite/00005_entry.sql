-- +goose Up
-- What documents are counted by stands with what they are found by.
ALTER TABLE entry ADD COLUMN year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE entry SET (year, region, kind) = (SELECT d.year, d.region, d.kind FROM document d WHERE d.unit_id = entry.unit_id AND d.id = entry.document_id);

-- +goose Down
ALTER TABLE entry DROP COLUMN year;
ALTER TABLE entry DROP COLUMN region;
ALTER TABLE entry DROP COLUMN kind;
