package opendata_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"mingbai/internal/web"
	"mingbai/internal/web/opendata"
)

// forms are what values of each type look like.
var forms = map[string]*regexp.Regexp{
	"integer":  regexp.MustCompile(`^[0-9]+$`),
	"number":   regexp.MustCompile(`^-?[0-9]+(\.[0-9]{1,4})?$`),
	"boolean":  regexp.MustCompile(`^(true|false)$`),
	"date":     regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`),
	"datetime": regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$`),
	"string":   regexp.MustCompile(`(?s)^.*$`),
}

// holds checks a package by the rules of Data Package 2.0, and that its files are as
// it says; read gives a file by its path.
func holds(t *testing.T, described []byte, read func(path string) []byte) opendata.Package {
	t.Helper()
	var p opendata.Package
	d := json.NewDecoder(bytes.NewReader(described))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatal(err)
	}
	if p.Schema != "https://datapackage.org/profiles/2.0/datapackage.json" || len(p.Resources) == 0 || len(p.Licenses) == 0 || p.Licenses[0].Name == "" || p.Licenses[0].Path == "" {
		t.Errorf("package %+v", p)
	}
	name := regexp.MustCompile(`^[a-z0-9._-]+$`)
	seen := map[string]bool{}
	if !name.MatchString(p.Name) {
		t.Errorf("package is called %q", p.Name)
	}
	for _, r := range p.Resources {
		if !name.MatchString(r.Name) || seen[r.Name] {
			t.Errorf("resource is called %q", r.Name)
		}
		seen[r.Name] = true
		if path.IsAbs(r.Path) || strings.Contains(r.Path, "..") || r.Type != "table" {
			t.Errorf("%s: path %q, type %q", r.Name, r.Path, r.Type)
		}
		file := read(r.Path)
		if r.Hash != "" {
			sum := sha256.Sum256(file)
			if r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != int64(len(file)) {
				t.Errorf("%s: %s of %d bytes, is %x of %d", r.Name, r.Hash, r.Bytes, sum, len(file))
			}
		}
		var fields []string
		for _, f := range r.Table.Fields {
			fields = append(fields, f.Name)
			if forms[f.Type] == nil || f.Description == "" || f.Title == "" {
				t.Errorf("%s: field %+v", r.Name, f)
			}
		}
		for _, key := range r.Table.PrimaryKey {
			if !slices.Contains(fields, key) {
				t.Errorf("%s: key %q is no field", r.Name, key)
			}
		}
		switch r.Format {
		case "csv":
			csvHolds(t, &r, fields, file)
		case "parquet":
			f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				t.Fatal(err)
			}
			var columns []string
			for _, c := range f.Schema().Fields() {
				columns = append(columns, c.Name())
				if c.Name() == "amount" && c.Type().String() != "DECIMAL(18,4)" {
					t.Errorf("%s: amounts are %s", r.Name, c.Type())
				}
			}
			if !slices.Equal(columns, fields) {
				t.Errorf("%s: columns %q, fields %q", r.Name, columns, fields)
			}
		default:
			t.Errorf("%s: format %q", r.Name, r.Format)
		}
	}
	return p
}

func csvHolds(t *testing.T, r *opendata.Resource, fields []string, file []byte) {
	t.Helper()
	if r.Compression == "gz" {
		z, err := gzip.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if file, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	head, rows := table(t, file)
	if !slices.Equal(head, fields) {
		t.Fatalf("%s: first line %q, fields %q", r.Name, head, fields)
	}
	keys := map[string]bool{}
	for _, row := range rows {
		for i, f := range r.Table.Fields {
			v := row[i]
			if v == "" {
				if f.Constraints != nil && f.Constraints.Required {
					t.Errorf("%s: %s is empty", r.Name, f.Name)
				}
				continue
			}
			if !forms[f.Type].MatchString(v) || f.Constraints != nil && f.Constraints.Enum != nil && !slices.Contains(f.Constraints.Enum, v) {
				t.Errorf("%s: %s is %q", r.Name, f.Name, v)
			}
			if slices.Contains(r.Table.PrimaryKey, f.Name) {
				if keys[v] {
					t.Errorf("%s: %s %q twice", r.Name, f.Name, v)
				}
				keys[v] = true
			}
		}
	}
}

// TestPackagesDescribeTheirFiles: of the whole, and of a year and place.
func TestPackagesDescribeTheirFiles(t *testing.T) {
	srv, _ := held(t, 2)
	for _, at := range []string{"/data/", "/data/2023/140000/"} {
		p := holds(t, get(t, srv, at+"datapackage.json"), func(path string) []byte { return get(t, srv, at+path) })
		if len(p.Resources) != 10 {
			t.Errorf("%s: %d resources", at, len(p.Resources))
		}
	}
}

// TestSnapshot: a snapshot has the same rows as the files of the moment, checksums
// that sha256sum takes, and is served as it stands; the same data are the same bytes.
func TestSnapshot(t *testing.T) {
	srv, s := held(t, 2)
	dir := filepath.Join(t.TempDir(), "snapshots")
	at := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	made, err := opendata.Snapshot(t.Context(), s, opendata.SnapshotOptions{Dir: dir, At: at})
	if err != nil {
		t.Fatal(err)
	}
	read := func(dir string) func(string) []byte {
		return func(path string) []byte {
			b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
	}
	p := holds(t, read(made.Dir)("datapackage.json"), read(made.Dir))
	if len(p.Resources) != made.Files || made.Documents != 3 {
		t.Errorf("%d resources, made %+v", len(p.Resources), made)
	}
	var sums strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(string(read(made.Dir)("checksums.txt"))), "\n") {
		sum, name, ok := strings.Cut(line, "  ")
		is := sha256.Sum256(read(made.Dir)(name))
		if !ok || sum != hex.EncodeToString(is[:]) {
			t.Errorf("%s is %x", line, is)
		}
		if name != "datapackage.json" {
			sums.WriteString(line + "\n")
		}
	}
	if want := get(t, srv, "/data/2023/140000/cells.parquet"); !bytes.Equal(read(made.Dir)("2023/140000/cells.parquet"), want) {
		t.Error("the snapshot's cells are other bytes than those of the moment")
	}
	if _, err := opendata.Snapshot(t.Context(), s, opendata.SnapshotOptions{Dir: dir, At: at}); err == nil || !strings.Contains(err.Error(), "已经有了") {
		t.Errorf("a second snapshot of the same moment: %v", err)
	}
	again, err := opendata.Snapshot(t.Context(), s, opendata.SnapshotOptions{Dir: dir, At: at.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(read(again.Dir)("checksums.txt")), sums.String()) {
		t.Error("the same data are other bytes an hour later")
	}
	snapshotServed(t, httptest.NewServer(web.Site(opendata.New(s, opendata.Options{Snapshots: dir}))), read(made.Dir))
}

func snapshotServed(t *testing.T, srv *httptest.Server, read func(string) []byte) {
	t.Helper()
	t.Cleanup(srv.Close)
	whole := read("2023/140000/cells.parquet")
	res, part := ask(t, srv, http.MethodGet, "/snapshots/20260203T040506Z/2023/140000/cells.parquet", "Range: bytes=4-99")
	if res.StatusCode != http.StatusPartialContent || !bytes.Equal(part, whole[4:100]) {
		t.Errorf("a part of a file: %s, %d bytes", res.Status, len(part))
	}
	if list := string(get(t, srv, "/data")); strings.Index(list, "20260203T050506Z") > strings.Index(list, "20260203T040506Z") || !strings.Contains(list, "20260203T040506Z/checksums.txt") || strings.Contains(list, "release.json") {
		t.Error("/data does not list the snapshots, the newest first")
	}
	for at, says := range map[string]string{
		"/snapshots/20260203T040506Z": "/snapshots/20260203T040506Z/2023/140000", "/en/snapshots/20260203T040506Z/2023/140000": hexSum(whole),
	} {
		if body := string(get(t, srv, at)); !strings.Contains(body, says) {
			t.Errorf("%s does not say %s", at, says)
		}
	}
	for _, name := range []string{"2023/110000", "1999/140000", "..%2f20260203T040506Z/checksums.txt", "2023/140000/secrets.csv", ".part-x", "2023/999999/cells.parquet"} {
		if res, _ := ask(t, srv, http.MethodGet, "/snapshots/20260203T040506Z/"+name); res.StatusCode != http.StatusNotFound && res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", name, res.Status)
		}
	}
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// TestNoHalfSnapshot: what could not be finished leaves nothing behind.
func TestNoHalfSnapshot(t *testing.T) {
	_, s := held(t, 1)
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	files := 0
	_, err := opendata.Snapshot(ctx, s, opendata.SnapshotOptions{Dir: dir, At: time.Now(), Told: func(string) {
		if files++; files == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a snapshot that was cut off: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
