package docx

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/book"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/profile"
	"mingbai/internal/render/layout"
	"mingbai/internal/render/pages"
)

// outline is what qpdf says of a PDF's bookmarks.
type outline struct {
	Title string
	Page  int `json:"destpageposfrom1"`
	Kids  []outline
}

func (o outline) flat(into []outline) []outline {
	into = append(into, o)
	for _, k := range o.Kids {
		into = k.flat(into)
	}
	return into
}

// TestPagesAsAnOfficeCountsThem has LibreOffice set a document that has one of
// each thing.
func TestPagesAsAnOfficeCountsThem(t *testing.T) {
	needs(t)
	asAnOfficeCounts(t, whole())
}

// TestDatongAsAnOfficeCountsThem has LibreOffice set the example budget, and
// holds that the PDF has each heading on the same page.
func TestDatongAsAnOfficeCountsThem(t *testing.T) {
	needs(t)
	d := datong(t)
	office := asAnOfficeCounts(t, d)
	pdf := filepath.Join(t.TempDir(), "datong.pdf")
	out, err := os.Create(pdf)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(pages.Write(out, d), out.Close()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(office, places(outlines(t, pdf))); diff != "" {
		t.Errorf("pages of LibreOffice (-), pages of the PDF (+): %s", diff)
	}
	if a, b := len(layoutOf(t, d).Pages), len(texts(t, pdf)); a != b {
		t.Errorf("%d pages in Word, %d in the PDF", a, b)
	}
}

// places are the headings with their pages.
func places(list []outline) (out []string) {
	for _, o := range list {
		out = append(out, fmt.Sprint(squeeze(o.Title), " ", o.Page))
	}
	return out
}

// datong is the example budget as a document.
func datong(t *testing.T) *doc.Document {
	t.Helper()
	b, findings := book.Read("../../../examples/datong-2023")
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	disclosure, findings := compose.Compile(b, p, compose.Independent)
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	d, err := compose.Document(disclosure, p)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// asAnOfficeCounts has LibreOffice set a document. It compares the number
// printed on the page of each heading with the contents' number, and what the
// pages show with the layout's. It returns the headings with their pages.
func asAnOfficeCounts(t *testing.T, d *doc.Document) []string {
	t.Helper()
	f := write(t, d)
	pdf := convert(t, f[""])
	pages := texts(t, pdf)
	printed := folios(t, pages)

	var want, got, titles []string
	listed := map[string]bool{}
	for _, link := range parse(t, f[documentPart]).all("hyperlink") {
		text, number, _ := strings.Cut(link.shown(), "\t")
		listed[squeeze(text)] = true
		want = append(want, squeeze(text)+" "+number)
	}
	heads := outlines(t, pdf)
	for _, o := range heads {
		title := squeeze(o.Title)
		titles = append(titles, title)
		if !listed[title] {
			continue
		}
		got = append(got, title+" "+printed[o.Page-1])
		if !strings.Contains(squeeze(pages[o.Page-1]), title) {
			t.Errorf("page %d does not show its heading %s", o.Page, title)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("contents (-), pages of LibreOffice (+): %s", diff)
	}
	var headings []string
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			headings = append(headings, squeeze(h.Text))
		}
	}
	if diff := cmp.Diff(headings, titles); diff != "" {
		t.Errorf("headings (-), outline of LibreOffice (+): %s", diff)
	}
	comparePages(t, layoutOf(t, d), pages)
	return places(heads)
}

func layoutOf(t *testing.T, d *doc.Document) *layout.Layout {
	t.Helper()
	l, err := layout.Lay(d, layout.Office, layout.Ems{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// comparePages holds each page of LibreOffice to the layout's: the same
// characters, each as often.
func comparePages(t *testing.T, l *layout.Layout, pages []string) {
	t.Helper()
	if len(l.Pages) != len(pages) {
		t.Fatalf("%d pages in LibreOffice, %d in the layout", len(pages), len(l.Pages))
	}
	for i, p := range l.Pages {
		if diff := cmp.Diff(characters(layoutText(p)), characters(pages[i])); diff != "" {
			t.Errorf("page %d, layout (-), LibreOffice (+): %s", i+1, diff)
		}
	}
}

// layoutText is all that a page of the layout shows, its number among it.
func layoutText(p layout.Page) string {
	var b strings.Builder
	b.WriteString(p.Label)
	for _, item := range p.Items {
		switch item := item.(type) {
		case *layout.Line:
			if item.Part != layout.FolioPart {
				b.WriteString(item.Text)
			}
		case *layout.Entry:
			for _, l := range item.Lines {
				b.WriteString(l.Text)
			}
			b.WriteString(item.Number.Text)
		case *layout.Fragment:
			for _, c := range item.Cells {
				for _, l := range c.Lines {
					b.WriteString(l.Text)
				}
			}
		}
	}
	return b.String()
}

// characters counts the characters of a text: letters, digits, marks; not the
// dots of the contents, the dashes around page numbers, or blanks.
func characters(s string) map[string]int {
	out := map[string]int{}
	for _, r := range s {
		if !unicode.IsSpace(r) && !strings.ContainsRune(".—\u00a0", r) {
			out[string(r)]++
		}
	}
	return out
}

// needs skips the test where a program or a font is missing.
func needs(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: LibreOffice is not started")
	}
	for program, pack := range map[string]string{"soffice": "libreoffice-writer-nogui", "qpdf": "qpdf", "pdftotext": "poppler-utils", "fc-match": "fontconfig"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("SKIPPED: %s is missing: apt-get install %s", program, pack)
		}
	}
	for ask, pack := range map[string]string{"Times New Roman": "fonts-liberation", ":lang=zh-cn": "fonts-noto-cjk"} {
		out, err := exec.Command("fc-match", "-f", "%{family}", ask).Output()
		if err != nil || strings.Contains(string(out), "DejaVu") {
			t.Skipf("SKIPPED: no font for %s, lines would break elsewhere: apt-get install %s", ask, pack)
		}
	}
}

func convert(t *testing.T, data []byte) string {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "whole.docx")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", dir, name).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return filepath.Join(dir, "whole.pdf")
}

func outlines(t *testing.T, pdf string) []outline {
	t.Helper()
	out, err := exec.Command("qpdf", "--json=1", "--json-key=outlines", pdf).Output()
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Outlines []outline }
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatal(err)
	}
	var flat []outline
	for _, o := range list.Outlines {
		flat = o.flat(flat)
	}
	return flat
}

var folio = regexp.MustCompile(`^—\s*(\d+)\s*—$`)

// texts is the text of each page.
func texts(t *testing.T, pdf string) []string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

// folios is the number printed at the foot of each page, empty for none: none
// on the cover and the contents, then from 1.
func folios(t *testing.T, pages []string) []string {
	t.Helper()
	numbers := make([]string, len(pages))
	for i, page := range pages {
		lines := strings.Split(strings.TrimSpace(page), "\n")
		want := ""
		if m := folio.FindStringSubmatch(strings.TrimSpace(lines[len(lines)-1])); m != nil {
			numbers[i] = m[1]
		}
		if i >= 2 {
			want = strconv.Itoa(i - 1)
		}
		if numbers[i] != want {
			t.Errorf("page %d bears the number %q, not %q", i+1, numbers[i], want)
		}
	}
	return numbers
}

// squeeze drops blanks, which line breaks add and take.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
