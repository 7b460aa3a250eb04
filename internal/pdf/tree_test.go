package pdf

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// graph is a document's objects as qpdf reads them.
type graph struct {
	t       *testing.T
	objects map[string]any // "4 0 R" → its value
	root    map[string]any
}

func readGraph(t *testing.T, file []byte) graph {
	t.Helper()
	out := run(t, "qpdf", "qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=none", save(t, file))
	var doc struct {
		QPDF []map[string]json.RawMessage `json:"qpdf"`
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || len(doc.QPDF) != 2 {
		t.Fatal(err, len(doc.QPDF))
	}
	g := graph{t: t, objects: map[string]any{}}
	for key, raw := range doc.QPDF[1] {
		var x struct {
			Value  any
			Stream struct{ Dict any }
		}
		if err := json.Unmarshal(raw, &x); err != nil {
			t.Fatal(err)
		}
		if x.Value == nil {
			x.Value = x.Stream.Dict
		}
		g.objects[strings.TrimPrefix(key, "obj:")] = x.Value
	}
	g.root = g.dict(g.dict(g.objects["trailer"])["/Root"])
	return g
}

// value follows a reference.
func (g graph) value(x any) any {
	if s, ok := x.(string); ok && strings.HasSuffix(s, " R") {
		return g.objects[s]
	}
	return x
}

func (g graph) dict(x any) map[string]any {
	g.t.Helper()
	d, ok := g.value(x).(map[string]any)
	if !ok {
		g.t.Fatalf("%v is not a dictionary", x)
	}
	return d
}

func (g graph) array(x any) []any {
	a, _ := g.value(x).([]any)
	return a
}

// marks walks the structure and gives, for each piece of marked content and
// each annotation, the element that it is in.
func (g graph) marks() map[string]string {
	found := map[string]string{}
	var walk func(element, parent string)
	walk = func(element, parent string) {
		e := g.dict(element)
		if e["/P"] != parent {
			g.t.Errorf("%s says its parent is %v, not %s", element, e["/P"], parent)
		}
		for _, k := range g.array(e["/K"]) {
			if s, ok := k.(string); ok {
				walk(s, element)
				continue
			}
			d := g.dict(k)
			key := fmt.Sprint(d["/Obj"])
			if d["/Type"] == "/MCR" {
				key = fmt.Sprint(d["/Pg"], " ", d["/MCID"])
			}
			if found[key] != "" {
				g.t.Errorf("%s is in two elements", key)
			}
			found[key] = element
		}
	}
	structure := g.root["/StructTreeRoot"].(string)
	for _, k := range g.array(g.dict(structure)["/K"]) {
		walk(k.(string), structure)
	}
	return found
}

// parents reads the ParentTree by way of the pages and annotations.
func (g graph) parents() map[string]string {
	tree := map[string]any{}
	nums := g.array(g.dict(g.dict(g.root["/StructTreeRoot"])["/ParentTree"])["/Nums"])
	last := -1.0
	for i := 0; i+1 < len(nums); i += 2 {
		if key := nums[i].(float64); key <= last {
			g.t.Errorf("key %v follows %v", key, last)
		} else {
			last = key
		}
		tree[fmt.Sprint(nums[i])] = nums[i+1]
	}
	if next := g.dict(g.root["/StructTreeRoot"])["/ParentTreeNextKey"].(float64); next <= last {
		g.t.Errorf("the next key is %v after %v", next, last)
	}
	found := map[string]string{}
	for _, page := range g.array(g.dict(g.root["/Pages"])["/Kids"]) {
		p := g.dict(page)
		if key, ok := p["/StructParents"]; ok {
			for id, element := range g.array(tree[fmt.Sprint(key)]) {
				found[fmt.Sprint(page, " ", id)] = element.(string)
			}
		}
		for _, annotation := range g.array(p["/Annots"]) {
			found[annotation.(string)] = tree[fmt.Sprint(g.dict(annotation)["/StructParent"])].(string)
		}
	}
	return found
}

func TestParentTreeLeadsBack(t *testing.T) {
	for name, d := range map[string]*Doc{"sample": sample(t), "large": large(t)} {
		g := readGraph(t, output(t, d))
		down, up := g.marks(), g.parents()
		if len(down) < 13 || !reflect.DeepEqual(down, up) {
			t.Errorf("%s: %d marks in the tree, %d lead back", name, len(down), len(up))
		}
		want := 0
		for _, p := range d.pages {
			want += len(p.marks) + len(p.links)
		}
		if len(down) != want {
			t.Errorf("%s: %d marks in the tree, %d were drawn", name, len(down), want)
		}
	}
}

func TestCatalogSaysWhatReadersNeed(t *testing.T) {
	g := readGraph(t, output(t, sample(t)))
	for key, want := range map[string]any{
		"/Lang": "u:zh-CN", "/MarkInfo": map[string]any{"/Marked": true}, "/PageMode": "/UseOutlines",
		"/ViewerPreferences": map[string]any{"/DisplayDocTitle": true},
	} {
		if got := g.value(g.root[key]); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %v", key, got)
		}
	}
}

func TestLinkLeadsWhereItSays(t *testing.T) {
	g := readGraph(t, output(t, sample(t)))
	pages := g.array(g.dict(g.root["/Pages"])["/Kids"])
	links := g.array(g.dict(pages[0])["/Annots"])
	if len(links) != 1 {
		t.Fatalf("%d links", len(links))
	}
	l := g.dict(links[0])
	if got := l["/Contents"]; got != "u:转到第1页" {
		t.Errorf("the link says %v", got)
	}
	if got, want := g.array(l["/Dest"]), []any{pages[1], "/XYZ", 0.0, 771.89, nil}; !reflect.DeepEqual(got, want) {
		t.Errorf("it leads to %v, want %v", got, want)
	}
	if got, want := g.array(l["/Rect"]), []any{72.0, 737.89, 272.0, 753.89}; !reflect.DeepEqual(got, want) {
		t.Errorf("it lies at %v, want %v", got, want)
	}
}

func TestBookmarksAndLabels(t *testing.T) {
	out := run(t, "qpdf", "qpdf", "--json=2", "--json-key=outlines", "--json-key=pagelabels", save(t, output(t, bookmarked(t))))
	var doc struct {
		Outlines   []bookmarkRead
		PageLabels []struct {
			Index int
			Label map[string]any
		}
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if got, want := flatten(doc.Outlines), "甲1(乙1(丙1)丁2)戊3(己3)"; got != want {
		t.Errorf("bookmarks %s, want %s", got, want)
	}
	var labels []string
	for _, l := range doc.PageLabels {
		labels = append(labels, strconv.Itoa(l.Index)+fmt.Sprint(l.Label["/S"], l.Label["/St"], l.Label["/P"]))
	}
	if got, want := strings.Join(labels, " "), "0<nil> 1 <nil> 1/D1 <nil> 2/r7u:附"; got != want {
		t.Errorf("labels %s, want %s", got, want)
	}
}

type bookmarkRead struct {
	Title string
	Page  int `json:"destpageposfrom1"`
	Kids  []bookmarkRead
}

func flatten(all []bookmarkRead) string {
	s := ""
	for _, b := range all {
		s += b.Title + strconv.Itoa(b.Page)
		if len(b.Kids) > 0 {
			s += "(" + flatten(b.Kids) + ")"
		}
	}
	return s
}

func bookmarked(t *testing.T) *Doc {
	d := New(Info{Title: "书签"})
	var dests [3]*Dest
	for i := range dests {
		dests[i] = d.Dest()
		dests[i].Set(d.NewPage(200, 200), 0)
	}
	for _, b := range []struct {
		level int
		title string
		page  int
	}{{1, "甲", 0}, {2, "乙", 0}, {3, "丙", 0}, {2, "丁", 1}, {1, "戊", 2}, {2, "己", 2}} {
		d.Outline(b.level, b.title, dests[b.page])
	}
	d.PageLabels(PageLabel{From: 0}, PageLabel{From: 1, Style: Decimal}, PageLabel{From: 2, Style: Roman, Start: 7, Prefix: "附"})
	return d
}
