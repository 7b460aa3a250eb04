-- +goose Up
CREATE TABLE region (
    code   TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    name   TEXT NOT NULL,
    level  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE department (
    id     INTEGER PRIMARY KEY,
    region TEXT NOT NULL,
    code   TEXT NOT NULL,
    name   TEXT NOT NULL,
    UNIQUE (region, name)
);

CREATE TABLE unit (
    id            INTEGER PRIMARY KEY,
    region        TEXT NOT NULL,
    department_id INTEGER NOT NULL,
    code          TEXT NOT NULL,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    level         TEXT NOT NULL,
    grade         TEXT NOT NULL,
    pinyin        TEXT NOT NULL,
    initials      TEXT NOT NULL,
    UNIQUE (region, name)
);
CREATE INDEX unit_department ON unit (department_id, name, id);
CREATE INDEX unit_initials ON unit (initials);
CREATE VIRTUAL TABLE unit_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE document (
    unit_id       INTEGER NOT NULL,
    id            INTEGER NOT NULL,
    year          INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    scope         TEXT NOT NULL,
    region        TEXT NOT NULL,
    department_id INTEGER NOT NULL,
    title         TEXT NOT NULL,
    version       INTEGER NOT NULL,
    versions      INTEGER NOT NULL,
    profile       TEXT NOT NULL,
    fit           INTEGER NOT NULL,
    origin        TEXT NOT NULL,
    source        TEXT NOT NULL,
    loaded_at     INTEGER NOT NULL,
    errors        INTEGER NOT NULL,
    warnings      INTEGER NOT NULL,
    notes         INTEGER NOT NULL,
    income        INTEGER,
    spending      INTEGER,
    basic         INTEGER,
    project       INTEGER,
    appropriation INTEGER,
    three_public  INTEGER,
    operating     INTEGER,
    PRIMARY KEY (unit_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX document_what ON document (unit_id, year, kind, scope);
CREATE INDEX document_id ON document (id);
CREATE INDEX document_newest ON document (loaded_at, id);
CREATE INDEX document_region ON document (region, year, kind);
CREATE INDEX document_department ON document (department_id, year, kind);

CREATE TABLE version (
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    meaning     TEXT NOT NULL,
    quality     INTEGER NOT NULL,
    profile     TEXT NOT NULL,
    fit         INTEGER NOT NULL,
    origin      TEXT NOT NULL,
    source      TEXT NOT NULL,
    loaded_at   INTEGER NOT NULL,
    errors      INTEGER NOT NULL,
    warnings    INTEGER NOT NULL,
    notes       INTEGER NOT NULL,
    differences INTEGER NOT NULL,
    disclosure  BLOB NOT NULL,
    report      BLOB NOT NULL,
    changes     BLOB NOT NULL,
    PRIMARY KEY (unit_id, document_id, number)
);

CREATE TABLE file (
    sha256     TEXT PRIMARY KEY,
    size       INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    stored_at  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE document_file (
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    origin      TEXT NOT NULL,
    source      TEXT NOT NULL,
    loaded_at   INTEGER NOT NULL,
    PRIMARY KEY (unit_id, document_id, sha256)
) WITHOUT ROWID;
CREATE INDEX document_file_sha256 ON document_file (sha256);

CREATE TABLE term (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX term_code ON term (code);
CREATE VIRTUAL TABLE term_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE cell (
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    table_id    TEXT NOT NULL,
    panel       TEXT NOT NULL,
    term_id     INTEGER NOT NULL,
    col         TEXT NOT NULL,
    amount      INTEGER,
    printed     TEXT NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
) WITHOUT ROWID;
CREATE INDEX cell_term ON cell (term_id, amount);

CREATE TABLE finding (
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    rule        TEXT NOT NULL,
    severity    INTEGER NOT NULL,
    place       TEXT NOT NULL,
    title       TEXT NOT NULL,
    message     TEXT NOT NULL,
    suggestion  TEXT NOT NULL,
    PRIMARY KEY (unit_id, document_id, seq)
) WITHOUT ROWID;
CREATE INDEX finding_rule ON finding (rule, unit_id, document_id);

CREATE TABLE project (
    id          INTEGER PRIMARY KEY,
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    name        TEXT NOT NULL,
    attribute   TEXT NOT NULL,
    period      TEXT NOT NULL,
    has_form    INTEGER NOT NULL,
    amount      INTEGER,
    term_amount INTEGER,
    goal        TEXT NOT NULL
);
CREATE UNIQUE INDEX project_document ON project (unit_id, document_id, seq);
CREATE INDEX project_name ON project (name, id);
CREATE VIRTUAL TABLE project_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE sentence (
    id          INTEGER PRIMARY KEY,
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    section     TEXT NOT NULL,
    pattern     TEXT NOT NULL,
    claims      INTEGER NOT NULL,
    text        TEXT NOT NULL
);
CREATE UNIQUE INDEX sentence_document ON sentence (unit_id, document_id, seq);
CREATE VIRTUAL TABLE sentence_fts USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE release (
    id          INTEGER PRIMARY KEY,
    unit_id     INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    corrects    INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    released_at INTEGER NOT NULL,
    released_by TEXT NOT NULL,
    log_index   INTEGER,
    proof       BLOB
);
CREATE INDEX release_document ON release (unit_id, document_id, id);

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    unit_id  INTEGER NOT NULL,
    object   TEXT NOT NULL,
    old_hash TEXT NOT NULL,
    new_hash TEXT NOT NULL
);
CREATE INDEX audit_unit ON audit (unit_id, id);

-- +goose Down
DROP TABLE audit;
DROP TABLE release;
DROP TABLE sentence_fts;
DROP TABLE sentence;
DROP TABLE project_fts;
DROP TABLE project;
DROP TABLE finding;
DROP TABLE cell;
DROP TABLE term_fts;
DROP TABLE term;
DROP TABLE document_file;
DROP TABLE file;
DROP TABLE version;
DROP TABLE document;
DROP TABLE unit_fts;
DROP TABLE unit;
DROP TABLE department;
DROP TABLE region;
