package web_test

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/page"
	"mingbai/internal/web/service"
)

// BenchmarkScale is what a site of SCALE units costs, two years each: “300 3000
// 30000”. SCALE_DIR keeps the stores, to be measured again without loading.
func BenchmarkScale(b *testing.B) {
	for _, field := range strings.Fields(cmp.Or(os.Getenv("SCALE"), "300")) {
		units, err := strconv.Atoi(field)
		if err != nil {
			b.Fatalf("SCALE: %v", err)
		}
		b.Run(field, func(b *testing.B) { scale(b, units) })
	}
}

func scale(b *testing.B, units int) {
	dir := b.TempDir()
	if kept := os.Getenv("SCALE_DIR"); kept != "" {
		dir = filepath.Join(kept, strconv.Itoa(units))
	}
	s, err := store.Open(b.Context(), store.Options{Dir: dir, Database: os.Getenv("SCALE_DATABASE")})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as mingbai load and serve have it
	loaded(b, s, units, dir)
	b.Run("disk", func(b *testing.B) { disk(b, dir) })
	site, err := web.Assemble(web.Options{Store: s, Guard: guard.Options{Rate: -1}, Check: service.Options{Program: []string{"false"}, Dir: b.TempDir()}})
	if err != nil {
		b.Fatal(err)
	}
	defer site.Close()
	b.Run("counting-ahead", func(b *testing.B) {
		began := time.Now()
		if err := s.CountAhead(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(began).Seconds(), "s")
		b.ReportMetric(0, "ns/op")
	})
	m := measured{site, sample(b, s)}
	for _, k := range kinds {
		b.Run("page="+k.name, func(b *testing.B) { m.run(b, k.path) })
	}
	for _, k := range searches {
		b.Run("search="+k.name, func(b *testing.B) {
			m.run(b, func(_ *store.Head, n int) string { return k.path(n) })
		})
	}
	for _, name := range []string{"documents.csv", "cells.csv", "cells.parquet", "findings.csv"} {
		b.Run("export="+name, func(b *testing.B) { export(b, site, name) })
	}
	b.Run("memory", memory)
}

// measured is a site that is asked, and documents of it to ask for.
type measured struct {
	http.Handler
	heads []*store.Head
}

// sample are documents from all over the store.
func sample(b *testing.B, s *store.Store) (out []*store.Head) {
	b.Helper()
	at := store.Page{Limit: 500}
	for {
		list, err := s.Documents(b.Context(), store.Filter{}, at)
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; i < len(list.Items); i += 7 {
			out = append(out, &list.Items[i])
		}
		if list.Next == "" || len(out) > 3000 {
			return out
		}
		at.After = list.Next
	}
}

// A kind of page is asked for so often, or for so long; before, a few times uncounted,
// as a site that has been open for a while has its connections and statements ready.
const (
	ahead  = 20
	least  = 200
	enough = 10 * time.Second
)

// run asks for pages of a kind, each of another document, and reports how long it took.
func (m measured) run(b *testing.B, path func(h *store.Head, n int) string) {
	at := func(n int) string { return path(m.heads[n*31%len(m.heads)], n) }
	for n := range ahead {
		m.ask(b, at(least+n))
	}
	var took, worked []time.Duration
	var slow string
	for n, start := 0, time.Now(); n < max(least, b.N) && (n == 0 || time.Since(start) < enough); n++ {
		var cpu cpuTime
		cpu.start()
		took = append(took, m.ask(b, at(n)))
		worked = append(worked, cpu.stop())
		if took[n] == slices.Max(took) {
			slow = at(n)
		}
	}
	b.Logf("slowest: %s %v", slow, slices.Max(took))
	for unit, list := range map[string][]time.Duration{"ms": took, "cpu-ms": worked} {
		slices.Sort(list)
		b.ReportMetric(float64(list[len(list)/2].Microseconds())/1000, "p50-"+unit)
		b.ReportMetric(float64(list[len(list)*99/100].Microseconds())/1000, "p99-"+unit)
	}
	b.ReportMetric(0, "ns/op")
}

// ask asks for a page and says how long it took.
func (m measured) ask(b *testing.B, at string) time.Duration {
	began := time.Now()
	w := httptest.NewRecorder()
	m.ServeHTTP(w, httptest.NewRequest(http.MethodGet, at, http.NoBody))
	took := time.Since(began)
	if w.Code != http.StatusOK {
		b.Fatalf("%s: %d %s", at, w.Code, w.Body)
	}
	return took
}

// kinds are the kinds of pages.
var kinds = []struct {
	name string
	path func(h *store.Head, n int) string
}{
	{"home", func(*store.Head, int) string { return "/" }},
	{"regions", func(*store.Head, int) string { return "/regions" }},
	{"region", func(h *store.Head, _ int) string { return page.RegionPath(h.Region) }},
	{"department", func(h *store.Head, _ int) string { return page.DepartmentPath(h.Department) }},
	{"unit", func(h *store.Head, _ int) string { return page.HeadPath(h) }},
	{"table", func(h *store.Head, n int) string {
		return page.TablePath(page.HeadPath(h), fmt.Sprintf("T%02d", 1+n%5))
	}},
	{"number", func(h *store.Head, _ int) string {
		return page.NumberPath(page.HeadPath(h), store.CellKey{Table: "T03", Row: "合计", Column: "合计"})
	}},
	{"findings", func(h *store.Head, _ int) string { return page.HeadPath(h) + "/findings" }},
	{"compare", func(h *store.Head, _ int) string { return "/compare?u=" + h.Unit.String() }},
	{"rules", func(*store.Head, int) string { return "/rules" }},
	{"rule", func(_ *store.Head, n int) string { return "/rules/" + []string{"SUM-001", "PRJ-001", "TXT-001"}[n%3] }},
	{"changes", func(*store.Head, int) string { return "/changes" }},
	{"feed", func(h *store.Head, _ int) string { return "/changes.atom?region=" + h.Region }},
	{"sitemap", func(*store.Head, int) string { return "/sitemap.xml" }},
	{"api=units", func(h *store.Head, _ int) string { return "/api/v1/units?region=" + h.Region }},
	{"api=documents", func(h *store.Head, _ int) string { return "/api/v1/documents?unit=" + h.Unit.String() }},
	{"api=cells", func(h *store.Head, _ int) string { return "/api/v1/cells?unit=" + h.Unit.String() }},
	{"api=findings", func(h *store.Head, _ int) string { return "/api/v1/findings?region=" + h.Region }},
}

func asked(words ...string) func(n int) string {
	return func(n int) string { return "/search?q=" + url.QueryEscape(words[n%len(words)]) }
}

// searches are the kinds of questions.
var searches = []struct {
	name string
	path func(n int) string
}{
	{"unit", asked("示例市文化馆", "档案馆", "第三区", "审计局", "大同")},
	{"pinyin", asked("slsdag", "wenhua", "dangan", "sjj")},
	{"typo", asked("示例市文华馆", "疾病预防控治中心")},
	{"word", asked("取暖费", "办公费", "差旅费", "印刷费")},
	{"short", asked("取暖", "档案", "住房", "水费", "车")},
	{"amount", asked("取暖费 >2万元", "办公费 大于5万元", "差旅费 1万元-3万元")},
	{"total", asked(">5000万元", "1000万元以上", "<20万元")},
	{"code", asked("208", "2080505", "30201", "201")},
	{"sentence", asked("三公经费预算增加", "政府采购", "绩效目标", "一般公共预算财政拨款")},
	{"filter", func(n int) string {
		return "/search?q=" + url.QueryEscape([]string{"取暖费", "政府采购", "208", "档案"}[n%4]) + "&region=1402" + []string{"00", "22", "25"}[n%3] + "&year=2024"
	}},
	{"nothing", asked("量子对撞机", "火星探测")},
}

// export downloads a file of everything, as long as is enough, and reports how fast
// it comes.
func export(b *testing.B, site http.Handler, name string) {
	server := httptest.NewServer(site)
	defer server.Close()
	ctx, end := context.WithTimeout(b.Context(), enough)
	defer end()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/data/all/all/"+name, http.NoBody)
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	res, err := server.Client().Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s", name, res.Status)
	}
	n, rows, buf := 0, 0, make([]byte, 1<<16)
	for err == nil {
		var k int
		k, err = res.Body.Read(buf)
		n, rows = n+k, rows+bytes.Count(buf[:k], []byte("\n"))
	}
	if !errors.Is(err, io.EOF) && ctx.Err() == nil {
		b.Fatal(err)
	}
	took := time.Since(began).Seconds()
	if strings.HasSuffix(name, ".csv") {
		b.ReportMetric(float64(rows)/took, "rows/s")
	}
	b.ReportMetric(float64(n)/(1<<20)/took, "MB/s")
	b.ReportMetric(0, "ns/op")
}

func disk(b *testing.B, dir string) {
	var all, database int64
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			all += info.Size()
			if strings.HasPrefix(d.Name(), store.DatabaseFile) {
				database += info.Size()
			}
		}
		return err
	})
	files := all - database
	if at := os.Getenv("SCALE_DATABASE"); at != "" {
		db, err := sql.Open("pgx", at) // the driver of the store
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		if err := db.QueryRowContext(b.Context(), "SELECT pg_database_size(current_database())").Scan(&database); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(database)/(1<<20), "database-MB")
	b.ReportMetric(float64(files)/(1<<20), "files-MB")
	b.ReportMetric(0, "ns/op")
}

func memory(b *testing.B) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapInuse)/(1<<20), "heap-MB")
	b.ReportMetric(float64(m.Sys)/(1<<20), "sys-MB")
	b.ReportMetric(0, "ns/op")
}
