// Package internal_test holds the whole tree to its plan: who may import whom,
// which modules of others are used and where, and that no float counts money.
package internal_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// levels lists our packages from the lowest level up. A package imports only
// packages of lower levels, never one beside or above it. docs/architecture.md
// says what each is for.
var levels = [][]string{
	{"internal/disk", "internal/ingest/numfmt", "internal/money", "internal/numeral", "internal/place", "internal/settings", "internal/typeface", "internal/width", "examples"},
	{"internal/annotate", "internal/chart", "internal/ingest/source", "internal/ooxml", "internal/pdf"},
	{"internal/budget", "internal/doc"},
	{"internal/ingest/sheet"},
	{"internal/diag", "internal/ingest/docx", "internal/ingest/html", "internal/ingest/pdf", "internal/ingest/text", "internal/ingest/xls", "internal/ingest/xlsx", "internal/profile"},
	{"internal/book", "internal/check", "internal/compare", "internal/compose", "internal/generate", "internal/ingest", "internal/manuscript", "internal/release", "internal/render/layout", "internal/score"},
	{
		"internal/render/pages", "internal/render/docx", "internal/render/html",
		"internal/render/sheets", "internal/render/text", "internal/render/data", "internal/rules", "internal/store",
	},
	{"internal/reconstruct"},
	{"internal/pipeline"},
	{"internal/demo", "internal/web/page", "internal/web/service/reader"},
	{"internal/web/finder", "internal/web/guard", "internal/web/opendata", "internal/web/portal", "internal/web/service"},
	{"internal/web"},
	{"internal/cli"},
	{"cmd/mingbai"},
}

// forTests are packages that only tests import; they stand above all levels.
var forTests = []string{"internal/ingest/ingesttest", "internal/render/internal/sample", "internal/render/layout/layouttest", "internal/store/storetest", "internal/web/webtest"}

// modules lists the modules of others that the program may be linked with, and
// the packages that may import each. A new one needs a reason in docs/adr.
var modules = map[string][]string{
	"github.com/a-h/templ":                {"internal/web", "internal/web/finder", "internal/web/page", "internal/web/opendata", "internal/web/portal", "internal/web/service"},
	"github.com/danielgtaylor/huma/v2":    {"internal/web/opendata"},
	"github.com/emmansun/gmsm":            {"internal/release"},
	"github.com/go-json-experiment/json":  {"internal/budget", "internal/store"},
	"github.com/jackc/pgx/v5":             {"internal/store"},
	"github.com/hashicorp/golang-lru/v2":  {"internal/web/finder", "internal/web/guard", "internal/web/portal", "internal/web/service"},
	"github.com/klauspost/compress":       {"internal/store", "internal/typeface", "internal/web/guard"},
	"github.com/klippa-app/go-pdfium":     {"internal/ingest/pdf"},
	"github.com/mozillazg/go-pinyin":      {"internal/store"},
	"github.com/parquet-go/parquet-go":    {"internal/web/opendata"},
	"github.com/pelletier/go-toml/v2":     {"internal/book", "internal/demo", "internal/diag", "internal/generate", "internal/manuscript", "internal/profile", "internal/rules", "internal/score", "internal/settings"},
	"github.com/pressly/goose/v3":         {"internal/store"},
	"github.com/prometheus/client_golang": {"internal/web/guard"},
	"github.com/richardlehane/mscfb":      {"internal/ingest/xls"},
	"github.com/rogpeppe/go-internal":     {"internal/release", "internal/store"},
	"github.com/riverqueue/river":         {"internal/store"},
	"github.com/spf13/cobra":              {"internal/cli"},
	"github.com/tetratelabs/wazero":       {"internal/ingest/pdf"},
	"github.com/xuri/excelize/v2":         {"internal/book", "internal/render/sheets"},
	"golang.org/x/mod":                    {"internal/release"},
	"golang.org/x/net":                    {"internal/ingest/html"},
	"golang.org/x/sync":                   {"internal/store", "internal/web/finder", "internal/web/portal"},
	"golang.org/x/text":                   {"internal/book", "internal/ingest/html", "internal/ingest/pdf", "internal/ingest/source", "internal/ingest/text", "internal/ingest/xls", "internal/release", "internal/store", "internal/width"},
	"golang.org/x/time":                   {"internal/web/guard", "internal/web/service"},
	"modernc.org/sqlite":                  {"internal/store"},
}

// testModules lists the modules that only tests may import.
var testModules = []string{
	"github.com/chromedp/cdproto",
	"github.com/chromedp/chromedp",
	"github.com/google/go-cmp",
	"github.com/johannesboyne/gofakes3",
	"github.com/owenrumney/go-sarif/v3",
	"github.com/rogpeppe/go-internal",
	"github.com/santhosh-tekuri/jsonschema/v6",
	"github.com/transparency-dev/merkle",
	"github.com/transparency-dev/tessera",
	"pgregory.net/rapid",
}

// withoutFloats are the packages that count money.
var withoutFloats = []string{"money", "budget", "compose", "book"}

// floatsAllowed are functions of theirs that hand a measure of a page to a
// library which takes no other number.
var floatsAllowed = map[string]string{
	"book/workbook.go": "widthOf", // widths of columns
}

const module = "mingbai"

// pkg is what go list tells of a package.
type pkg struct {
	Dir                       string
	ImportPath                string
	Standard                  bool
	Module                    *struct{ Path, Version string }
	GoFiles, Imports          []string
	TestImports, XTestImports []string
	Error                     *struct{ Err string }
}

func (p pkg) name() string { return strings.TrimPrefix(p.ImportPath, module+"/") }

// tree is every package of ours, read once.
var tree = sync.OnceValues(func() ([]pkg, error) { return list("./...") })

func list(args ...string) ([]pkg, error) {
	cmd := exec.Command("go", append([]string{"list", "-e", "-json"}, args...)...)
	cmd.Dir = ".."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", strings.Join(args, " "), err)
	}
	var pkgs []pkg
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return pkgs, nil
		}
		if err != nil {
			return nil, fmt.Errorf("go list %s: %w", strings.Join(args, " "), err)
		}
		pkgs = append(pkgs, p)
	}
}

func ours(t *testing.T) []pkg {
	t.Helper()
	pkgs, err := tree()
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) < 10 {
		t.Fatalf("go list found %d packages, which cannot be all", len(pkgs))
	}
	return pkgs
}

// levelOf is the level of a package by its name; -1 where the table lacks it.
func levelOf(name string) int {
	return slices.IndexFunc(levels, func(level []string) bool { return slices.Contains(level, name) })
}

func TestPackagesImportOnlyLowerLevels(t *testing.T) {
	for _, p := range ours(t) {
		if len(p.GoFiles) == 0 || slices.Contains(forTests, p.name()) {
			continue
		}
		own := levelOf(p.name())
		if own < 0 {
			t.Errorf("%s has no level: put it into the table “levels” of internal/layers_test.go, above all that it imports, and into docs/architecture.md", p.name())
			continue
		}
		for _, path := range p.Imports {
			name, isOurs := strings.CutPrefix(path, module+"/")
			if !isOurs {
				continue
			}
			switch at := levelOf(name); {
			case slices.Contains(forTests, name):
				t.Errorf("%s imports %s, which is for tests", p.name(), name)
			case at >= own:
				t.Errorf("%s (level %d) imports %s (level %d): only lower levels may be imported", p.name(), own, name, at)
			}
		}
	}
}

func TestMainImportsOnlyTheCommandLine(t *testing.T) {
	for _, p := range ours(t) {
		if p.name() != "cmd/mingbai" {
			continue
		}
		for _, path := range p.Imports {
			if strings.HasPrefix(path, module+"/") && path != module+"/internal/cli" {
				t.Errorf("cmd/mingbai imports %s; all but the first lines belong into internal/cli", path)
			}
		}
		return
	}
	t.Error("cmd/mingbai is not there")
}

// TestLevelsNameRealPackages keeps the tables free of what is gone.
func TestLevelsNameRealPackages(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range append(slices.Concat(levels...), forTests...) {
		if seen[name] {
			t.Errorf("%s stands twice in the tables", name)
		}
		seen[name] = true
		if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(name))); err != nil {
			t.Errorf("%s stands in the tables and not in the tree", name)
		}
	}
}

func TestModulesStayWhereTheyBelong(t *testing.T) {
	used := map[string]bool{}
	for _, p := range ours(t) {
		for _, path := range p.Imports {
			mod := moduleOf(path)
			if mod == "" {
				continue
			}
			used[mod] = true
			if slices.Contains(forTests, p.name()) && slices.Contains(testModules, mod) {
				continue
			}
			if who, ok := modules[mod]; !ok {
				t.Errorf("%s imports %s: a new module needs a line in “modules” of internal/layers_test.go and a reason in docs/adr", p.name(), path)
			} else if !slices.Contains(who, p.name()) {
				t.Errorf("%s imports %s, which only %s may", p.name(), path, strings.Join(who, ", "))
			}
		}
		for _, path := range append(p.TestImports, p.XTestImports...) {
			mod := moduleOf(path)
			if mod != "" && modules[mod] == nil && !slices.Contains(testModules, mod) {
				t.Errorf("a test of %s imports %s: put the module into “testModules” of internal/layers_test.go", p.name(), path)
			}
		}
	}
	for mod := range modules {
		if !used[mod] {
			t.Logf("%s may be imported, and nobody does", mod)
		}
	}
}

// moduleOf is the module of an import path of others; empty for the standard
// library and for ours. Modules are told apart by the tables alone: whatever
// they do not name is its own.
func moduleOf(path string) string {
	if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
		return ""
	}
	known := slices.Clone(testModules)
	for mod := range modules {
		known = append(known, mod)
	}
	for _, mod := range known {
		if path == mod || strings.HasPrefix(path, mod+"/") {
			return mod
		}
	}
	return path
}

// TestNoFloatsWhereMoneyIsCounted reads the syntax, so that neither a comment
// counts as a float nor an alias hides one.
func TestNoFloatsWhereMoneyIsCounted(t *testing.T) {
	for _, name := range withoutFloats {
		files, err := filepath.Glob(filepath.Join(name, "*.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no files (%v)", name, err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				reportFloats(t, file)
			}
		}
	}
}

func reportFloats(t *testing.T, file string) {
	t.Helper()
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Error(err)
		return
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return n.Name.Name != floatsAllowed[filepath.ToSlash(file)]
		case *ast.Ident:
			if n.Name == "float32" || n.Name == "float64" || n.Name == "ParseFloat" || n.Name == "FormatFloat" {
				t.Errorf("%s: %s; money is counted in fen (internal/money)", fset.Position(n.Pos()), n.Name)
			}
		case *ast.BasicLit:
			if n.Kind == token.FLOAT && !strings.ContainsAny(n.Value, "eE") {
				t.Errorf("%s: the number %s is a float; money is counted in fen (internal/money)", fset.Position(n.Pos()), n.Value)
			}
		}
		return true
	})
}

// TestNoticeNamesEveryModule keeps NOTICE true to what the program is linked with.
func TestNoticeNamesEveryModule(t *testing.T) {
	notice, err := os.ReadFile(filepath.Join("..", "NOTICE"))
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := list("-deps", "./cmd/mingbai")
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	for _, p := range pkgs {
		if p.Standard || p.Module == nil || p.Module.Path == module {
			continue
		}
		if entry := p.Module.Path + " " + p.Module.Version + " "; !strings.Contains(string(notice), entry) {
			missing[entry] = true
		}
	}
	for entry := range missing {
		t.Errorf("NOTICE does not name %s; make notice writes it anew", entry)
	}
}
