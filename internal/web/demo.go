// Package web serves pages. For now that is one: what a build made, with links
// to each file and the web page beside them.
package web

import (
	_ "embed"
	"html/template"
	"mime"
	"net/http"
	"path/filepath"
	"sync"

	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
)

//go:embed demo.html
var demoHTML string

var demoPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("demo").Parse(demoHTML))
})

// demoView is what the page shows.
type demoView struct {
	Title, Unit string
	Files       []demoFile
	Page        string // address of the web page among the files
	Findings    []demoFinding
	Took        int64 // ms
}

type demoFile struct {
	Title, Name, Href string
	KB                int
}

type demoFinding struct{ Class, Severity, Title, Message, Hint string }

// Demo serves what a build made: a page at /, the files under /files/.
func Demo(res *pipeline.Result, took int64) http.Handler {
	view := demoView{Title: res.Disclosure.Title, Unit: res.Disclosure.Unit.Name, Took: took}
	titles := map[string]string{}
	for _, f := range pipeline.Formats() {
		titles[f.Key] = f.Title
	}
	mux := http.NewServeMux()
	for _, f := range res.Files {
		name := filepath.Base(f.Path)
		view.Files = append(view.Files, demoFile{Title: titles[f.Format], Name: name, Href: "/files/" + f.Format, KB: (f.Size + 1023) / 1024})
		if f.Format == "html" {
			view.Page = "/files/html"
		}
		mux.HandleFunc("GET /files/"+f.Format, serveFile(f))
	}
	for _, f := range res.Findings {
		if f.Severity >= diag.Warning {
			view.Findings = append(view.Findings, demoFinding{f.Severity.String(), f.Severity.Chinese(), f.Title, f.Message, f.Hint})
		}
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := demoPage().Execute(w, view); err != nil {
			http.Error(w, "页面没有写完，刷新再试", http.StatusInternalServerError)
		}
	})
	return guarded(mux)
}

// contentTypes are fixed: what the system's table says differs from machine to
// machine.
var contentTypes = map[string]string{
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"pdf":  "application/pdf",
	"html": "text/html; charset=utf-8",
	"json": "application/json; charset=utf-8",
	"txt":  "text/plain; charset=utf-8",
}

func serveFile(f pipeline.File) http.HandlerFunc {
	disposition := "inline"
	if f.Format == "docx" || f.Format == "xlsx" {
		disposition = "attachment"
	}
	header := mime.FormatMediaType(disposition, map[string]string{"filename": filepath.Base(f.Path)})
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentTypes[f.Format])
		w.Header().Set("Content-Disposition", header)
		http.ServeFile(w, r, f.Path)
	}
}

// guarded sets the headers that keep a page to itself: no scripts, no other
// origins, no framing by others.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}
