package pipeline

import (
	"fmt"
	"os"
	"testing"
)

// TestMain gives the tests a folder for temporary files that goes with them: what
// several of them share is nobody's to remove.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "mingbai-pipeline-")
	if err == nil {
		err = os.Setenv("TMPDIR", dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}
