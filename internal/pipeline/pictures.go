package pipeline

import (
	"context"

	"mingbai/internal/diag"
)

// The bounds of pictures in a report: pages of a document, and bytes in all.
const (
	maxPictures     = 60
	maxPictureBytes = 10 << 20 // a third more as text
)

// Pictures draws the pages of PDF documents that findings speak of, by document,
// for a report that shows them. Where one cannot be drawn, the report does without.
func (c *Checked) Pictures(ctx context.Context) ([][]diag.PageImage, error) {
	out := make([][]diag.PageImage, len(c.Report.Documents))
	left := maxPictureBytes
	for i := range c.Report.Documents {
		d := &c.Report.Documents[i]
		pages := diag.PagesOf(d.Findings)
		if d.Err != nil || d.Source.MediaType != "application/pdf" || len(pages) == 0 {
			continue
		}
		data, fault := c.inputs[i].read()
		if fault != nil || checksum(data) != d.Source.SHA256 { // changed, or read from standard input
			continue
		}
		engine, err := c.readers.engine()
		if err != nil {
			return nil, err
		}
		drawn, err := engine.Pictures(ctx, d.Source.Name, data, pages[:min(len(pages), maxPictures)], left)
		if err != nil {
			return nil, err
		}
		for _, p := range drawn {
			left -= len(p.Data)
			out[i] = append(out[i], diag.PageImage{Page: p.Page, Width: p.Width, Height: p.Height, Type: p.Type, Data: p.Data})
		}
	}
	return out, nil
}
