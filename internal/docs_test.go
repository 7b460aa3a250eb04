package internal_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/book"
	"mingbai/internal/profile"
)

func document(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// example is a TOML block of a guide that a remark before it marks as a profile.
var example = regexp.MustCompile("(?s)<!-- test: profile (\\S+) -->\n```toml\n(.*?)```")

func TestProfilesOfTheGuideLoad(t *testing.T) {
	found := example.FindAllStringSubmatch(document(t, "profiles.md"), -1)
	if len(found) == 0 {
		t.Fatal("docs/profiles.md has no profile marked as tested")
	}
	dir := t.TempDir()
	for _, m := range found {
		if err := os.WriteFile(filepath.Join(dir, m[1]+".toml"), []byte(m[2]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	set, err := profile.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range found {
		p, err := set.Load(m[1])
		if err != nil {
			t.Errorf("the profile of docs/profiles.md: %v", err)
			continue
		}
		if p.Table("T10") == nil || len(p.Table("T03").Panels[0].Columns) < 5 {
			t.Errorf("%s: T03 or T10 was not merged as the guide says", m[1])
		}
		if m[1] == "example-2024-unit" && (len(p.Tables) < 13 || p.Table("T11").Title != "{year}年机关运行经费预算表") {
			t.Errorf("%s: %d tables, T11 is titled %q: it was not merged as the guide says", m[1], len(p.Tables), p.Table("T11").Title)
		}
	}
}

// TestGuideNamesEveryKey holds docs/profiles.md to the keys that a profile has.
func TestGuideNamesEveryKey(t *testing.T) {
	guide := document(t, "profiles.md")
	keys := map[string]bool{}
	tomlKeys(reflect.TypeFor[profile.Profile](), keys)
	if len(keys) < 60 {
		t.Fatalf("only %d keys found in profile.Profile", len(keys))
	}
	for key := range keys {
		if !regexp.MustCompile("[`\\[.]" + key + "[`\\] ]").MatchString(guide) {
			t.Errorf("docs/profiles.md does not name the key %s", key)
		}
	}
}

// tomlKeys gathers the keys of a type and of all that it holds.
func tomlKeys(t reflect.Type, keys map[string]bool) {
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return
	}
	for i := range t.NumField() {
		key, ok := t.Field(i).Tag.Lookup("toml")
		if !ok {
			continue
		}
		keys[key] = true
		tomlKeys(t.Field(i).Type, keys)
	}
}

// TestGuideNamesEveryColumn holds docs/book.md to the files and columns of a new
// book, and to the kinds of findings that reading one can give.
func TestGuideNamesEveryColumn(t *testing.T) {
	guide := document(t, "book.md")
	dir := filepath.Join(t.TempDir(), "new")
	if err := book.Init(dir, book.InitOptions{Profile: "p", Unit: "u", Year: 2023}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(files) < 10 {
		t.Fatalf("a new book has %d CSV files (%v)", len(files), err)
	}
	for _, file := range files {
		_, section, ok := strings.Cut(guide, "\n`"+filepath.Base(file)+"`")
		if !ok {
			t.Errorf("docs/book.md does not name %s", filepath.Base(file))
			continue
		}
		section, _, _ = strings.Cut(section, "\n### ")
		for _, title := range head(t, file) {
			if !strings.Contains(section, "| "+title+" |") {
				t.Errorf("docs/book.md: %s lacks the column %s", filepath.Base(file), title)
			}
		}
	}
	for _, k := range book.Kinds() {
		if !strings.Contains(guide, k.Rule) {
			t.Errorf("docs/book.md does not explain %s %s", k.Rule, k.Title)
		}
	}
}

func head(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	record, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).Read()
	if err != nil {
		t.Fatal(err)
	}
	return record
}

// link is a link of Markdown to a file of the repository.
var link = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)

func TestLinksOfTheDocumentsLead(t *testing.T) {
	files, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	adr, err := filepath.Glob("../docs/adr/*.md")
	if err != nil {
		t.Fatal(err)
	}
	top, err := filepath.Glob("../*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(append(files, adr...), top...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", file, m[1])
			}
		}
	}
}
