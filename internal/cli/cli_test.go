package cli

import (
	"archive/zip"
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/release"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"mingbai": func() { os.Exit(Main(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestStories runs testdata/*.txtar: what each command does, and says when it
// cannot. Beside testscript's own words they use
//
//	exits N mingbai …   the command ends with status N
//	serving             waits until a page answers at $ADDR
//	waits FILE          waits until the file is there
//	fetch PATH          the page's status and text, as standard output
//	misprint FILE AFTER OLD NEW   the first OLD after the last AFTER becomes NEW
//	corrects BUNDLE …   mingbai publish of a correction of the bundle's release
//	serve FOLDER        the folder's files can be fetched at $ADDR
//	pack FILE.zip NAME…  the files become an archive, as Chinese Windows makes one
//
// and know $BOOK (the example book), $ADDR (a free address), $TAKEN (one that
// another program has).
func TestStories(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector: run without -short")
	}
	book, err := filepath.Abs("../../examples/datong-2023")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                "testdata",
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			env.Defer(func() { l.Close() })
			free, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			defer free.Close()
			env.Setenv("BOOK", book)
			env.Setenv("TAKEN", l.Addr().String())
			env.Setenv("ADDR", free.Addr().String())
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Getuid() == 0, nil
			}
			return false, errors.New("unknown condition " + cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "serving": serving, "waits": waits, "fetch": fetch, "misprint": misprint, "corrects": corrects, "serve": serve, "pack": pack,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND …")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

func serving(ts *testscript.TestScript, _ bool, _ []string) {
	var err error
	for range 1200 {
		var res *http.Response
		if res, err = http.Get("http://" + ts.Getenv("ADDR") + "/"); err == nil {
			res.Body.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("nothing answers: %v", err)
}

func waits(ts *testscript.TestScript, _ bool, args []string) {
	for range 600 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("%s did not come", args[0])
}

func fetch(ts *testscript.TestScript, _ bool, args []string) {
	res, err := http.Get("http://" + ts.Getenv("ADDR") + args[0])
	ts.Check(err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	ts.Check(err)
	_, err = ts.Stdout().Write(append([]byte(res.Status+"\n"), body...))
	ts.Check(err)
}

func misprint(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 4 {
		ts.Fatalf("usage: misprint FILE AFTER OLD NEW")
	}
	file := ts.MkAbs(args[0])
	text, err := os.ReadFile(file)
	ts.Check(err)
	at := strings.LastIndex(string(text), args[1])
	if at < 0 || !strings.Contains(string(text[at:]), args[2]) {
		ts.Fatalf("%s has no %s after %s", args[0], args[2], args[1])
	}
	changed := string(text[:at]) + strings.Replace(string(text[at:]), args[2], args[3], 1)
	ts.Check(os.WriteFile(file, []byte(changed), 0o600))
}

// pack writes the names in GBK, without the mark of UTF-8.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: pack FILE.zip NAME…")
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	z := zip.NewWriter(f)
	for _, name := range args[1:] {
		inGBK, err := simplifiedchinese.GBK.NewEncoder().String(name)
		ts.Check(err)
		w, err := z.CreateHeader(&zip.FileHeader{Name: inGBK, NonUTF8: true, Method: zip.Deflate})
		ts.Check(err)
		_, err = io.WriteString(w, ts.ReadFile(name))
		ts.Check(err)
	}
	ts.Check(z.Close())
}

// corrects publishes a correction of the release that a bundle is of.
func corrects(ts *testscript.TestScript, _ bool, args []string) {
	b, err := release.ReadBundle(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(ts.Exec("mingbai", append([]string{"publish", "--corrects", b.ID[:12]}, args[1:]...)...))
}

// serve lets a folder's files be fetched at $ADDR until the story ends.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", ts.Getenv("ADDR"))
	ts.Check(err)
	server := &http.Server{Handler: http.FileServer(http.Dir(ts.MkAbs(args[0]))), ReadHeaderTimeout: time.Second}
	go func() { _ = server.Serve(l) }()
	ts.Defer(func() { _ = server.Close() })
}

// TestDemoEndsWellWhenTerminated: a service manager ends programs by SIGTERM,
// for which testscript has no word.
func TestDemoEndsWellWhenTerminated(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no SIGTERM")
	}
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd := exec.Command("mingbai", "demo", "--addr", "127.0.0.1:0")
	cmd.Dir, cmd.Stdout = t.TempDir(), in
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	said := bufio.NewScanner(out)
	var lines []string
	for said.Scan() {
		lines = append(lines, said.Text())
		if strings.HasPrefix(said.Text(), "网页：") {
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Error(err)
			}
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
	if len(lines) == 0 || lines[len(lines)-1] != "网页已结束" {
		t.Errorf("said:\n%s", strings.Join(lines, "\n"))
	}
}
