package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadyTellsAFileThatIsNotTheOneOpened: a database whose file was taken away,
// replaced or cut is not ready, and says what to do; put back, it is again.
func TestReadyTellsAFileThatIsNotTheOneOpened(t *testing.T) {
	dir := t.TempDir()
	s := must(Open(t.Context(), Options{Dir: dir}))(t)
	defer s.Close()
	path, away := filepath.Join(dir, DatabaseFile), filepath.Join(dir, "away")
	ready := func(want string) {
		t.Helper()
		err := s.Ready(t.Context())
		switch {
		case want == "" && err != nil:
			t.Errorf("not ready: %v", err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path)):
			t.Errorf("%v, want “%s” and %s", err, want, path)
		}
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ready("")
	do(os.Rename(path, away))
	ready("不见了")
	do(os.Rename(away, path))
	ready("")
	content := must(os.ReadFile(path))(t)
	do(os.Rename(path, away))
	do(os.WriteFile(path, content, 0o600))
	ready("被换成了另一个")
	do(os.Rename(away, path))
	ready("")
}
