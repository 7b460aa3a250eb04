// Package reader reads and checks one file that a stranger sent, in a process of
// its own: whatever the file does to it, the server goes on. It bounds itself
// (memory, time, files), reads one file, writes what came of it into one folder,
// and ends.
package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
	"mingbai/internal/render/sheets"
	"mingbai/internal/rules"
)

// Options say what to read.
type Options struct {
	File       string       // its name is how it is shown
	Out        string       // an empty folder for the result
	Profile    string       // forces a profile; empty: the one that fits best
	ProfileDir string       // an operator's own profiles
	Version    string       // of the program, for reports
	Step       func(string) // told what begins: one of the Steps
}

// Steps are what a reader does, in order.
var Steps = []string{"check", "draw", "write"}

// The bounds of an archive.
const (
	maxInside   = 50
	maxEach     = 50 << 20
	maxUnpacked = 200 << 20
)

// Read reads and checks the file and writes the result. What is wrong with the
// file stands in the result; the error is for what could not be done at all.
func Read(ctx context.Context, o Options) error {
	if o.Step == nil {
		o.Step = func(string) {}
	}
	o.Step("check")
	if strings.EqualFold(filepath.Ext(o.File), ".zip") {
		inside, err := unpack(ctx, o)
		if err != nil || inside {
			return err
		}
	}
	got, err := pipeline.Check(ctx, pipeline.CheckOptions{
		Files: []string{o.File}, Profile: o.Profile, ProfileDir: o.ProfileDir, Score: true, Trees: true, Jobs: 1, Today: time.Now(),
	})
	if err != nil {
		return err
	}
	if len(got.Report.Documents) != 1 {
		return fmt.Errorf("%s：一份文件读出 %d 份", o.File, len(got.Report.Documents))
	}
	res := &Result{Document: &got.Report.Documents[0]}
	res.Blocks = blocks(res.Document, got.Documents[0])
	o.Step("draw")
	pictures := draw(ctx, o, got, res)
	o.Step("write")
	if err := write(o, got, pictures); err != nil {
		return err
	}
	if err := mark(ctx, o, got, res); err != nil {
		return err
	}
	return save(o.Out, res)
}

// unpack writes the documents of an archive; false: it is none.
func unpack(ctx context.Context, o Options) (bool, error) {
	dir := filepath.Join(o.Out, InsideFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false, err
	}
	list, skipped, err := pipeline.Unpack(ctx, o.File, dir, pipeline.UnpackBounds{Documents: maxInside, Each: maxEach, All: maxUnpacked})
	if err != nil || len(list) == 0 {
		return false, err
	}
	res := &Result{Skipped: skipped}
	for _, u := range list {
		res.Inside = append(res.Inside, Inside{u.Name, u.File, u.Fault})
	}
	return true, save(o.Out, res)
}

// draw writes the pictures of the pages that findings speak of. Where they cannot
// be drawn the result does without.
func draw(ctx context.Context, o Options, got *pipeline.Checked, res *Result) [][]diag.PageImage {
	pictures, err := got.Pictures(ctx)
	if err != nil || len(pictures) == 0 {
		return nil
	}
	for _, p := range pictures[0] {
		one := Page{Number: p.Page, Width: p.Width, Height: p.Height, Type: p.Type, File: "page-" + strconv.Itoa(p.Page) + "." + strings.TrimPrefix(p.Type, "image/")}
		if err := os.WriteFile(filepath.Join(o.Out, one.File), p.Data, 0o600); err != nil {
			continue
		}
		res.Pages = append(res.Pages, one)
	}
	return pictures
}

// write writes the reports to take away.
func write(o Options, got *pipeline.Checked, pictures [][]diag.PageImage) error {
	r := got.Report
	for _, form := range []struct {
		ending string
		write  func(io.Writer) error
	}{
		{"json", r.WriteJSON},
		{"csv", r.WriteCSV},
		{"sarif", func(w io.Writer) error { return r.WriteSARIF(w, rules.Infos(), o.Version) }},
		{"html", func(w io.Writer) error {
			return r.WriteHTML(w, diag.HTMLOptions{Documents: got.Documents, Pages: pictures})
		}},
		{"xlsx", func(w io.Writer) error { return sheets.WriteFindings(w, r) }},
	} {
		var b bytes.Buffer
		if err := form.write(&b); err != nil {
			return fmt.Errorf("写报告 %s：%w", form.ending, err)
		}
		if err := os.WriteFile(filepath.Join(o.Out, "report."+form.ending), b.Bytes(), 0o600); err != nil {
			return fmt.Errorf("写报告 %s：%w", form.ending, err)
		}
	}
	return nil
}

// mark writes a PDF with its findings marked; of others it does nothing.
func mark(ctx context.Context, o Options, got *pipeline.Checked, res *Result) error {
	d := res.Document
	if d.Err != nil || d.Source.MediaType != "application/pdf" || len(d.Findings) == 0 {
		return nil
	}
	list, err := got.Annotate(ctx, filepath.Join(o.Out, AnnotatedFile))
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case err != nil:
		res.Unmarked = err.Error()
	case len(list) == 1 && list[0].Path == "":
		res.Unmarked = list[0].Why
	default:
		res.Marked = true
	}
	return nil
}
