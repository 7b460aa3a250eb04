// Package pipeline puts the verbs together: a book is read, compiled, composed
// and rendered in one call, and what comes out is either whole or not there.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/manuscript"
	"mingbai/internal/profile"
)

// Options say what to build and where.
type Options struct {
	Book       string   // folder or .xlsx
	Out        string   // folder, made if missing
	Profile    string   // empty: the book's own
	ProfileDir string   // a user's folder of profiles; empty: the built-in ones only
	Formats    []string // keys of Formats; empty: all
	Rounding   compose.Rounding
	Today      time.Time         // on which waivers are weighed; zero: none is over
	Progress   func(step string) // told what is being done; may be nil
}

// Result is what was built.
type Result struct {
	Disclosure *budget.Disclosure
	Findings   diag.Findings // of the book, and of the form it was set in
	Files      []File        // what was written, in the order of formats
	Checked    diag.Document // what the rules say of what was written
}

// File is one written file.
type File struct {
	Format string
	Path   string
	Size   int
}

// Build compiles a book and writes it in every format asked for. Where the
// findings hold an error of input, nothing is written: Files is empty. The
// error is for what could not be done at all.
func Build(ctx context.Context, o Options) (*Result, error) {
	formats, err := pickFormats(o.Formats)
	if err != nil {
		return nil, err
	}
	say := o.Progress
	if say == nil {
		say = func(string) {}
	}
	say("读账册")
	if manuscript.Is(o.Book) {
		return buildManuscript(ctx, o, formats, say)
	}
	b, findings := book.Read(o.Book)
	if b == nil {
		return &Result{Findings: findings}, nil
	}
	p, err := openProfile(o, b.Profile)
	if err != nil {
		return nil, err
	}
	p, findings = inBookYear(b, p, findings)
	say("算表")
	d, more := compose.Compile(b, p, o.Rounding)
	res := &Result{Disclosure: d, Findings: append(findings, more...)}
	if printed(formats) {
		more, err = compose.Unprintable(b)
		if err != nil {
			return nil, err
		}
		res.Findings = append(res.Findings, more...)
	}
	if res.Findings.Has(diag.Error) {
		return res, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	say("检查")
	if res.Checked, err = checkBuilt(b, d, p, o); err != nil {
		return nil, err
	}
	say("写文件")
	res.Files, err = write(ctx, d, p, formats, o.Out)
	return res, err
}

// inBookYear is the profile in the year of the book, which is told where that is not
// the profile's own: forms mostly stay as they are from one year to the next.
func inBookYear(b *budget.Book, p *profile.Profile, findings diag.Findings) (*profile.Profile, diag.Findings) {
	if b.Year == 0 || b.Year == p.Year {
		return p, findings
	}
	return p.InYear(b.Year), append(findings, diag.Finding{
		Rule: "INPUT-YEAR", Severity: diag.Note, Title: "模板是另一年的",
		Message: fmt.Sprintf("账册是%d年的，照模板 %s（%d年）的样子编", b.Year, p.ID, p.Year),
		Hint:    "核对这一年的表样有没有变；有这一年的模板，用 --profile 换",
	})
}

// checkBuilt runs the rules on a compiled disclosure, as it is set out, and weighs
// the book's waivers. Findings that come from a fact of the book name its place.
func checkBuilt(b *budget.Book, d *budget.Disclosure, p *profile.Profile, o Options) (diag.Document, error) {
	waivers, err := bookWaivers(o.Book)
	if err != nil {
		return diag.Document{}, err
	}
	document, err := compose.Document(d, p)
	if err != nil {
		return diag.Document{}, err
	}
	again := ingest.Recognise(document, p)
	around(d, again.Disclosure)
	d = withPlaces(d)
	out := diag.Document{Source: diag.Source{Name: o.Book}}
	report(&out, &reading{document: document, disclosure: d, profile: p, tables: again.Tables, fit: 100}, check.New(d, p))
	locate(b, d, out.Findings)
	list := []diag.Document{out}
	waivers.Apply(list, o.Today)
	return list[0], nil
}

// WaiversFile is the name of a book's list of waivers: in a folder of a book, or
// beside a workbook.
const WaiversFile = "waivers.toml"

// bookWaivers reads a book's waivers; nil where it has none.
func bookWaivers(book string) (*diag.Waivers, error) {
	dir := book
	if info, err := os.Stat(book); err == nil && !info.IsDir() {
		dir = filepath.Dir(book)
	}
	file := filepath.Join(dir, WaiversFile)
	w, err := readWaivers(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	return w, err
}

// printed reports whether a format needs the embedded fonts.
func printed(formats []Format) bool {
	return slices.ContainsFunc(formats, func(f Format) bool { return f.Key == "pdf" || f.Key == "docx" })
}

// openProfile is the profile that is asked for, or the one that the book names.
func openProfile(o Options, named string) (*profile.Profile, error) {
	set, err := profile.Open(o.ProfileDir)
	if err != nil {
		return nil, err
	}
	return set.Load(cmp.Or(o.Profile, named))
}

// BaseName is the name that a disclosure's files share: unit, year, kind.
// Characters that file systems do not take become “_”.
func BaseName(d *budget.Disclosure) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(d.Unit.Name))
	return fmt.Sprintf("%s-%d-%s", clean, d.Year, d.Kind)
}

// write renders all formats, then puts the files in place together: if one
// fails, no file of before is touched.
func write(ctx context.Context, d *budget.Disclosure, p *profile.Profile, formats []Format, out string) ([]File, error) {
	rendered, err := Render(ctx, d, p, formats)
	if err != nil {
		return nil, err
	}
	return putInPlace(d, rendered, formats, out)
}

// putInPlace puts rendered files in place together.
func putInPlace(d *budget.Disclosure, rendered [][]byte, formats []Format, out string) ([]File, error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, fmt.Errorf("建输出文件夹：%w", err)
	}
	files := make([]File, len(formats))
	var temporary []string
	defer func() {
		for _, t := range temporary {
			_ = os.Remove(t) // gone already where it was renamed
		}
	}()
	for i, f := range formats {
		files[i] = File{Format: f.Key, Path: filepath.Join(out, BaseName(d)+"."+f.Key), Size: len(rendered[i])}
		t, err := writeTemporary(out, rendered[i])
		temporary = append(temporary, t)
		if err != nil {
			return nil, fmt.Errorf("写 %s：%w", files[i].Path, err)
		}
	}
	for i, t := range temporary {
		if err := os.Rename(t, files[i].Path); err != nil {
			return nil, fmt.Errorf("写 %s：%w（文件可能正在别的程序里打开，关掉再试）", files[i].Path, err)
		}
	}
	return files, nil
}

// writeTemporary writes a file under a name of its own, which it returns even where
// it could not be written to the end; empty where it could not be begun.
func writeTemporary(dir string, data []byte) (string, error) {
	f, err := os.CreateTemp(dir, ".mingbai-*")
	if err != nil {
		return "", err
	}
	if _, err := f.Write(data); err != nil {
		_ = f.Close()
		return f.Name(), err
	}
	if err := f.Chmod(0o644); err != nil {
		_ = f.Close()
		return f.Name(), err
	}
	return f.Name(), f.Close()
}
