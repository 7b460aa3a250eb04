package xlsx

import (
	"strconv"

	"mingbai/internal/ingest/numfmt"
	"mingbai/internal/ingest/sheet"
	"mingbai/internal/ingest/source"
)

// style is what matters here of how a cell looks.
type style struct {
	format *numfmt.Format
	boxed  bool
}

// readStyles reads the formats and boxes that cells refer to by number.
func (b *book) readStyles(x *source.XML) {
	codes := map[int]string{}
	formats := map[int]*numfmt.Format{}
	var boxes []bool
	x.Each(func(string) {
		x.Each(func(name string) {
			switch name {
			case "numFmts":
				x.Each(func(string) {
					if id, err := strconv.Atoi(x.Attr("numFmtId")); err == nil && len(codes) < sheet.MaxStyles {
						codes[id] = x.Attr("formatCode")
					}
				})
			case "borders":
				x.Each(func(string) {
					if len(boxes) < sheet.MaxStyles {
						boxes = append(boxes, lined(x))
					}
				})
			case "cellXfs":
				x.Each(func(string) {
					if len(b.styles) >= sheet.MaxStyles {
						return
					}
					id, _ := strconv.Atoi(x.Attr("numFmtId"))
					box, err := strconv.Atoi(x.Attr("borderId"))
					f := formats[id]
					if f == nil {
						f = numfmt.Numbered(id, codes)
						formats[id] = f
					}
					b.styles = append(b.styles, style{f, err == nil && box >= 0 && box < len(boxes) && boxes[box]})
				})
			}
		})
	})
}

// lined reports whether a border has lines on at least two sides, as the cells of
// tables have; one alone is a rule under a title.
func lined(x *source.XML) bool {
	sides := 0
	x.Each(func(name string) {
		switch name {
		case "left", "right", "start", "end", "top", "bottom":
			if s := x.Attr("style"); s != "" && s != "none" {
				sides++
			}
		}
	})
	return sides > 1
}
