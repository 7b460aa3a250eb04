package html

import (
	"bytes"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/render/internal/sample"
)

func written(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func parsed(t testing.TB, d *doc.Document) *html.Node {
	t.Helper()
	n, err := html.Parse(bytes.NewReader(written(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// all lists the elements below n for which ok holds, in their order.
func all(n *html.Node, ok func(*html.Node) bool) (out []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && ok(d) {
			out = append(out, d)
		}
	}
	return out
}

func tag(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, name := range names {
			if n.Data == name {
				return true
			}
		}
		return false
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// content is the text of n, with breaks as line feeds.
func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Data == "br":
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Every cell of every table stands in the page at its row and column, with its
// text, its spans, its id, and as a header where it is one.
func TestCells(t *testing.T) {
	d := sample.Full()
	page := parsed(t, d)
	tables := all(page, tag("table"))
	seen := 0
	for _, b := range d.Blocks {
		table, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		node := tables[seen]
		seen++
		if attr(node, "data-table") != table.ID {
			t.Fatalf("table %d is %s, want %s", seen, attr(node, "data-table"), table.ID)
		}
		if caption := all(node, tag("caption")); len(caption) != 1 || content(caption[0]) != table.Title {
			t.Errorf("%s: caption %v", table.ID, caption)
		}
		rows := all(node, tag("tr"))
		if len(rows) != len(table.Head)+len(table.Rows) {
			t.Fatalf("%s has %d rows", table.ID, len(rows))
		}
		for r, row := range table.Head {
			compareRow(t, table, rows[r], row, true)
		}
		for r, row := range table.Rows {
			compareRow(t, table, rows[len(table.Head)+r], row, false)
		}
	}
	if seen != len(tables) || seen != 20 {
		t.Errorf("%d tables in the document, %d in the page", seen, len(tables))
	}
}

func compareRow(t *testing.T, table *doc.Table, node *html.Node, row doc.Row, head bool) {
	t.Helper()
	cells := all(node, tag("td", "th"))
	if len(cells) != len(row.Cells) {
		t.Fatalf("%s: %d cells, want %d", table.ID, len(cells), len(row.Cells))
	}
	for i, c := range row.Cells {
		n := cells[i]
		if got := content(n); got != c.Text {
			t.Errorf("%s: %q, want %q", table.ID, got, c.Text)
		}
		cols, rows := c.Spans()
		if spanOf(n, "colspan") != cols || spanOf(n, "rowspan") != rows {
			t.Errorf("%s %q spans %sx%s, want %dx%d", table.ID, c.Text, attr(n, "colspan"), attr(n, "rowspan"), cols, rows)
		}
		want, scope := "td", ""
		switch {
		case c.Text == "":
		case (head || c.Scope == doc.ColumnHeader) && cols > 1:
			want, scope = "th", "colgroup"
		case head || c.Scope == doc.ColumnHeader:
			want, scope = "th", "col"
		case c.Scope == doc.RowHeader:
			want, scope = "th", "row"
		}
		if n.Data != want || attr(n, "scope") != scope {
			t.Errorf("%s %q is <%s scope=%q>, want <%s scope=%q>", table.ID, c.Text, n.Data, attr(n, "scope"), want, scope)
		}
		if c.Amount == nil {
			continue
		}
		if !strings.HasPrefix(attr(n, "id"), CellID(c.Amount.Address)) || attr(n, "id") == "" {
			t.Errorf("%s has id %q", c.Amount.Address, attr(n, "id"))
		}
		if !strings.Contains(" "+attr(n, "class")+" ", " a ") {
			t.Errorf("%s is not set as an amount", c.Amount.Address)
		}
	}
}

func spanOf(n *html.Node, name string) int {
	if v, err := strconv.Atoi(attr(n, name)); err == nil {
		return v
	}
	return 1
}

// The page asks nobody for anything, runs nothing, gives each id once, and
// every link in it goes somewhere.
func TestSelfContained(t *testing.T) {
	page := parsed(t, sample.Full())
	ids, links := map[string]int{}, []string(nil)
	for _, n := range all(page, func(*html.Node) bool { return true }) {
		switch n.Data {
		case "script", "link", "iframe", "img", "object", "embed", "form", "base":
			t.Errorf("<%s> in the page", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href":
				links = append(links, a.Val)
			case a.Key == "src" || a.Key == "srcset" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %s is given %d times", id, n)
		}
		if strings.ContainsAny(id, " \t%#?&/\"'<>") {
			t.Errorf("id %q is not safe in an address", id)
		}
	}
	if len(links) < 60 {
		t.Errorf("%d links", len(links))
	}
	for _, l := range links {
		to, err := url.PathUnescape(strings.TrimPrefix(l, "#"))
		if err != nil || l[0] != '#' || ids[to] == 0 {
			t.Errorf("link to %q goes nowhere", l)
		}
	}
	if regexp.MustCompile(`(?i)url\(|@import|@font-face`).MatchString(style) {
		t.Error("the style asks for something")
	}
}

// Tags close in the order in which they were opened.
func TestWellFormed(t *testing.T) {
	void := map[string]bool{"meta": true, "br": true, "col": true}
	var open []string
	z := html.NewTokenizer(bytes.NewReader(written(t, sample.Full())))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v", open)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if !void[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> where %v is open", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestHeadings(t *testing.T) {
	d := sample.Document()
	page := parsed(t, d)
	if h1 := all(page, tag("h1")); len(h1) != 1 || content(h1[0]) != "大同市信息和新材料应用推广中心 2023年度单位预算公开" {
		t.Errorf("title %v", h1)
	}
	if root := all(page, tag("html")); attr(root[0], "lang") != "zh-CN" {
		t.Error("the language is not zh-CN")
	}
	got := all(page, tag("h2", "h3", "h4"))
	var want []doc.Heading
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			want = append(want, h)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d headings, want %d", len(got), len(want))
	}
	for i, h := range want {
		if got[i].Data != "h"+strconv.Itoa(h.Level+1) || content(got[i]) != h.Text || attr(got[i], "id") != h.ID || attr(got[i].FirstChild, "href") != "#"+h.ID {
			t.Errorf("heading %d: <%s id=%s> %q, want %+v", i, got[i].Data, attr(got[i], "id"), content(got[i]), h)
		}
	}
	for _, nav := range all(page, tag("nav")) {
		entries := all(nav, tag("a"))
		if len(entries) != len(want)-1 { // a form is not in the contents
			t.Errorf("%d entries in the contents", len(entries))
		}
		if lists := all(nav, tag("ol")); len(lists) != 5 { // one, three of sections, one of a sub-section
			t.Errorf("%d lists in the contents", len(lists))
		}
	}
}

// An entry hangs as deep in the lists as its heading stands in the document.
func TestContentsNest(t *testing.T) {
	d := sample.Document()
	levels := map[string]int{}
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			levels["#"+h.ID] = h.Level
		}
	}
	for _, a := range all(all(parsed(t, d), tag("nav"))[0], tag("a")) {
		depth := 0
		for n := a.Parent; n != nil; n = n.Parent {
			if n.Data == "ol" {
				depth++
			}
		}
		if depth != levels[attr(a, "href")] {
			t.Errorf("%s hangs at depth %d, want %d", content(a), depth, levels[attr(a, "href")])
		}
	}
}

func TestContentsThatSkipLevels(t *testing.T) {
	h := func(level int, id string) doc.Block { return doc.Heading{Level: level, Text: id, ID: id, TOC: true} }
	d := &doc.Document{Blocks: []doc.Block{h(2, "a"), h(1, "b"), h(3, "c"), h(2, "d"), h(3, "e"), h(1, "f"), h(1, "g")}}
	z := html.NewTokenizer(bytes.NewReader(written(t, d)))
	depth := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			if depth != 0 {
				t.Errorf("lists left open: %d", depth)
			}
			return
		case html.StartTagToken:
			if n, _ := z.TagName(); string(n) == "ol" || string(n) == "li" {
				depth++
			}
		case html.EndTagToken:
			if n, _ := z.TagName(); string(n) == "ol" || string(n) == "li" {
				depth--
			}
			if depth < 0 {
				t.Fatal("a list is closed twice")
			}
		}
	}
}

func TestCellID(t *testing.T) {
	for address, want := range map[string]string{
		"T03[208].合计":            "T03-208-合计",
		"T03[合计].基本支出":           "T03-合计-基本支出",
		"T01[一、一般公共预算].2023年":    "T01-一-一般公共预算-2023年",
		"T12[费 Z平台<1>&\"2\"].合计": "T12-费-Z平台-1-2-合计",
		"T10[①公务用车购置费].合计":       "T10-公务用车购置费-合计",
		"":                       "",
	} {
		if got := CellID(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func TestTextsAreEscaped(t *testing.T) {
	evil := `<script>alert("x")</script>&'` + "`"
	n := &doc.Number{Address: evil, Printed: money.Printed{Text: evil}}
	d := &doc.Document{Meta: doc.Meta{Title: evil, Author: evil, Subject: evil, Lang: evil, Keywords: []string{evil}}, Blocks: []doc.Block{
		doc.Cover{Unit: evil, Title: evil, Lines: []string{evil}},
		doc.Contents{Title: evil},
		doc.Heading{Level: 1, Text: evil, ID: evil, TOC: true},
		doc.Paragraph{Text: evil},
		doc.Paragraph{Text: evil, Style: doc.Term},
		doc.Picture{ID: evil, Caption: evil, Chart: chart.Chart{Title: evil, Unit: evil, Total: evil, Points: []chart.Point{{Label: evil, Text: evil, Share: evil, Value: 1}}}},
		&doc.Table{
			ID: evil, Title: evil, Label: evil, Left: evil, Right: evil, Note: evil, Columns: []doc.Column{{Width: 1}},
			Head: []doc.Row{{Cells: []doc.Cell{{Text: evil, Scope: doc.ColumnHeader}}}}, Rows: []doc.Row{{Cells: []doc.Cell{{Text: evil, Amount: n}}}},
		},
		&doc.Table{ID: evil, Form: true, Columns: make([]doc.Column, 2), Rows: []doc.Row{{Cells: []doc.Cell{{Text: evil, ColSpan: 2, Scope: doc.ColumnHeader}}}, {Cells: []doc.Cell{{Text: evil, Scope: doc.RowHeader}, {Text: evil}}}}},
	}}
	page := parsed(t, d)
	if s := all(page, tag("script")); len(s) > 0 {
		t.Errorf("a text became %d scripts", len(s))
	}
	for _, n := range all(page, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "alert") || strings.HasPrefix(a.Key, "on") {
				t.Errorf("a text became the attribute %s", a.Key)
			}
		}
	}
	cells := all(page, tag("td"))
	if len(cells) != 2 || content(cells[0]) != evil {
		t.Errorf("the text of a cell is lost: %d", len(cells))
	}
}

// Odd documents are written without a fault: spans beyond the columns, columns
// that are not described, headings without tables.
func TestOddDocuments(t *testing.T) {
	odd := doc.Row{Cells: []doc.Cell{{Text: "a", ColSpan: 9, RowSpan: 9, Scope: doc.RowHeader}, {Text: "b", Amount: &doc.Number{}}, {Scope: doc.ColumnHeader, Text: "c", ColSpan: 4}}}
	for _, form := range []bool{false, true} {
		d := &doc.Document{Blocks: []doc.Block{
			doc.Heading{Table: true},
			doc.Heading{Level: 9, Table: true},
			doc.Paragraph{},
			doc.Paragraph{Style: doc.Term},
			&doc.Table{Form: form}, &doc.Table{Form: form, Columns: make([]doc.Column, 2), Head: []doc.Row{odd, odd}, Rows: []doc.Row{odd, {}, odd}},
			doc.Picture{Alt: "甲1"},
			doc.PageBreak{},
		}}
		if got := all(parsed(t, d), tag("table")); len(got) != 2 {
			t.Errorf("%d tables", len(got))
		}
	}
}

func TestGlossaryKeepsEveryWord(t *testing.T) {
	d := sample.Document()
	list := all(parsed(t, d), tag("dl"))
	if len(list) != 1 {
		t.Fatalf("%d lists", len(list))
	}
	var want []string
	for _, b := range d.Blocks {
		if p, ok := b.(doc.Paragraph); ok && p.Style == doc.Term {
			want = append(want, p.Text)
		}
	}
	got := all(list[0], tag("div"))
	for i := range want {
		if content(got[i]) != want[i] {
			t.Errorf("%q, want %q", content(got[i]), want[i])
		}
	}
	for s, term := range map[string]string{"一、基本支出：指为": "一、基本支出：", "九、一般公共预算是指以税收": "九、一般公共预算", "十一、国有资本经营预算是对": "十一、国有资本经营预算", "单位资金": "单位资金"} {
		if got, rest := splitTerm(s); got != term || got+rest != s {
			t.Errorf("%q is cut to %q and %q", s, got, rest)
		}
	}
}

func TestPictures(t *testing.T) {
	page := parsed(t, sample.Document())
	figures := all(page, tag("figure"))
	if len(figures) != 2 {
		t.Fatalf("%d figures", len(figures))
	}
	svg := all(figures[0], tag("svg"))
	if len(svg) != 1 || attr(svg[0], "role") != "img" || attr(svg[0], "aria-labelledby")+attr(svg[0], "aria-label") == "" {
		t.Errorf("the drawing has no name: %v", svg)
	}
	items := all(figures[0], tag("li"))
	if len(items) != 4 || content(items[0]) != "社会保障和就业支出 311.53万元 46.64%" {
		t.Errorf("values %d %q", len(items), content(items[0]))
	}
}

// A form's fields carry the headers above them, for screens that show one
// field below another.
func TestFormLabels(t *testing.T) {
	want := []string{
		"实施期目标=四年内按标准足额缴纳，不拖欠。", "年度目标=本年按标准足额缴纳，不拖欠。",
		"实施期目标=数量指标", "三级指标=按时足额缴纳的比例", "指标值=≥95%", "年度目标=数量指标", "三级指标=按时足额缴纳的比例", "指标值=≥95%",
	}
	for name, d := range map[string]*doc.Document{"as it is": sample.Document(), "all headers called row headers": rowHeadersOnly(sample.Document())} {
		var got []string
		for _, n := range all(parsed(t, d), func(n *html.Node) bool { return attr(n, "data-l") != "" && content(n) != "" }) {
			got = append(got, attr(n, "data-l")+"="+content(n))
		}
		if strings.Join(got[:min(len(got), len(want))], "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: labels\n%s", name, strings.Join(got, "\n"))
		}
		for _, l := range got {
			if strings.HasSuffix(l, "=2022-12-30") || strings.HasSuffix(l, "经办人：") {
				t.Errorf("%s: the last row does not stand under the headers: %s", name, l)
			}
		}
	}
}

// rowHeadersOnly makes every header of a form one of its row.
func rowHeadersOnly(d *doc.Document) *doc.Document {
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok && t.Form {
			for _, r := range t.Rows {
				for i := range r.Cells {
					if r.Cells[i].Scope == doc.ColumnHeader {
						r.Cells[i].Scope = doc.RowHeader
					}
				}
			}
		}
	}
	return d
}

var (
	token   = regexp.MustCompile(`--([a-z0-9-]+):(#[0-9a-f]{6})`)
	darkend = "}}"
)

// Text has a contrast of at least 4.5:1 on every ground that it stands on, in
// the light and in the dark (WCAG 2.2 AA).
func TestContrast(t *testing.T) {
	light, rest, _ := strings.Cut(style, "@media screen and (prefers-color-scheme:dark)")
	dark, _, _ := strings.Cut(rest, darkend)
	for name, css := range map[string]string{"light": light, "dark": dark} {
		colors := map[string]string{}
		for _, m := range token.FindAllStringSubmatch(css, -1) {
			colors[m[1]] = m[2]
		}
		for _, ink := range []string{"ink", "ink-2", "link"} {
			for _, ground := range []string{"paper", "sheet", "mark"} {
				if c := contrast(t, colors[ink], colors[ground]); c < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f", name, ink, ground, c)
				}
			}
		}
	}
	for _, m := range regexp.MustCompile(`font-size:([0-9.]+)(rem|px|em)`).FindAllStringSubmatch(style, -1) {
		if v, _ := strconv.ParseFloat(m[1], 64); m[2] == "px" && v < 14 || m[2] != "px" && v < 0.875 {
			t.Errorf("%s is smaller than 14 px", m[0])
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) != 7 {
		t.Fatalf("colour %q", hex)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// MINGBAI_LOOK names a folder to put the page in, to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("MINGBAI_LOOK")
	if dir == "" {
		t.Skip("set MINGBAI_LOOK to a folder to look at the page")
	}
	if err := os.WriteFile(filepath.Join(dir, "doc.html"), written(t, sample.Document()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := sample.Full()
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, d); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
