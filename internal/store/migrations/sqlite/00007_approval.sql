-- +goose Up
-- When budgets and final accounts were approved, as those who know it say: of a
-- region's own bodies, of a department's, of one unit. Days stand as 2025-02-01.
CREATE TABLE approval (
    region        TEXT NOT NULL,
    year          INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    unit_id       INTEGER NOT NULL,
    department_id INTEGER NOT NULL,
    scope         TEXT NOT NULL,
    department    TEXT NOT NULL,
    unit          TEXT NOT NULL,
    approved      TEXT NOT NULL,
    published     TEXT NOT NULL,
    source        TEXT NOT NULL,
    given_at      INTEGER NOT NULL,
    PRIMARY KEY (region, year, kind, unit_id, department_id, scope)
) WITHOUT ROWID;

-- When a document was first held and first released: it was published by then.
ALTER TABLE document ADD COLUMN first_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN released_at INTEGER NOT NULL DEFAULT 0;
UPDATE document SET
    first_at = coalesce((SELECT v.loaded_at FROM version v WHERE v.unit_id = document.unit_id AND v.document_id = document.id AND v.number = 1), loaded_at),
    released_at = coalesce((SELECT min(r.released_at) FROM release r WHERE r.unit_id = document.unit_id AND r.document_id = document.id), 0);

-- +goose Down
DROP TABLE approval;
ALTER TABLE document DROP COLUMN first_at;
ALTER TABLE document DROP COLUMN released_at;
