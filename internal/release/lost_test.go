package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatIsLostSaysWhatToDo: a key, a bundle or a state that is gone or broken is
// told with its file and the way out.
func TestWhatIsLostSaysWhatToDo(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		mustWrite(t, path, []byte(content))
		return path
	}
	gone := filepath.Join(dir, "unit.key")
	bundle, err := s.bundle.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	state := s.key.state
	good, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	read := func(path string) error { _, err := ReadBundle(path); return err }
	for name, c := range map[string]struct {
		do    func() (string, error)
		wants []string
	}{
		"a unit's key": {func() (string, error) { _, err := ReadSigner(gone); return gone, err }, []string{"从备份找回", "keys new"}},
		"a log's key":  {func() (string, error) { _, err := ReadLogKey(gone); return gone, err }, []string{"从备份找回", "keys new"}},
		"data for a bundle": {func() (string, error) {
			path := file("公开.json", testData)
			return path, read(path)
		}, []string{"不是发布凭据", ".release.json"}},
		"half a bundle": {func() (string, error) {
			path := file("半.release.json", string(bundle[:len(bundle)/2]))
			return path, read(path)
		}, []string{"坏了", "再要一份"}},
		"a number too large in a bundle": {func() (string, error) {
			path := file("大.release.json", strings.Replace(string(bundle), `"index": 0`, `"index": 1000000000000000000000`, 1))
			return path, read(path)
		}, []string{"坏了或被改过", "再要一份"}},
		"half a state": {func() (string, error) {
			mustWrite(t, state, good[:20])
			_, _, err := s.Append(t.Context(), testEntry(t, 5))
			mustWrite(t, state, good)
			return state, err
		}, []string{"坏了", "从备份找回"}},
	} {
		path, err := c.do()
		if err == nil {
			t.Errorf("%s: nothing was told", name)
			continue
		}
		for _, want := range append(c.wants, path) {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v\nwant %s", name, err, want)
			}
		}
	}
}
