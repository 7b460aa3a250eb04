package finder

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"mingbai/internal/release"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// logState is what can be said of the log.
type logState int

const (
	noLog      logState = iota // none is configured
	emptyLog                   // nothing was ever released
	unsoundLog                 // it cannot be read, or nobody trusted has signed it
	soundLog
)

// logView is the transparency log, and what was looked up in it.
type logView struct {
	page.Lang
	State   logState
	URL     string // where the log's files are
	Tree    *release.Tree
	Newest  []release.Release
	Asked   string // a digest, as it was looked up; empty: nothing was
	Problem string // why it cannot be one
	Found   []release.Release
	Rest    int64             // entries that have not been looked at for it
	Held    []store.FileInfo  // files of the library with that digest
	by      map[string]string // id of what corrects a release found, by its id
	paths   map[string]string // pages of what was released lately, by id
}

// someEntries is how many of the log's newest entries are shown.
const someEntries = 20

func (f *Finder) logPage(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := &logView{Lang: page.LangOf(ctx), URL: f.logURL(r)}
	if err := f.readLog(ctx, v); err != nil {
		return err
	}
	v.ask(r.URL.Query().Get("h"))
	if v.Asked != "" && v.Problem == "" {
		if err := f.lookUp(ctx, v); err != nil {
			return err
		}
	}
	status := http.StatusOK
	switch {
	case v.Problem != "":
		status = http.StatusBadRequest
	case v.State == unsoundLog:
		status = http.StatusServiceUnavailable
	}
	w.Header().Set("Cache-Control", "no-cache") // a log is worth nothing if it is shown as it was
	frame := page.Frame{
		Title: v.T("透明日志", "Transparency log"), Path: "/log", Section: "log", NoIndex: v.Asked != "",
		Description: v.T("签名发布的每一份公开件都在日志里，只添加、不改写，谁都可以核对。", "Every signed release is in an append-only log that anyone can verify."),
	}
	return page.Render(w, r, status, frame, logPage(v))
}

// logURL is where others read the log's files.
func (f *Finder) logURL(r *http.Request) string {
	if f.o.LogURL != "" {
		return f.o.LogURL
	}
	return f.base(r) + "/tlog/"
}

// readLog reads the newest checkpoint and entries. What is wrong with the log is
// no error of the page.
func (f *Finder) readLog(ctx context.Context, v *logView) (err error) {
	if f.ledger.log == nil {
		return nil
	}
	v.Tree, err = f.ledger.latest(ctx)
	if err == nil {
		v.Newest, err = v.Tree.Newest(ctx, someEntries)
	}
	switch {
	case err == nil:
		v.State = soundLog
	case ctx.Err() != nil:
		return err
	case errors.Is(err, fs.ErrNotExist):
		v.State = emptyLog
		return nil
	default:
		f.log.ErrorContext(ctx, "log", "error", err)
		v.State = unsoundLog
		return nil
	}
	return f.pathsOf(ctx, v)
}

// pathsOf finds the pages of what was released lately.
func (f *Finder) pathsOf(ctx context.Context, v *logView) error {
	list, err := f.store.Releases(ctx, store.ReleaseFilter{}, store.Page{Limit: 2 * someEntries})
	if err != nil {
		return err
	}
	v.paths = map[string]string{}
	for i := range list.Items {
		v.paths[list.Items[i].SHA256] = releasePath(&list.Items[i])
	}
	return nil
}

// ask takes a digest as somebody may paste it: in capitals, or with the name
// behind that sha256sum prints.
func (v *logView) ask(text string) {
	fields := strings.Fields(strings.ToLower(text))
	if len(fields) == 0 {
		return
	}
	v.Asked = clip(strings.TrimPrefix(fields[0], "sha256:"), 64)
	if len(v.Asked) < 8 || strings.Trim(v.Asked, "0123456789abcdef") != "" {
		v.Problem = v.T("应是十六进制的摘要，至少前8位，例如 sha256sum 文件 印出的那一串。", "Give a digest in hexadecimal, at least its first 8 digits, as sha256sum FILE prints it.")
	}
}

// lookUp finds a digest in the log and among the files of the library.
func (f *Finder) lookUp(ctx context.Context, v *logView) (err error) {
	if len(v.Asked) == 64 {
		v.Held, err = f.store.FileInfo(ctx, v.Asked)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	if v.State != soundLog {
		return nil
	}
	if v.Found, v.Rest, err = f.ledger.find(ctx, v.Tree, v.Asked); err == nil {
		err = f.correctors(ctx, v)
	}
	if err != nil && ctx.Err() == nil {
		f.log.ErrorContext(ctx, "log", "error", err)
		v.State = unsoundLog
		return nil
	}
	return err
}

// correctors finds what has corrected the releases found.
func (f *Finder) correctors(ctx context.Context, v *logView) error {
	v.by = map[string]string{}
	for i := range v.Found {
		id, err := f.ledger.corrects(ctx, v.Tree, &v.Found[i])
		if err != nil {
			return err
		}
		v.by[v.Found[i].ID] = id
	}
	return nil
}

// named is the document of a release.
func (v *logView) named(r *release.Release) string {
	if r.Manifest == nil {
		return v.T("（不是发布清单）", "(no manifest)")
	}
	d := r.Manifest.Document
	if d.Kind == "data" {
		return d.Unit + v.T(" 开放数据快照 ", " open data snapshot ") + d.Scope
	}
	return d.Unit + " " + named(v.Lang, d.Year, d.Kind, d.Scope)
}

// path is the page of the version that was released; empty where it is not held.
func (v *logView) path(r *release.Release) string {
	if at := v.paths[r.ID]; at != "" {
		return page.In(v.Lang, at)
	}
	return ""
}

// entry is where an entry is shown.
func (v *logView) entry(id string) string { return page.In(v.Lang, "/log?h="+id) }

// proof is the path of hashes that leads from an entry to the root; empty where
// it cannot be read.
func (v *logView) proof(ctx context.Context, r *release.Release) []string {
	p, err := v.Tree.Inclusion(ctx, r.Index)
	if err != nil {
		return nil
	}
	out := make([]string, len(p))
	for i, h := range p {
		out[i] = h.String()
	}
	return out
}

// command verifies a file with one line.
func (v *logView) command(file string) string {
	at := v.URL
	if v.State == noLog {
		at = v.T("日志的地址", "ADDRESS-OF-THE-LOG")
	}
	return "mingbai verify " + file + " --trust keys.note --log " + at
}

// number64 is a count of entries.
func number64(n int64) string { return strconv.FormatInt(n, 10) }

// size is how large a file is, for a person.
func size(n int64) string {
	if n < 10_000 {
		return number64(n) + " B"
	}
	return number64((n+500)/1000) + " kB"
}
