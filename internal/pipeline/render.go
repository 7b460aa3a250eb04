package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/doc"
	"mingbai/internal/place"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
	"mingbai/internal/render/docx"
	"mingbai/internal/render/html"
	"mingbai/internal/render/pages"
	"mingbai/internal/render/sheets"
	"mingbai/internal/render/text"
)

// Format is a kind of file that a disclosure is written as.
type Format struct {
	Key   string // also the file's extension
	Title string // for people
	write func(w io.Writer, d *budget.Disclosure, document *doc.Document) error
}

// Formats are all kinds of files, in the order in which they are listed.
func Formats() []Format {
	ofDocument := func(f func(io.Writer, *doc.Document) error) func(io.Writer, *budget.Disclosure, *doc.Document) error {
		return func(w io.Writer, _ *budget.Disclosure, document *doc.Document) error { return f(w, document) }
	}
	return []Format{
		{"docx", "Word 文档", ofDocument(docx.Write)},
		{"pdf", "PDF（带标签）", ofDocument(pages.Write)},
		{"xlsx", "Excel 工作簿", ofDocument(sheets.Write)},
		{"html", "网页", ofDocument(html.Write)},
		{"json", "数据", func(w io.Writer, d *budget.Disclosure, _ *doc.Document) error { return data.Write(w, published(d)) }},
		{"txt", "纯文本", ofDocument(text.Write)},
	}
}

// published is d without the places of the book that it was compiled from, which
// are nobody's who reads the document.
func published(d *budget.Disclosure) *budget.Disclosure {
	out := *d
	out.Projects = slices.Clone(d.Projects)
	for i := range out.Projects {
		p := &out.Projects[i]
		p.Ref = place.Ref{}
		p.Indicators = slices.Clone(p.Indicators)
		for k := range p.Indicators {
			p.Indicators[k].Ref, p.Indicators[k].Cells = place.Ref{}, budget.IndicatorCells{}
		}
	}
	return &out
}

func pickFormats(keys []string) ([]Format, error) {
	known := Formats()
	if len(keys) == 0 {
		return known, nil
	}
	var names []string
	for _, f := range known {
		names = append(names, f.Key)
	}
	var out []Format
next:
	for _, key := range keys {
		for _, f := range known {
			if f.Key == strings.ToLower(strings.TrimSpace(key)) {
				out = append(out, f)
				continue next
			}
		}
		msg := fmt.Sprintf("没有“%s”这种格式，可用的：%s", key, strings.Join(names, "、"))
		if i := budget.NearestOf(key, names); i >= 0 {
			msg += "；是否为 " + names[i] + "？"
		}
		return nil, fmt.Errorf("%s", msg)
	}
	return out, nil
}

// Render sets the disclosure out and renders it in each format, side by side.
func Render(ctx context.Context, d *budget.Disclosure, p *profile.Profile, formats []Format) ([][]byte, error) {
	document, err := compose.Document(d, p)
	if err != nil {
		return nil, err
	}
	return renderAs(ctx, d, document, formats)
}

// renderAs renders a disclosure that is set out already.
func renderAs(ctx context.Context, d *budget.Disclosure, document *doc.Document, formats []Format) ([][]byte, error) {
	out := make([][]byte, len(formats))
	errs := make([]error, len(formats))
	var wg sync.WaitGroup
	for i, f := range formats {
		wg.Go(func() {
			if errs[i] = ctx.Err(); errs[i] != nil {
				return
			}
			var b bytes.Buffer
			errs[i] = f.write(&b, d, document)
			out[i] = b.Bytes()
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("写%s：%w", formats[i].Title, err)
		}
	}
	return out, nil
}
