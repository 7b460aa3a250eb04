package demo

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/pipeline"
	"mingbai/internal/profile"
)

const (
	seed  = 2023
	years = 3

	signedUnits = 60 // of the first units, those that write with this program sign
	drafted     = 10 // the unit whose signed document is corrected
	onPaper     = 9  // the unit that publishes nothing but PDF
)

// document is one file of the prefecture: what a unit publishes for a year.
type document struct {
	unit   int    // in the order of Town
	year   int    // from the first on: 0, 1, 2
	slips  int    // planted in it
	again  bool   // corrects the one before
	draft  bool   // says an area that is wrong
	signed bool   // published with signatures
	format string // txt; json where the unit writes with this program; pdf
}

// planned are the documents of n units in the order in which they come. Now and
// then one is not published, has slips, or is corrected afterwards.
func planned(n int) (first, corrected []document) {
	for i := range n {
		format := "txt"
		switch {
		case i == onPaper:
			format = "pdf"
		case i%5 == 0:
			format = "json"
		}
		for y := range years {
			d := document{unit: i, year: y, format: format}
			last := y == years-1
			switch {
			case last && i%14 == 3, y == 1 && i%29 == 5:
				continue // not published
			case last && i == drafted:
				d.draft, d.signed = true, true
				corrected = append(corrected, document{unit: i, year: y, format: format, again: true, signed: true})
			case last && i%37 == 4:
				d.slips = 2
				corrected = append(corrected, document{unit: i, year: y, format: format, again: true})
			case last && i%4 == 1:
				d.slips = 1 + i%3
			case y == 1 && i%11 == 2:
				d.slips = 1
			}
			d.signed = d.signed || last && format == "json" && d.slips == 0 && i < signedUnits
			first = append(first, d)
		}
	}
	return first, corrected
}

// writer writes documents into a folder.
type writer struct {
	dir     string
	cast    []generate.Cast
	profile *profile.Profile
	formats map[string]pipeline.Format
}

func newWriter(dir string, cast []generate.Cast) (*writer, error) {
	set, err := profile.Open("")
	if err != nil {
		return nil, err
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("建文件夹 %s：%w", dir, err)
	}
	w := &writer{dir: dir, cast: cast, profile: p, formats: map[string]pipeline.Format{}}
	for _, f := range pipeline.Formats() {
		w.formats[f.Key] = f
	}
	return w, nil
}

// write writes the documents of one unit, all of which are in list.
func (w *writer) write(ctx context.Context, list []document) ([]string, error) {
	i := list[0].unit
	books := generate.As(w.cast[i], seed, i, years)
	var out []string
	for _, d := range list {
		path, err := w.one(ctx, d, books[d.year])
		if err != nil {
			return nil, err
		}
		out = append(out, path)
	}
	return out, nil
}

func (w *writer) one(ctx context.Context, d document, b *budget.Book) (string, error) {
	if d.draft {
		misstate(b)
	}
	of := w.profile.InYear(b.Year)
	said, findings := compose.Compile(b, of, compose.Independent)
	if findings.Has(diag.Error) {
		return "", fmt.Errorf("编 %s %d 年：%s", b.Unit.Name, b.Year, findings[0].Message)
	}
	if d.slips > 0 {
		generate.Plant(said, seed+uint64(d.unit), d.slips)
	}
	rendered, err := pipeline.Render(ctx, said, of, []pipeline.Format{w.formats[d.format]})
	if err != nil {
		return "", err
	}
	name := pipeline.BaseName(said)
	if d.again {
		name += "-更正"
	}
	path := filepath.Join(w.dir, name+"."+d.format)
	if err := os.WriteFile(path, rendered[0], 0o644); err != nil {
		return "", fmt.Errorf("写 %s：%w", path, err)
	}
	return path, nil
}

// misstate makes the area of a book's offices ten times what it is.
func misstate(b *budget.Book) {
	area := b.Buildings[0].Area
	for i := range b.Texts {
		if t := &b.Texts[i]; t.Key == "buildings" {
			t.Text = strings.Replace(t.Text, area+"平方米", area+"0平方米", 1)
		}
	}
}
