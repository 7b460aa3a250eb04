package pipeline

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"mingbai/internal/compose"
	"mingbai/internal/doc"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
)

// The Datong budget of 2023, as published, is the measure: its 235 amounts and
// the numbers of its sentences stand in testdata, in the order of print. Every
// format is read back, each in its own way, and has to show them in that order.

// datong builds the example book in all formats, once for all tests.
var datong = sync.OnceValue(func() built {
	out, err := os.MkdirTemp("", "mingbai-datong")
	if err != nil {
		return built{err: err}
	}
	res, err := Build(context.Background(), Options{Book: "../../examples/datong-2023", Out: out})
	b := built{res: res, err: err, data: map[string][]byte{}, path: map[string]string{}}
	if err != nil {
		return b
	}
	for _, f := range res.Files {
		b.path[f.Format] = f.Path
		if b.data[f.Format], b.err = os.ReadFile(f.Path); b.err != nil {
			return b
		}
	}
	return b
})

type built struct {
	res  *Result
	data map[string][]byte
	path map[string]string
	err  error
}

func (b built) must(t *testing.T) built {
	t.Helper()
	if b.err != nil {
		t.Fatal(b.err)
	}
	return b
}

// golden reads a file of testdata: a key and numbers a line, joined by key.
func golden(t *testing.T, name string, key, numbers int) (keys []string, by map[string][]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	by = map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if _, ok := by[f[key]]; !ok {
			keys = append(keys, f[key])
		}
		by[f[key]] = append(by[f[key]], strings.Fields(f[numbers])...)
	}
	return keys, by
}

var (
	amountText = regexp.MustCompile(`\d[\d,]*\.\d{2}\b`)
	numberText = regexp.MustCompile(`\d+(?:\.\d+)?`)
)

func TestAmountsAreAsPublishedInEveryFormat(t *testing.T) {
	b := datong().must(t)
	keys, by := golden(t, "datong-amounts.tsv", 0, 2)
	var want []string
	for _, k := range keys {
		want = append(want, by[k]...)
	}
	if len(want) != 235 {
		t.Fatalf("the golden list has %d amounts, not 235", len(want))
	}
	want = append(want, "120.33", "120.33") // the total row of projects, which the published table lacks
	for format, read := range map[string]func(*testing.T, built) []string{
		"docx": docxTables, "xlsx": xlsxTables, "html": htmlTables, "json": jsonTables, "txt": textTables, "pdf": pdfTables,
	} {
		t.Run(format, func(t *testing.T) {
			if diff := cmp.Diff(want, amountsIn(read(t, b))); diff != "" {
				t.Errorf("amounts differ from the published ones (-want +got):\n%s", diff)
			}
		})
	}
}

func amountsIn(texts []string) []string {
	var out []string
	for _, s := range texts {
		out = append(out, amountText.FindAllString(s, -1)...)
	}
	return out
}

func TestNarrativeNumbersAreAsPublished(t *testing.T) {
	b := datong().must(t)
	keys, want := golden(t, "datong-narrative.tsv", 0, 1)
	for format, read := range map[string]func(*testing.T, built) string{
		"docx": docxText, "html": htmlText, "json": jsonText, "txt": plainText, "pdf": pdfText,
	} {
		t.Run(format, func(t *testing.T) {
			sections := narrative(t, b, read(t, b))
			for _, k := range keys {
				if diff := cmp.Diff(want[k], numberText.FindAllString(sections[k], -1)); diff != "" {
					t.Errorf("section %s (-want +got):\n%s\n%s", k, diff, sections[k])
				}
			}
		})
	}
}

// narrative cuts a text into its sections by their titles. The contents come
// first in the text, so each title is looked for from its last place.
func narrative(t *testing.T, b built, text string) map[string]string {
	t.Helper()
	text = strings.Join(strings.Fields(text), "")
	out := map[string]string{}
	sections := b.res.Disclosure.Sections
	for i, s := range sections {
		start := strings.LastIndex(text, s.Title)
		if start < 0 {
			t.Errorf("section %q is not there", s.Title)
			continue
		}
		body := text[start+len(s.Title):]
		if i+1 < len(sections) {
			if end := strings.LastIndex(body, sections[i+1].Title); end >= 0 {
				body = body[:end]
			}
		}
		for _, cut := range []string{"大同市市级预算部门", "一般公共预算当年拨款结构图", "“三公”经费分布图"} {
			body, _, _ = strings.Cut(body, cut)
		}
		out[s.ID] = body
	}
	return out
}

func TestBuildTellsOfTheMissingForm(t *testing.T) {
	b := datong().must(t)
	if n := len(b.res.Findings); n != 0 {
		t.Fatalf("%d findings of the book: %v", n, b.res.Findings)
	}
	for _, f := range b.res.Checked.Findings {
		if f.Rule != "PRJ-001" {
			continue
		}
		if !strings.Contains(f.Message, "项目7个") || !strings.Contains(f.Message, "6份") || !strings.Contains(f.Message, "J专项业务费") {
			t.Errorf("message: %s", f.Message)
		}
		if f.Ref.File != "projects.csv" || f.Ref.Line != 2 || f.Place() != "T12[J专项业务费]" {
			t.Errorf("place: %+v", f.Ref)
		}
		if f.Waived == nil || f.Waived.Reason == "" {
			t.Error("the example's waiver does not hold")
		}
		return
	}
	t.Error("PRJ-001 says nothing of seven projects with six forms")
}

// --- tables, row by row, as texts that hold the amounts

type wordNode struct {
	XMLName  xml.Name
	Children []wordNode `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (n *wordNode) walk(visit func(*wordNode) bool) {
	if visit(n) {
		for i := range n.Children {
			n.Children[i].walk(visit)
		}
	}
}

func (n *wordNode) text() string {
	var b strings.Builder
	n.walk(func(c *wordNode) bool {
		if c.XMLName.Local == "t" {
			b.WriteString(c.Text)
		}
		return true
	})
	return b.String()
}

func docxRoot(t *testing.T, b built) *wordNode {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b.data["docx"]), int64(len(b.data["docx"])))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	var root wordNode
	if err := xml.Unmarshal(raw, &root); err != nil {
		t.Fatal(err)
	}
	return &root
}

func docxTables(t *testing.T, b built) []string {
	var out []string
	docxRoot(t, b).walk(func(n *wordNode) bool {
		if n.XMLName.Local == "tc" {
			out = append(out, n.text())
			return false
		}
		return true
	})
	return out
}

func docxText(t *testing.T, b built) string {
	var out strings.Builder
	docxRoot(t, b).walk(func(n *wordNode) bool {
		if n.XMLName.Local == "tbl" {
			return false
		}
		if n.XMLName.Local == "p" {
			out.WriteString(n.text() + "\n")
			return false
		}
		return true
	})
	return out.String()
}

func xlsxTables(t *testing.T, b built) []string {
	f, err := excelize.OpenFile(b.path["xlsx"])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	sheets := f.GetSheetList()
	for _, s := range sheets[1 : len(sheets)-1] { // without contents and data
		rows, err := f.GetRows(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			out = append(out, strings.Join(r, "\t"))
		}
	}
	return out
}

func htmlRoot(t *testing.T, b built) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(b.data["html"]))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func nodeText(n *html.Node, skip string) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || !strings.Contains(skip, "|"+c.Data+"|") {
			b.WriteString(nodeText(c, skip))
		}
	}
	return b.String()
}

func htmlTables(t *testing.T, b built) []string {
	var out []string
	for n := range htmlRoot(t, b).Descendants() {
		if n.Type == html.ElementNode && (n.Data == "td" || n.Data == "th") {
			out = append(out, nodeText(n, ""))
		}
	}
	return out
}

func htmlText(t *testing.T, b built) string {
	return nodeText(htmlRoot(t, b), "|table|style|figure|nav|head|")
}

func jsonDocument(t *testing.T, b built) *doc.Document {
	t.Helper()
	d, err := data.Read(bytes.NewReader(b.data["json"]))
	if err != nil {
		t.Fatal(err)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(d.Profile)
	if err != nil {
		t.Fatal(err)
	}
	document, err := compose.Document(d, p)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func jsonTables(t *testing.T, b built) []string {
	var out []string
	for _, block := range jsonDocument(t, b).Blocks {
		if table, ok := block.(*doc.Table); ok {
			for _, r := range table.Rows {
				for _, c := range r.Cells {
					out = append(out, c.Text)
				}
			}
		}
	}
	return out
}

func jsonText(t *testing.T, b built) string {
	var out strings.Builder
	for _, block := range jsonDocument(t, b).Blocks {
		switch v := block.(type) {
		case doc.Heading:
			out.WriteString(v.Text + "\n")
		case doc.Paragraph:
			out.WriteString(v.Text + "\n")
		case doc.Picture:
			out.WriteString(v.Caption + "\n")
		}
	}
	return out.String()
}

func textTables(_ *testing.T, b built) []string {
	var out []string
	tables := string(b.data["txt"])
	tables = tables[:strings.LastIndex(tables, "第三部分")]
	for _, line := range strings.Split(tables, "\n") {
		if strings.Contains(line, "\t") {
			out = append(out, line)
		}
	}
	return out
}

// plainText is the text without its rows: tables, forms and the charts' values.
func plainText(_ *testing.T, b built) string {
	var out strings.Builder
	for _, line := range strings.Split(string(b.data["txt"]), "\n") {
		if !strings.Contains(line, "\t") {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

func pdfLayout(t *testing.T, b built) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed: the PDF is not read back here; install poppler-utils")
	}
	out, err := exec.Command("pdftotext", "-layout", b.path["pdf"], "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func pdfTables(t *testing.T, b built) []string {
	text := pdfLayout(t, b)
	_, text, _ = strings.Cut(text, "预算公开表1")
	text, _, _ = strings.Cut(text, "第三部分")
	return strings.Split(text, "\n")
}

// pdfText is the text that the tags hold, figures and tables left out.
func pdfText(t *testing.T, b built) string {
	t.Helper()
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		t.Skip("pdfinfo is not installed: the tags of the PDF are not read back here; install poppler-utils")
	}
	text, err := exec.Command("pdfinfo", "-struct-text", b.path["pdf"]).Output()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	skip := -1 // depth of the element being left out
	for _, line := range strings.Split(string(text), "\n") {
		depth := len(line) - len(strings.TrimLeft(line, " "))
		if skip >= 0 && depth > skip {
			continue
		}
		skip = -1
		if tag := strings.TrimSpace(line); strings.HasPrefix(tag, "Figure") || strings.HasPrefix(tag, "Table") {
			skip = depth
			continue
		}
		if s, ok := strings.CutPrefix(strings.TrimSpace(line), "\""); ok {
			out.WriteString(strings.TrimSuffix(s, "\"") + "\n")
		}
	}
	return out.String()
}
