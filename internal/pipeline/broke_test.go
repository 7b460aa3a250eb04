package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestABrokenReadingIsTold: where the program itself fails on a document, it says so of
// that document, and where, and goes on.
func TestABrokenReadingIsTold(t *testing.T) {
	name := filepath.Join(t.TempDir(), "某局.txt")
	if err := os.WriteFile(name, []byte("某局2025年部门预算"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := &checker{} // without readers: the first to be asked fails
	one := c.files(t.Context(), []input{{name: name}})[0]
	out, tree := one.report, one.tree
	if out.Err == nil || out.Err.Code != "internal" || tree != nil || out.Source.Name != name {
		t.Fatalf("told %+v", out)
	}
	if !strings.Contains(out.Err.Message, name) || !strings.Contains(out.Err.Message, "internal/pipeline/") {
		t.Errorf("the message names neither file nor place: %s", out.Err.Message)
	}
}

// TestABrokenReadingIsNotStored: loading goes on, too.
func TestABrokenReadingIsNotStored(t *testing.T) {
	l := &loader{} // without readers
	if _, fault := l.reading(t.Context(), "某局.txt", []byte("某局2025年部门预算")); fault == nil || fault.Code != "internal" {
		t.Errorf("told %+v", fault)
	}
}
