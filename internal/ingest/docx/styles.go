package docx

import (
	"strconv"
	"strings"

	"mingbai/internal/ingest/source"
)

// style is what matters here of a style of paragraphs, with what it takes over
// from the styles that it is based on.
type style struct {
	level   int // of the outline, from 1; 0 none
	number  numberRef
	centred bool
}

// rawStyle is a style as it stands in the file.
type rawStyle struct {
	based  string
	level  int // -1: not said
	number numberRef
	jc     string
}

// maxBased is how many styles one may be based on, one after the other.
const maxBased = 30

func (r *reader) readStyles(x *source.XML) {
	raw := map[string]rawStyle{}
	x.Each(func(string) {
		x.Each(func(name string) {
			if name != "style" || len(raw) > maxBlocks {
				return
			}
			if kind := x.Attr("type"); kind == "paragraph" || kind == "" {
				id := x.Attr("styleId")
				raw[id] = readStyle(x)
			}
		})
	})
	r.styles = make(map[string]style, len(raw))
	for id := range raw {
		r.styles[id] = resolve(raw, id)
	}
}

func readStyle(x *source.XML) rawStyle {
	s := rawStyle{level: -1}
	x.Each(func(name string) {
		switch name {
		case "name":
			if n, ok := strings.CutPrefix(strings.ToLower(x.Attr("val")), "heading "); ok && s.level < 0 {
				if level, err := strconv.Atoi(n); err == nil && level >= 1 && level <= 9 {
					s.level = level
				}
			}
		case "basedOn":
			s.based = x.Attr("val")
		case "pPr":
			x.Each(func(name string) {
				switch name {
				case "outlineLvl":
					s.level = outline(x.Attr("val"))
				case "numPr":
					s.number = readNumberRef(x)
				case "jc":
					s.jc = x.Attr("val")
				}
			})
		}
	})
	return s
}

// resolve gathers a style along the chain of those that it is based on.
func resolve(raw map[string]rawStyle, id string) style {
	out, level, jc := style{}, -1, ""
	for range maxBased {
		s, ok := raw[id]
		if !ok {
			break
		}
		if level < 0 {
			level = s.level
		}
		if !out.number.set {
			out.number = s.number
		}
		if jc == "" {
			jc = s.jc
		}
		id = s.based
	}
	out.level, out.centred = max(level, 0), jc == "center"
	return out
}

// outline is the level that an outline level (0 to 8; 9 is body text) stands for.
func outline(val string) int {
	n, err := strconv.Atoi(val)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}
