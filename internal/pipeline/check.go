package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/rules"
	"mingbai/internal/score"
)

// CheckOptions say what to check and how.
type CheckOptions struct {
	Files       []string  // files, folders, archives; "-" is Stdin
	Stdin       io.Reader // read for "-"
	Profile     string    // forces a profile; empty: the one that fits best
	ProfileDir  string    // a user's folder of profiles
	Waivers     string    // a waivers.toml; empty: none
	Prior       []string  // last year's documents; for a final account the budget of its year too
	Timing      check.Timing
	Score       bool
	ShowReading bool
	Trees       bool // keep the documents as they were read, for a report that shows them
	Jobs        int  // documents at once; 0: as many as there are processors
	Today       time.Time
	Progress    func(done, of int) // may be nil

	// Each takes what checking each document gave, in the order of the files, one at a time;
	// the report then holds them only with Keep. nil: it does.
	Each func(*diag.Document) error
	Keep bool
}

// Checked is the report, with the documents as they were read.
type Checked struct {
	Report    *diag.Report // without documents where each was taken and not kept
	Tally     diag.Tally
	Documents []*doc.Document // with Trees; nil where a document could not be read
	Skipped   []string        // files of folders and archives that are no documents

	inputs  []input // in the order of the documents
	readers *readers
}

// Check reads and checks documents. What is wrong with one stands in its entry
// of the report; the error is for what could not be done at all.
func Check(ctx context.Context, o CheckOptions) (*Checked, error) {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	c, err := newChecker(ctx, o)
	if err != nil {
		return nil, err
	}
	in, err := expand(o.Files, o.Stdin)
	if err != nil {
		return nil, err
	}
	files := in.all
	if len(files) == 0 {
		return nil, errors.New("没有可以检查的文件")
	}
	c.alone = len(files) == 1
	out := &Checked{Report: &diag.Report{}, Documents: make([]*doc.Document, len(files)), Skipped: in.skipped, inputs: files, readers: c.readers}
	line := newQueue(ahead*o.Jobs, out.take(&o, c.waivers.On(o.Today), len(files)))
	sets := publications(files)
	err = inParallel(ctx, len(sets), o.Jobs, func(n int) error {
		at := sets[n]
		for k, one := range c.files(ctx, files[at.from:at.to]) {
			if o.Trees {
				out.Documents[at.from+k] = one.tree
			}
			if err := line.put(at.from+k, one.report); err != nil {
				return err
			}
		}
		return nil
	}, o.Progress)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// ahead is how many documents for each job may be checked before one that takes long.
const ahead = 64

// take counts what checking a document gave, of which there are n, and hands it on, or
// keeps it.
func (c *Checked) take(o *CheckOptions, waived *diag.Waiving, n int) func(diag.Document) error {
	return func(d diag.Document) error {
		waived.Mark(&d)
		if c.Tally.Documents == n-1 {
			d.Findings = append(d.Findings, waived.Left()...)
		}
		c.Tally.Add(&d)
		if o.Each == nil || o.Keep {
			c.Report.Documents = append(c.Report.Documents, d)
		}
		if o.Each == nil {
			return nil
		}
		return o.Each(&d)
	}
}

// checker is what all documents of a run share.
type checker struct {
	o       CheckOptions
	readers *readers
	waivers *diag.Waivers
	prior   []earlier
	alone   bool // one document is checked
}

func newChecker(ctx context.Context, o CheckOptions) (*checker, error) {
	c := &checker{o: o}
	var err error
	if c.readers, err = newReaders(ctx, o.ProfileDir, o.Profile, o.Jobs); err != nil {
		return nil, err
	}
	if o.Waivers != "" {
		if c.waivers, err = readWaivers(o.Waivers); err != nil {
			return nil, err
		}
	}
	c.prior, err = c.readers.readEarlier(ctx, o.Prior)
	return c, err
}

func readWaivers(file string) (*diag.Waivers, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("读放行清单：%w", err)
	}
	return diag.ReadWaivers(file, b, knownRule)
}

func knownRule(id string) bool {
	return slices.ContainsFunc(rules.All().Rules, func(r check.Rule) bool { return r.ID == id })
}

// examined is what checking a document gave.
type examined struct {
	report diag.Document
	tree   *doc.Document // as it was read; nil where it could not be
}

// files reads and checks the documents of one publication. What goes wrong within one, a slip
// of the program too, does not keep others from being read.
func (c *checker) files(ctx context.Context, files []input) (out []examined) {
	out = make([]examined, len(files))
	for i := range files {
		out[i].report.Source.Name = files[i].name
	}
	defer func() {
		if r := recover(); r != nil {
			for i := range out {
				out[i] = examined{report: diag.Document{Source: out[i].report.Source, Err: broke(files[i].name, r)}}
			}
		}
	}()
	read := make([]*reading, len(files))
	for i := range files {
		read[i] = c.open(ctx, files[i], &out[i])
	}
	if len(files) == 2 && c.together(read, out) {
		return out
	}
	for i := range files {
		if read[i] != nil {
			c.weigh(files[i].name, read[i], &out[i].report)
		}
	}
	return out
}

// open reads a document; nil where it cannot be.
func (c *checker) open(ctx context.Context, f input, out *examined) *reading {
	b, fault := f.read()
	if fault != nil {
		out.report.Err = fault
		return nil
	}
	sum := sha256.Sum256(b)
	out.report.Source.SHA256 = hex.EncodeToString(sum[:])
	read, fault := c.readers.read(ctx, f.name, b)
	if fault != nil {
		out.report.Err = fault
		return nil
	}
	out.report.Source.MediaType, out.report.Source.Pages, out.tree = read.mediaType, read.pages, read.document
	if c.o.ShowReading {
		out.report.Reading = showReading(read)
	}
	return read
}

// weigh checks what was read under a name.
func (c *checker) weigh(name string, read *reading, out *diag.Document) {
	if read.disclosure == nil {
		out.Err = &diag.ReadError{Code: "no_profile", Message: fmt.Sprintf("%s 不像任何一个模板的公开件，没有检查；确认是预算公开文件，或用 --profile 指定模板（mingbai profiles 列出全部）", name)}
		return
	}
	s := check.New(read.disclosure, read.profile)
	s.Timing = c.o.Timing
	if fault := among(s, name, c.prior, c.alone); fault != nil {
		out.Err = fault
		return
	}
	report(out, read, s)
	if c.o.Score {
		out.Score = score.Standard().Of(out)
	}
}

// broke tells that the program itself failed on a document, and where, so that it can be
// put right.
func broke(name string, why any) *diag.ReadError {
	where := ""
	for line := range strings.SplitSeq(string(debug.Stack()), "\n") {
		if at := strings.Index(line, "/internal/"); at >= 0 && strings.Contains(line, ".go:") && !strings.Contains(line, "pipeline/check.go") && !strings.Contains(line, "pipeline/load.go") {
			where, _, _ = strings.Cut(line[at+1:], " ")
			break
		}
	}
	return &diag.ReadError{Code: "internal", Message: fmt.Sprintf("%s：读、查它时程序出了错（%v，%s），这份没有查，别的不受影响；请把文件和这句话报给 mingbai", name, why, where)}
}

// report checks what was read and fills in a document's entry.
func report(out *diag.Document, read *reading, s *check.Subject) {
	d := read.disclosure
	out.Profile, out.Fit, out.Tables = read.profile.ID, read.fit, read.tables
	out.Unit, out.Year, out.Kind, out.Scope = d.Unit.Name, d.Year, read.profile.Kind, read.profile.Scope
	if s.Outline != nil {
		s.Outline.Unread = read.unread
	}
	rep := rules.All().Check(s)
	out.Findings, out.Rules = rep.Findings, make([]diag.RuleOutcome, 0, len(rep.Results))
	for i := range rep.Results {
		out.Rules = append(out.Rules, outcomeOf(&rep.Results[i]))
	}
	for _, s := range d.Outline.Stray {
		out.Unclaimed = append(out.Unclaimed, strings.TrimSpace(s.Ref.Source()+" "+s.Text))
	}
}

// showReading is every table as it was read, recognised or not, and the text.
func showReading(read *reading) *diag.Reading {
	out := &diag.Reading{}
	var ids map[placeKey]string
	captions := map[string]string{}
	if d := read.disclosure; d != nil {
		ids = idsOf(d)
		for _, ch := range d.Charts {
			captions[ch.Caption] = ch.ID
		}
		for _, s := range read.disclosure.Outline.Stray {
			out.Unrecognised = append(out.Unrecognised, s.Text)
		}
	}
	title := ""
	for _, b := range read.document.Blocks {
		switch b := b.(type) {
		case doc.Heading:
			title = b.Text
			out.Paragraphs = append(out.Paragraphs, diag.ReadText{Text: b.Text, Page: b.Place.Page, Line: b.Place.Line})
		case doc.Paragraph:
			title = titleLike(title, b.Text)
			out.Paragraphs = append(out.Paragraphs, diag.ReadText{Text: b.Text, Page: b.Place.Page, Line: b.Place.Line})
		case *doc.Table:
			t := readTable(b, title, ids)
			if id := captions[title]; id != "" && len(t.IDs) == 0 {
				t.IDs = []string{id}
			}
			out.Tables = append(out.Tables, t)
		}
	}
	return out
}

// titleLike keeps the last text that titles a table, past lines of unit and name.
func titleLike(before, text string) string {
	if strings.Contains(text, "单位：") || strings.Contains(text, "单位名称") || strings.Contains(text, "编制") {
		return before
	}
	return text
}
