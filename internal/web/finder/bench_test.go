package finder_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"mingbai/internal/web/finder"
)

func BenchmarkPages(b *testing.B) {
	l := newLog(b)
	id := l.publish(b, 2023, "甲", nil).ID
	x := site(b, finder.Options{Log: l.read(b)})
	units := x.head(b, "大同市").Unit.String() + "," + x.head(b, "示例市<").Unit.String()
	for name, path := range map[string]string{
		"search": q("取暖"), "amounts": q("取暖 >1万元"), "compare": "/compare?u=" + units, "csv": "/compare.csv?u=" + units, "rules": "/rules", "rule": "/rules/PRJ-001",
		"changes": "/changes", "atom": "/changes.atom", "json": "/changes.json", "method": "/method", "log": "/log", "lookup": "/log?h=" + id,
		"sitemap": "/sitemap.xml", "addresses": "/sitemap-documents.xml", "pages": "/sitemap-pages.xml", "opensearch": "/opensearch.xml",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := httptest.NewRecorder()
				x.Config.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, http.NoBody))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
