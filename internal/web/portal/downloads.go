package portal

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// download is a file of a document as a reader chooses it: by what it is.
type download struct {
	Name   string // Word, PDF, Excel …
	File   string // as it is saved
	SHA256 string
}

// fileKinds are what files are called, by the ends of their names.
var fileKinds = []struct{ ext, zh, en string }{
	{".docx", "Word", "Word"},
	{".doc", "Word", "Word"},
	{".pdf", "PDF", "PDF"},
	{".xlsx", "Excel", "Excel"},
	{".xls", "Excel", "Excel"},
	{".html", "网页", "Web page"},
	{".htm", "网页", "Web page"},
	{".json", "JSON", "JSON"},
	{".txt", "纯文本", "Text"},
}

// downloads are the files by kind, in the order of the kinds; where there are two
// of one kind each has its version behind it.
func downloads(l page.Lang, files []store.FileInfo) (out []download) {
	seen := map[string]int{}
	for i := range files {
		seen[kindOf(l, files[i].Name)]++
	}
	add := func(f *store.FileInfo) {
		d := download{Name: kindOf(l, f.Name), File: page.FileName(f.Name), SHA256: f.SHA256}
		if seen[d.Name] > 1 {
			d.Name += l.T("（第"+strconv.Itoa(f.Version)+"版）", " (version "+strconv.Itoa(f.Version)+")")
		}
		out = append(out, d)
	}
	for _, k := range fileKinds {
		for i := range files {
			if extension(files[i].Name) == k.ext {
				add(&files[i])
			}
		}
	}
	for i := range files {
		if kindOf(l, files[i].Name) == page.FileName(files[i].Name) {
			add(&files[i])
		}
	}
	return out
}

// kindOf is what a file is called; its name where its kind is not known.
func kindOf(l page.Lang, name string) string {
	for _, k := range fileKinds {
		if extension(name) == k.ext {
			return l.T(k.zh, k.en)
		}
	}
	return page.FileName(name)
}

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// disposition names a file to be saved, whatever characters its name has.
func disposition(name string) string {
	return "attachment; filename*=UTF-8''" + url.PathEscape(name)
}
