-- +goose Up
CREATE TABLE region (
    code   TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    name   TEXT NOT NULL,
    level  BIGINT NOT NULL
);

CREATE TABLE department (
    id     BIGINT PRIMARY KEY,
    region TEXT NOT NULL,
    code   TEXT NOT NULL,
    name   TEXT NOT NULL,
    UNIQUE (region, name)
);

CREATE TABLE unit (
    id            BIGINT PRIMARY KEY,
    region        TEXT NOT NULL,
    department_id BIGINT NOT NULL,
    code          TEXT NOT NULL,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    level         TEXT NOT NULL,
    grade         TEXT NOT NULL,
    pinyin        TEXT NOT NULL,
    initials      TEXT NOT NULL,
    grams TEXT[] NOT NULL,
    UNIQUE (region, name)
);
CREATE INDEX unit_grams ON unit USING gin (grams);
CREATE INDEX unit_department ON unit (department_id, name, id);
CREATE INDEX unit_initials ON unit (initials);

CREATE TABLE document (
    unit_id       BIGINT NOT NULL,
    id            BIGINT NOT NULL,
    year          BIGINT NOT NULL,
    kind          TEXT NOT NULL,
    scope         TEXT NOT NULL,
    region        TEXT NOT NULL,
    department_id BIGINT NOT NULL,
    title         TEXT NOT NULL,
    version       BIGINT NOT NULL,
    versions      BIGINT NOT NULL,
    profile       TEXT NOT NULL,
    fit           BIGINT NOT NULL,
    origin        TEXT NOT NULL,
    source        TEXT NOT NULL,
    loaded_at     BIGINT NOT NULL,
    errors        BIGINT NOT NULL,
    warnings      BIGINT NOT NULL,
    notes         BIGINT NOT NULL,
    income        BIGINT,
    spending      BIGINT,
    basic         BIGINT,
    project       BIGINT,
    appropriation BIGINT,
    three_public  BIGINT,
    operating     BIGINT,
    PRIMARY KEY (unit_id, id)
);
CREATE UNIQUE INDEX document_what ON document (unit_id, year, kind, scope);
CREATE INDEX document_id ON document (id);
CREATE INDEX document_newest ON document (loaded_at, id);
CREATE INDEX document_region ON document (region, year, kind);
CREATE INDEX document_department ON document (department_id, year, kind);

CREATE TABLE version (
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    meaning     TEXT NOT NULL,
    quality     BIGINT NOT NULL,
    profile     TEXT NOT NULL,
    fit         BIGINT NOT NULL,
    origin      TEXT NOT NULL,
    source      TEXT NOT NULL,
    loaded_at   BIGINT NOT NULL,
    errors      BIGINT NOT NULL,
    warnings    BIGINT NOT NULL,
    notes       BIGINT NOT NULL,
    differences BIGINT NOT NULL,
    disclosure  BYTEA NOT NULL,
    report      BYTEA NOT NULL,
    changes     BYTEA NOT NULL,
    PRIMARY KEY (unit_id, document_id, number)
);

CREATE TABLE file (
    sha256     TEXT PRIMARY KEY,
    size       BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    stored_at  BIGINT NOT NULL
);

CREATE TABLE document_file (
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    sha256      TEXT NOT NULL,
    version     BIGINT NOT NULL,
    name        TEXT NOT NULL,
    origin      TEXT NOT NULL,
    source      TEXT NOT NULL,
    loaded_at   BIGINT NOT NULL,
    PRIMARY KEY (unit_id, document_id, sha256)
);
CREATE INDEX document_file_sha256 ON document_file (sha256);

CREATE TABLE term (
    id   BIGINT PRIMARY KEY,
    key  TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    grams TEXT[] NOT NULL
);
CREATE INDEX term_grams ON term USING gin (grams);
CREATE INDEX term_code ON term (code);

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
CREATE INDEX cell_term ON cell (term_id, amount);

CREATE TABLE finding (
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    rule        TEXT NOT NULL,
    severity    BIGINT NOT NULL,
    place       TEXT NOT NULL,
    title       TEXT NOT NULL,
    message     TEXT NOT NULL,
    suggestion  TEXT NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
);
CREATE INDEX finding_rule ON finding (rule, unit_id, document_id);

CREATE TABLE project (
    id          BIGINT GENERATED ALWAYS AS IDENTITY,
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    name        TEXT NOT NULL,
    attribute   TEXT NOT NULL,
    period      TEXT NOT NULL,
    has_form    BIGINT NOT NULL,
    amount      BIGINT,
    term_amount BIGINT,
    goal        TEXT NOT NULL,
    grams TEXT[] NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
);
CREATE INDEX project_grams ON project USING gin (grams);
CREATE INDEX project_name ON project (name, id);

CREATE TABLE sentence (
    id          BIGINT GENERATED ALWAYS AS IDENTITY,
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    section     TEXT NOT NULL,
    pattern     TEXT NOT NULL,
    claims      BIGINT NOT NULL,
    text        TEXT NOT NULL,
    grams TEXT[] NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
);
CREATE INDEX sentence_grams ON sentence USING gin (grams);

CREATE TABLE release (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id     BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    sha256      TEXT NOT NULL,
    corrects    BIGINT NOT NULL,
    reason      TEXT NOT NULL,
    released_at BIGINT NOT NULL,
    released_by TEXT NOT NULL,
    log_index   BIGINT,
    proof       BYTEA
);
CREATE INDEX release_document ON release (unit_id, document_id, id);

CREATE TABLE audit (
    id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       BIGINT NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    unit_id  BIGINT NOT NULL,
    object   TEXT NOT NULL,
    old_hash TEXT NOT NULL,
    new_hash TEXT NOT NULL
);
CREATE INDEX audit_unit ON audit (unit_id, id);

-- +goose Down
DROP TABLE audit;
DROP TABLE release;
DROP TABLE sentence;
DROP TABLE project;
DROP TABLE finding;
DROP TABLE cell;
DROP TABLE term;
DROP TABLE document_file;
DROP TABLE file;
DROP TABLE version;
DROP TABLE document;
DROP TABLE unit;
DROP TABLE department;
DROP TABLE region;
