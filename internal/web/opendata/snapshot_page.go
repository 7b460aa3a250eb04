package opendata

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// snapshotView is a snapshot: what it has by place and year, or the files of one.
type snapshotView struct {
	page.Lang
	snapshot
	Years  []string
	Places []snapshotPlace
	Only   string     // year and region whose files are shown: 2023/140000; empty: none
	Files  []Resource // of it
	name   string     // of it
}

// snapshotPlace is what a snapshot has of a region.
type snapshotPlace struct {
	Code, Name string
	Bytes      map[string]int64 // of the files of a year
}

func (v *snapshotView) title() string {
	if v.Only != "" {
		return v.name
	}
	return v.T("快照 ", "Snapshot ") + v.Moment()
}

func (d *OpenData) snapshotPage(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("snapshot")
	p, err := d.snapshotPackage(name)
	if err != nil {
		return err
	}
	n, err := d.regionNames(r.Context())
	if err != nil {
		return err
	}
	v := &snapshotView{Lang: page.LangOf(r.Context()), snapshot: d.snapshot(name), Only: r.PathValue("file")}
	v.fill(p, n)
	f := page.Frame{Path: v.at(v.Only), Section: "data", Data: v.at("datapackage.json"), Crumbs: []page.Crumb{{Title: v.T("开放数据", "Open data"), Href: "/data"}}}
	if v.Only != "" {
		if len(v.Files) == 0 {
			return fmt.Errorf("%w这个快照的文件", store.ErrNotFound)
		}
		f.Crumbs = append(f.Crumbs, page.Crumb{Title: v.T("快照 ", "Snapshot ") + v.Moment(), Href: v.at("")})
	}
	f.Title = v.title()
	w.Header().Set("Cache-Control", "public, max-age=3600")
	return page.Render(w, r, http.StatusOK, f, snapshotPage(v))
}

// snapshotPackage reads what a snapshot says of its files.
func (d *OpenData) snapshotPackage(name string) (*Package, error) {
	if d.o.Snapshots == "" || !isSnapshot.MatchString(name) {
		return nil, fmt.Errorf("%w这个快照", store.ErrNotFound)
	}
	b, err := os.ReadFile(filepath.Join(d.o.Snapshots, name, "datapackage.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w这个快照", store.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("读快照：%w", err)
	}
	p := new(Package)
	if err := json.Unmarshal(b, p); err != nil {
		return nil, fmt.Errorf("读快照的 datapackage.json：%w", err)
	}
	return p, nil
}

// fill gathers the files by place and year.
func (v *snapshotView) fill(p *Package, n names) {
	for _, r := range p.Resources {
		year, rest, _ := strings.Cut(r.Path, "/")
		code, _, _ := strings.Cut(rest, "/")
		if year+"/"+code == v.Only {
			v.Files = append(v.Files, r)
			v.name = v.T(n.of(v.Lang, code)+yearIn(v.Lang, year)+"的数据", n.of(v.Lang, code)+", "+year)
		}
		if !slices.Contains(v.Years, year) {
			v.Years = append(v.Years, year)
		}
		i := slices.IndexFunc(v.Places, func(p snapshotPlace) bool { return p.Code == code })
		if i < 0 {
			i = len(v.Places)
			v.Places = append(v.Places, snapshotPlace{Code: code, Name: n.of(v.Lang, code), Bytes: map[string]int64{}})
		}
		v.Places[i].Bytes[year] += r.Bytes
	}
	slices.Sort(v.Years)
	slices.Reverse(v.Years)
}

// size writes a number of bytes as a person would.
func size(n int64) string {
	switch {
	case n >= 1<<30:
		return tenths(n, 30) + " GB"
	case n >= 1<<20:
		return tenths(n, 20) + " MB"
	case n >= 1<<10:
		return tenths(n, 10) + " kB"
	}
	return strconv.FormatInt(n, 10) + " B"
}

func tenths(n int64, shift uint) string {
	t := (n*10 + 1<<(shift-1)) >> shift
	return page.Count(int(t/10)) + "." + strconv.FormatInt(t%10, 10)
}
