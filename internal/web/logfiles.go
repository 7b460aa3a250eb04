package web

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"regexp"
	"strings"
)

// Log serves the files of a transparency log as they stand, under /tlog/: what
// clients of C2SP tlog-tiles, `mingbai verify` and `mingbai log watch` read.
type Log struct{ root *os.Root }

// LogFiles opens the folder of a log. Close it when done.
func LogFiles(dir string) (*Log, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("打开透明日志的文件夹：%w", err)
	}
	return &Log{root}, nil
}

// Close closes the folder.
func (l *Log) Close() error { return l.root.Close() }

// Routes implements Part.
func (l *Log) Routes(mux *http.ServeMux) { mux.HandleFunc("GET /tlog/{path...}", l.serve) }

// logFile are the paths of a log that are for others; locks and what is being
// written are not.
var logFile = regexp.MustCompile(`^(?:checkpoint|keys\.note|tile/(?:entries|[0-9]{1,2})(?:/x[0-9]{3})*/[0-9]{3}(?:\.p/[0-9]{1,3})?|(?:releases|content)/[0-9a-f]{64}\.json)$`)

func (l *Log) serve(w http.ResponseWriter, r *http.Request) {
	path := r.PathValue("path")
	if !logFile.MatchString(path) {
		plainText(w, http.StatusNotFound, "透明日志里没有这个文件；有 checkpoint、tile/…、releases/….json、content/….json\n")
		return
	}
	f, err := l.root.Open(path)
	if err != nil {
		l.missing(w, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		l.missing(w, errors.Join(err, fs.ErrNotExist))
		return
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*") // it is for whoever watches over it
	switch {
	case path == "checkpoint" || path == "keys.note":
		h.Set("Content-Type", "text/plain; charset=utf-8")
		h.Set("Cache-Control", "no-cache")
	case strings.HasPrefix(path, "tile/"):
		h.Set("Content-Type", "application/octet-stream")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	default:
		h.Set("Content-Type", "application/json; charset=utf-8")
		h.Set("Cache-Control", "public, max-age=300")
	}
	http.ServeContent(w, r, "", info.ModTime(), f)
}

func (l *Log) missing(w http.ResponseWriter, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		plainText(w, http.StatusNotFound, "透明日志里没有这个文件\n")
		return
	}
	plainText(w, http.StatusInternalServerError, "透明日志的这个文件读不出来，过一会儿再试\n")
}

func plainText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // whoever has gone needs none
}
