//go:build torture

package cli_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/store"
)

// rows is a look past the store at what stands in its database.
type rows struct {
	db  *sql.DB
	dir string
}

// rowsOf opens the database of a folder of data, or of PostgreSQL where it has
// an address. It changes nothing.
func rowsOf(t *testing.T, dir, database string) *rows {
	t.Helper()
	if database != "" {
		return open(t, dir, "pgx", database)
	}
	return open(t, dir, "sqlite", "file:"+filepath.Join(dir, store.DatabaseFile)+"?_pragma=busy_timeout(20000)")
}

// queueOf opens the queue that stands beside a SQLite database.
func queueOf(t *testing.T, dir string) *rows {
	t.Helper()
	return open(t, dir, "sqlite", "file:"+filepath.Join(dir, store.QueueFile)+"?_pragma=busy_timeout(20000)")
}

func open(t *testing.T, dir, driver, at string) *rows {
	t.Helper()
	db, err := sql.Open(driver, at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return &rows{db, dir}
}

// never are rows that never stand in a store whose documents were each loaded from
// one file that never changed: whatever was killed, whenever.
var never = map[string]string{
	"documents without exactly one version": `SELECT count(*) FROM document d WHERE d.version <> 1 OR d.versions <> 1
		OR (SELECT count(*) FROM version v WHERE v.unit_id = d.unit_id AND v.document_id = d.id) <> 1`,
	"versions without a document": `SELECT count(*) FROM version v WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.unit_id = v.unit_id AND d.id = v.document_id)`,
	"documents not of exactly one file": `SELECT count(*) FROM document d WHERE
		(SELECT count(*) FROM document_file f JOIN file USING (sha256) WHERE f.unit_id = d.unit_id AND f.document_id = d.id) <> 1`,
	"documents not entered exactly once in the audit log": `SELECT count(*) FROM document d WHERE
		(SELECT count(*) FROM audit a WHERE a.unit_id = d.unit_id AND a.action = 'document.add') <> 1`,
	"other entries of the audit log":             `SELECT count(*) FROM audit WHERE action <> 'document.add'`,
	"documents without exactly one entry":        `SELECT count(*) FROM document d WHERE (SELECT count(*) FROM entry e WHERE e.unit_id = d.unit_id AND e.document_id = d.id) <> 1`,
	"documents without cells":                    `SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM cell c WHERE c.unit_id = d.unit_id AND c.document_id = d.id)`,
	"documents with more or fewer findings":      `SELECT count(*) FROM document d WHERE (SELECT count(*) FROM finding f WHERE f.unit_id = d.unit_id AND f.document_id = d.id) <> d.errors + d.warnings + d.notes`,
	"documents of no unit":                       `SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = d.unit_id)`,
	"entries, cells, findings of no document":    `SELECT count(*) FROM (SELECT unit_id, document_id FROM entry UNION SELECT unit_id, document_id FROM cell UNION SELECT unit_id, document_id FROM finding) x WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.unit_id = x.unit_id AND d.id = x.document_id)`,
	"projects, sentences, files of no document":  `SELECT count(*) FROM (SELECT unit_id, document_id FROM project UNION SELECT unit_id, document_id FROM sentence UNION SELECT unit_id, document_id FROM document_file) x WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.unit_id = x.unit_id AND d.id = x.document_id)`,
	"cells without a term":                       `SELECT count(*) FROM cell c WHERE NOT EXISTS (SELECT 1 FROM term t WHERE t.id = c.term_id)`,
	"files that no document was read from":       `SELECT count(*) FROM file f WHERE NOT EXISTS (SELECT 1 FROM document_file d WHERE d.sha256 = f.sha256)`,
	"terms that stand twice under the same name": `SELECT count(*) FROM (SELECT key, code, name FROM term GROUP BY key, code, name HAVING count(*) > 1) x`,
}

// check sees that nothing is half-written, and returns how many documents there are.
func (r *rows) check(t *testing.T) int {
	t.Helper()
	for what, query := range never {
		if n := r.number(t, query); n != 0 {
			t.Errorf("%d %s", n, what)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return r.number(t, "SELECT count(*) FROM document")
}

func (r *rows) number(t *testing.T, query string) (n int) {
	t.Helper()
	if err := r.db.QueryRowContext(context.Background(), query).Scan(&n); err != nil {
		t.Fatalf("%v: %s", err, query)
	}
	return n
}

// list reads what a query finds, a line a row, in order.
func (r *rows) list(t *testing.T, query string) []string {
	t.Helper()
	found, err := r.db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatalf("%v: %s", err, query)
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for found.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := found.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				values[i] = store.SHA256(b)
			}
		}
		out = append(out, fmt.Sprint(values...))
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// said is what a store says, without times and numbers that follow from the order
// of loading.
var said = map[string]string{
	"departments": "SELECT id, region, code, name FROM department",
	"units":       "SELECT id, region, department_id, code, name, kind, level, grade, pinyin, initials FROM unit",
	"documents":   "SELECT unit_id, id, year, kind, scope, region, department_id, title, version, versions, profile, fit, origin, source, errors, warnings, notes, income, spending, basic, project, appropriation, three_public, operating FROM document",
	"versions":    "SELECT unit_id, document_id, number, meaning, quality, profile, fit, origin, source, errors, warnings, notes, differences, disclosure, report, changes FROM version",
	"files":       "SELECT sha256, size, media_type FROM file",
	"read from":   "SELECT unit_id, document_id, sha256, version, name, origin, source FROM document_file",
	"cells":       "SELECT c.unit_id, c.document_id, c.seq, c.table_id, c.panel, t.key, t.code, t.name, c.col, c.amount, c.printed FROM cell c JOIN term t ON t.id = c.term_id",
	"findings":    "SELECT unit_id, document_id, seq, rule, severity, place, title, message, suggestion FROM finding",
	"projects":    "SELECT unit_id, document_id, seq, name, attribute, period, has_form, amount, term_amount, goal FROM project",
	"sentences":   "SELECT unit_id, document_id, seq, section, pattern, claims, text FROM sentence",
	"entries":     "SELECT unit_id, document_id FROM entry",
	"audit":       "SELECT actor, action, unit_id, object, old_hash, new_hash FROM audit",
}

// same sees that two stores say the same.
func (r *rows) same(t *testing.T, want *rows) {
	t.Helper()
	for what, query := range said {
		a, b := r.list(t, query), want.list(t, query)
		if slices.Equal(a, b) {
			continue
		}
		i := 0
		for i < min(len(a), len(b)) && a[i] == b[i] {
			i++
		}
		at := func(list []string) string { return strings.Join(list[min(i, len(list)):min(i+1, len(list))], "") }
		t.Errorf("%s: %d rows, a store that nobody was killed at has %d; first difference:\n%s\n%s", what, len(a), len(b), at(a), at(b))
	}
}

// files sees that each file that stands under its final name is whole, and that
// the files of all documents stand.
func (r *rows) files(t *testing.T) (left int) {
	t.Helper()
	there := map[string]bool{}
	err := filepath.WalkDir(filepath.Join(r.dir, "files"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") {
			left++ // a temporary file of one that was killed
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != d.Name() {
			t.Errorf("%s is not what its name says", path)
		}
		there[d.Name()] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, sum := range r.list(t, "SELECT sha256 FROM file") {
		if !there[sum] {
			t.Errorf("the file %s is not there", sum)
		}
	}
	return left
}

// holds sees that the documents of all files in a folder are there.
func (r *rows) holds(t *testing.T, folder string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("nothing in %s: %v", folder, err)
	}
	have := map[string]bool{}
	for _, sum := range r.list(t, "SELECT sha256 FROM document_file") {
		have[sum] = true
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !have[store.SHA256(b)] {
			t.Errorf("%s was acknowledged and is not there", path)
		}
	}
}
