package service

import (
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/web/service/reader"
)

// kinds are the content types of what a reader takes away.
var kinds = map[string]string{
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
	"json": "application/json", "sarif": "application/sarif+json", "html": "text/html; charset=utf-8", "pdf": "application/pdf",
}

// pictureLife is how long a browser may keep a picture of a page.
const pictureLife = "private, max-age=1800"

// picture gives a page of a document as it looks.
func (s *Service) picture(w http.ResponseWriter, r *http.Request) error {
	o, it, err := s.openItem(r)
	if err != nil || it.State != done {
		return errGone
	}
	res, err := s.result(o.batch, it.N)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("page"))
	i := slices.IndexFunc(res.Pages, func(p reader.Page) bool { return p.Number == n })
	if err != nil || i < 0 || !slices.Contains([]string{"image/png", "image/jpeg"}, res.Pages[i].Type) {
		return errGone
	}
	private(w)
	w.Header().Set("Cache-Control", pictureLife)
	w.Header().Set("Content-Type", res.Pages[i].Type)
	return s.send(w, r, o.batch, it.N, filepath.Base(res.Pages[i].File))
}

// file gives a report or the annotated PDF to take away.
func (s *Service) file(w http.ResponseWriter, r *http.Request) error {
	o, it, err := s.openItem(r)
	if err != nil || it.State != done {
		return errGone
	}
	name := r.PathValue("name")
	ending := strings.TrimPrefix(path.Ext(name), ".")
	if name != reader.AnnotatedFile && (!slices.Contains(reader.Reports, ending) || name != "report."+ending) {
		return errGone
	}
	stem := strings.TrimSuffix(it.Name, path.Ext(it.Name))
	as := stem + "-检查." + ending
	if name == reader.AnnotatedFile {
		as = stem + "-标注.pdf"
	}
	private(w)
	h := w.Header()
	h.Set("Content-Type", kinds[ending])
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": as}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:") // where it is opened all the same
	return s.send(w, r, o.batch, it.N, name)
}

// send gives a file of a result.
func (s *Service) send(w http.ResponseWriter, r *http.Request, b *batch, n int, name string) error {
	s.mu.Lock()
	file := filepath.Join(b.folder(n), resultFolder, name)
	s.mu.Unlock()
	f, err := os.Open(file)
	if err != nil {
		return errGone
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return errGone
	}
	http.ServeContent(w, r, "", info.ModTime(), f)
	return nil
}
