-- +goose Up
-- What came in last is listed by province, prefecture and county too; rules and
-- departments are counted from the index alone.
CREATE INDEX document_province ON document (substr(region, 1, 2), loaded_at, id);
CREATE INDEX document_prefecture ON document (substr(region, 1, 4), loaded_at, id);
CREATE INDEX document_county ON document (region, loaded_at, id);
CREATE INDEX document_year ON document (year, id);

DROP INDEX document_department;
CREATE INDEX document_department ON document (department_id, year, kind, errors, warnings);

DROP INDEX finding_rule;
CREATE INDEX finding_rule ON finding (rule, unit_id, document_id, severity);

-- +goose Down
DROP INDEX document_province;
DROP INDEX document_prefecture;
DROP INDEX document_county;
DROP INDEX document_year;
