package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/pdf"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
)

// MaxFile bounds a document's size in bytes.
const MaxFile = 200 << 20

// endings are those of the names of documents; of the last, to say what to do with
// them.
var endings = []string{".txt", ".json", ".html", ".htm", ".pdf", ".xlsx", ".docx", ".xls", ".et", ".doc", ".wps", ".ofd", ".rtf", ".rar", ".7z"}

// isDocument reports whether a file of a folder is a document, by its name.
func isDocument(path string) bool {
	return slices.Contains(endings, strings.ToLower(filepath.Ext(path)))
}

// reading is a document as it was read and recognised.
type reading struct {
	document   *doc.Document
	disclosure *budget.Disclosure
	profile    *profile.Profile
	tables     []diag.TableStatus
	fit        int
	mediaType  string
	pages      int
	unread     []budget.Passage // pages that could not be read, or not rightly, and why
}

// readers reads documents of every kind; what they share is started when it is
// first needed.
type readers struct {
	profiles ingest.Readers
	forced   *ingest.Reader
	jobs     int
	engine   func() (*pdf.Engine, error)
}

func newReaders(ctx context.Context, dir, forced string, jobs int) (*readers, error) {
	set, err := profile.Open(dir)
	if err != nil {
		return nil, err
	}
	r := &readers{jobs: jobs, engine: sync.OnceValues(func() (*pdf.Engine, error) { return pdf.Start(ctx, jobs) })}
	if forced != "" {
		p, err := set.Load(forced)
		if err != nil {
			return nil, err
		}
		r.forced = ingest.For(p)
		r.profiles = ingest.Readers{r.forced}
		return r, nil
	}
	r.profiles, err = ingest.Load(set)
	return r, err
}

// file reads the bytes of a document; "-" is standard input.
func readFile(name string, stdin io.Reader) ([]byte, *diag.ReadError) {
	var in io.Reader = stdin
	switch {
	case name == "-" && stdin == nil:
		return nil, &diag.ReadError{Code: "unsupported", Message: "标准输入（-）只有 mingbai check 的文件可以用；存成文件，写文件名"}
	case name != "-":
		f, err := os.Open(name)
		if err != nil {
			return nil, openProblem(name, err)
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, MaxFile+1))
	switch {
	case err != nil:
		return nil, openProblem(name, err)
	case len(b) > MaxFile:
		return nil, &diag.ReadError{Code: "too_large", Message: fmt.Sprintf("%s 大于 %d MB，不像是预算公开文件；拆开或去掉图片再试", name, MaxFile>>20)}
	case len(b) == 0:
		return nil, &diag.ReadError{Code: "empty", Message: fmt.Sprintf("%s 是空的；确认文件下载或复制完整", name)}
	}
	return b, nil
}

func openProblem(name string, err error) *diag.ReadError {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &diag.ReadError{Code: "not_found", Message: fmt.Sprintf("没有 %s 这个文件；核对路径", name)}
	case errors.Is(err, os.ErrPermission):
		return &diag.ReadError{Code: "no_permission", Message: fmt.Sprintf("没有权限读 %s；改了权限再试", name)}
	}
	return &diag.ReadError{Code: "unreadable", Message: fmt.Sprintf("读 %s：%v", name, err)}
}

// read turns bytes into what they mean.
func (r *readers) read(ctx context.Context, name string, b []byte) (*reading, *diag.ReadError) {
	out := &reading{}
	var err error
	if source.IsZip(b) {
		if bundle, err := source.OpenBundle(name, b); err == nil && bundle != nil {
			return nil, &diag.ReadError{Code: "unsupported", Message: name + "：是压缩包；解压后指明里面的哪一份"}
		}
	}
	format := ingest.FormatOf(name, b)
	out.mediaType = format.Media()
	if format == ingest.JSON {
		err = r.ours(name, b, out)
	} else {
		err = r.theirs(ctx, name, format, b, out)
	}
	if err != nil {
		return nil, problem(name, err)
	}
	return out, nil
}

// ours reads our own data: the disclosure as it was written, set out anew for
// its headings and for showing.
func (r *readers) ours(name string, b []byte, out *reading) error {
	d, err := data.Read(bytes.NewReader(b))
	if err != nil {
		return &diag.ReadError{Code: "damaged", Message: fmt.Sprintf("%s：%v；确认它是 mingbai build 写的数据（.json），没有改过，重新下载或再编一次", name, err)}
	}
	reader := r.forced
	if reader == nil {
		reader = r.profiles.Find(d.Profile)
	}
	if reader == nil {
		return &diag.ReadError{Code: "no_profile", Message: fmt.Sprintf("%s：没有它所用的模板 %s；用 --profile-dir 指定模板所在的文件夹", name, d.Profile)}
	}
	numberParagraphs(d)
	out.disclosure, out.profile, out.fit = d, reader.Profile(), 100
	if d.Year != 0 && d.Year != out.profile.Year {
		out.profile = out.profile.InYear(d.Year)
	}
	if out.profile.ReadOnly != "" {
		out.document, out.tables = plainly(d), ingest.StatusesOf(d, out.profile)
		d.Outline = &budget.Outline{}
		for i := range d.Tables {
			d.Tables[i].UnitLine.Text = "单位：" + d.Tables[i].MoneyUnit.String()
		}
		return nil
	}
	out.document, err = compose.Document(d, out.profile)
	if err != nil {
		return err
	}
	again := reader.Read(out.document)
	out.tables = again.Tables
	around(d, again.Disclosure)
	return nil
}

// numberParagraphs gives the paragraphs of data, which has no lines, their places: the
// count from its first. What is said of two sentences is then said of two places, as in
// every other kind of file.
func numberParagraphs(d *budget.Disclosure) {
	n := 0
	for i := range d.Sections {
		for k := range d.Sections[i].Paragraphs {
			p := &d.Sections[i].Paragraphs[k]
			n++
			if r := &p.Ref; r.Line != 0 || r.Page != 0 || r.Cell != "" || r.Para != 0 {
				continue // read from a file, whose places they are
			}
			p.Ref.Para = n
			for c := range p.Claims {
				p.Claims[c].Ref.Para = n
			}
		}
	}
}

// withPlaces is a disclosure whose paragraphs have their places, as numberParagraphs gives
// them; what is written of it stays without.
func withPlaces(d *budget.Disclosure) *budget.Disclosure {
	out := *d
	out.Sections = slices.Clone(d.Sections)
	for i := range out.Sections {
		s := &out.Sections[i]
		s.Paragraphs = slices.Clone(s.Paragraphs)
		for k := range s.Paragraphs {
			s.Paragraphs[k].Claims = slices.Clone(s.Paragraphs[k].Claims)
		}
	}
	numberParagraphs(&out)
	return &out
}

// plainly sets out data that no profile writes: the tables with the names of their
// columns, and the text.
func plainly(d *budget.Disclosure) *doc.Document {
	out := &doc.Document{Meta: doc.Meta{Title: d.Title, Author: d.Unit.Name, Year: d.Year, Lang: "zh-CN"}}
	for i := range d.Tables {
		t := &d.Tables[i]
		out.Blocks = append(out.Blocks, doc.Heading{Level: 2, Text: t.Title, Table: true})
		for _, p := range t.Panels {
			out.Blocks = append(out.Blocks, plainTable(t, &p))
		}
	}
	for i := range d.Sections {
		out.Blocks = append(out.Blocks, doc.Heading{Level: 2, Text: d.Sections[i].Title})
		for _, p := range d.Sections[i].Paragraphs {
			out.Blocks = append(out.Blocks, doc.Paragraph{Text: p.Text, Place: p.Ref})
		}
	}
	return out
}

func plainTable(t *budget.Table, p *budget.Panel) *doc.Table {
	out := &doc.Table{ID: t.ID, Title: t.Title, MoneyUnit: t.MoneyUnit, Columns: make([]doc.Column, len(p.Columns)+1)}
	head := doc.Row{Cells: []doc.Cell{{Text: "项目"}}}
	for _, c := range p.Columns {
		head.Cells = append(head.Cells, doc.Cell{Text: c})
	}
	out.Head = []doc.Row{head}
	for l := range p.Lines {
		row := doc.Row{Place: p.Lines[l].Ref, Cells: []doc.Cell{{Text: p.Lines[l].Name}}}
		for k := range p.Lines[l].Cells {
			c := &p.Lines[l].Cells[k]
			row.Cells = append(row.Cells, doc.Cell{Text: c.Printed.Text, Place: c.Ref})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// around takes over what reading finds beside the values: headings, heads, lines.
func around(d, read *budget.Disclosure) {
	d.Outline = read.Outline
	for i := range d.Tables {
		t := &d.Tables[i]
		o := read.Table(t.ID)
		if o == nil {
			continue
		}
		t.NameLine, t.UnitLine, t.NoteRef = o.NameLine, o.UnitLine, o.NoteRef
		for p := range t.Panels {
			if p < len(o.Panels) {
				t.Panels[p].Heads = o.Panels[p].Heads
			}
		}
	}
	for i := range d.Projects {
		for k := range read.Projects {
			if p := &read.Projects[k]; p.Name == d.Projects[i].Name {
				d.Projects[i].Title, d.Projects[i].Year, d.Projects[i].Levels = p.Title, p.Year, p.Levels
			}
		}
	}
}

// theirs reads a document by its looks.
func (r *readers) theirs(ctx context.Context, name string, f ingest.Format, b []byte, out *reading) error {
	var err error
	if f == ingest.PDF {
		err = r.pdf(ctx, name, b, out)
	} else {
		out.document, err = ingest.Read(f, name, b)
	}
	if err == nil {
		r.recognise(out)
	}
	return err
}

// recognise finds the form that a document fits, if one does, and what the document means.
func (r *readers) recognise(out *reading) {
	reader := r.forced
	if reader == nil {
		best := r.profiles.Choose(out.document)
		if len(best) == 0 || best[0].Score < ingest.LeastFit {
			return // what none fits is said by the caller
		}
		reader = r.profiles.Find(best[0].Profile.ID)
	}
	read := reader.Read(out.document)
	out.disclosure, out.profile, out.tables, out.fit = read.Disclosure, reader.Profile(), read.Tables, read.Fit
	o := out.disclosure.Outline
	o.Paged = out.pages > 0
	o.Pictures = out.mediaType != ingest.Text.Media()
}

func (r *readers) pdf(ctx context.Context, name string, b []byte, out *reading) error {
	e, err := r.engine()
	if err != nil {
		return err
	}
	res, err := e.Read(ctx, name, b)
	if err != nil {
		return err
	}
	out.document, out.pages = res.Document, res.Pages
	for _, f := range res.Faults {
		out.unread = append(out.unread, budget.Passage{Text: f.Message, Ref: place.Ref{File: name, Page: f.Page}})
	}
	return nil
}

// problem is an error of a reader as the report has it.
func problem(name string, err error) *diag.ReadError {
	var already *diag.ReadError
	var ofPDF *pdf.Error
	var ofSource *source.Error
	switch {
	case errors.As(err, &already):
		return already
	case errors.As(err, &ofPDF):
		return &diag.ReadError{Code: ofPDF.Code, Message: ofPDF.Message}
	case errors.As(err, &ofSource):
		return &diag.ReadError{Code: sourceCode(ofSource), Message: ofSource.Error()}
	case errors.Is(err, context.Canceled):
		return &diag.ReadError{Code: "interrupted", Message: name + "：已中断"}
	}
	return &diag.ReadError{Code: "unreadable", Message: err.Error()}
}

// sourceCode sorts what cannot be read.
func sourceCode(e *source.Error) string {
	switch {
	case strings.Contains(e.Problem, "密码"):
		return "encrypted"
	case strings.Contains(e.Problem, "空的"):
		return "empty"
	case strings.Contains(e.Problem, "超过"), strings.Contains(e.Problem, "多于"):
		return "too_large"
	case strings.Contains(e.Problem, "损坏"), strings.Contains(e.Problem, "不完整"):
		return "damaged"
	}
	return "unsupported"
}
