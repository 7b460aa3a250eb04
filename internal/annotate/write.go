package annotate

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// update is what is appended.
type update struct {
	*file
	out  []byte
	next int         // the next free number
	at   map[int]int // number → offset in the whole file
	gen  map[int]int
}

// begin opens an object.
func (u *update) begin(number, gen int) {
	if len(u.out) == 0 {
		u.out = append(u.out, '\n')
	}
	u.at[number], u.gen[number] = len(u.data)+len(u.out), gen
	u.printf("%d %d obj\n", number, gen)
}

func (u *update) printf(format string, args ...any) { u.out = fmt.Appendf(u.out, format, args...) }

func (u *update) number() int {
	u.next++
	return u.next - 1
}

// page writes the marks of a page, and the page with them on its list.
func (u *update) page(p page, marks []Mark) error {
	annots, err := u.resolve(p.dict.get("Annots"))
	if err != nil {
		return err
	}
	var list []string
	for _, a := range annots.list {
		list = append(list, string(a.raw))
	}
	for i, m := range marks {
		if m.Box == [4]float64{} {
			m.Box = p.edge(i, marks)
			list = append(list, u.mark(p, m, true)...)
			continue
		}
		list = append(list, u.mark(p, m, false)...)
	}
	u.begin(p.ref.num, p.ref.gen)
	u.printf("<<")
	for _, e := range p.dict.entries {
		if e.key != "Annots" {
			u.printf("%s %s\n", escape(e.key), e.raw)
		}
	}
	u.printf("/Annots [%s]\n>>\nendobj\n", strings.Join(list, " "))
	return nil
}

// The notes at the edge of a page: how large, and how far apart.
const (
	noteSize = 18.0
	noteStep = 24.0
)

// edge is where a note stands: down the right edge, column by column.
func (p page) edge(i int, marks []Mark) [4]float64 {
	n := 0
	for _, m := range marks[:i] {
		if m.Box == [4]float64{} {
			n++
		}
	}
	width, height := p.size()
	rows := max(1, int((height-2*noteStep)/noteStep))
	x := max(0, width-noteStep*float64(1+n/rows))
	y := noteStep + noteStep*float64(n%rows)
	return [4]float64{x, y, x + noteSize, y + noteSize}
}

// mark writes an annotation with its look and its window, and gives the
// references that the page's list needs.
func (u *update) mark(p page, m Mark, note bool) []string {
	look, popup, own := u.number(), u.number(), u.number()
	pad := m.Width/2 + 0.5
	shown := [4]float64{m.Box[0] - pad, m.Box[1] - pad, m.Box[2] + pad, m.Box[3] + pad}
	box := p.stored(shown)
	r, g, b := unit(m.Colour[0]), unit(m.Colour[1]), unit(m.Colour[2])

	drawn := square(box, m.Width, r, g, b)
	kind := fmt.Sprintf("/Subtype /Square /BS <</W %s /S /S>>", num(m.Width))
	if note {
		drawn, kind = sheet(box, r, g, b), "/Subtype /Text /Name /Note"
	}
	u.begin(look, 0)
	u.printf("<</Type /XObject /Subtype /Form /BBox [0 0 %s %s] /Resources <<>> /Length %d>>\nstream\n%s\nendstream\nendobj\n",
		num(box[2]-box[0]), num(box[3]-box[1]), len(drawn), drawn)

	u.begin(own, 0)
	u.printf("<</Type /Annot %s /Rect [%s] /C [%s %s %s] /F 4\n/T %s\n/Contents %s\n/NM (mingbai-%d) /P %d %d R /Popup %d 0 R /AP <</N %d 0 R>>>>\nendobj\n",
		kind, rect(box), r, g, b, text(m.Title), text(m.Text), own, p.ref.num, p.ref.gen, popup, look)

	width, _ := p.size()
	window := [4]float64{max(0, width-200), max(0, m.Box[1]), width, max(0, m.Box[1]) + 120}
	u.begin(popup, 0)
	u.printf("<</Type /Annot /Subtype /Popup /Rect [%s] /F 28 /Open false /Parent %d 0 R>>\nendobj\n", rect(p.stored(window)), own)
	return []string{fmt.Sprintf("%d 0 R", own), fmt.Sprintf("%d 0 R", popup)}
}

// square draws a box of lines.
func square(box [4]float64, width float64, r, g, b string) string {
	return fmt.Sprintf("%s %s %s RG %s w %s %s %s %s re S", r, g, b, num(width), num(width/2), num(width/2),
		num(box[2]-box[0]-width), num(box[3]-box[1]-width))
}

// sheet draws a small note: a filled square with three lines.
func sheet(box [4]float64, r, g, b string) string {
	w, h := box[2]-box[0], box[3]-box[1]
	s := fmt.Sprintf("%s %s %s rg 0 0 %s %s re f 1 1 1 RG 1.4 w", r, g, b, num(w), num(h))
	for i := 1; i <= 3; i++ {
		y := num(h * float64(i) / 4)
		s += fmt.Sprintf(" %s %s m %s %s l S", num(w*0.2), y, num(w*0.8), y)
	}
	return s
}

// finish writes the cross-reference, as the file has it.
func (u *update) finish() {
	if u.stream {
		u.crossStream()
	} else {
		u.table()
	}
}

func (u *update) table() {
	at := len(u.data) + len(u.out)
	u.printf("xref\n")
	for _, run := range u.runs() {
		u.printf("%d %d\n", run[0], len(run))
		for _, n := range run {
			u.printf("%010d %05d n\r\n", u.at[n], u.gen[n])
		}
	}
	u.printf("trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", u.trailerEntries(u.next), at)
}

func (u *update) crossStream() {
	own := u.number()
	at := len(u.data) + len(u.out)
	u.at[own], u.gen[own] = at, 0
	var body []byte
	var index []string
	for _, run := range u.runs() {
		index = append(index, strconv.Itoa(run[0]), strconv.Itoa(len(run)))
		for _, n := range run {
			o := u.at[n]
			body = append(body, 1, byte(o>>32), byte(o>>24), byte(o>>16), byte(o>>8), byte(o), byte(u.gen[n]>>8), byte(u.gen[n]))
		}
	}
	u.printf("%d 0 obj\n<</Type /XRef /W [1 5 2] /Index [%s] /Length %d\n%s>>\nstream\n", own, strings.Join(index, " "), len(body), u.trailerEntries(u.next))
	u.out = append(u.out, body...)
	u.printf("\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", at)
}

// runs are the numbers written, in order, apart where some are left out.
func (u *update) runs() [][]int {
	var out [][]int
	for _, n := range slices.Sorted(maps.Keys(u.at)) {
		if k := len(out) - 1; k >= 0 && out[k][len(out[k])-1] == n-1 {
			out[k] = append(out[k], n)
			continue
		}
		out = append(out, []int{n})
	}
	return out
}

// trailerEntries are what the newest trailer says of the document, with the
// size anew and the file's second identifier of the new bytes.
func (u *update) trailerEntries(size int) string {
	s := fmt.Sprintf("/Size %d /Prev %d", size, u.start)
	for _, e := range u.trailer.entries {
		switch e.key {
		case "Root", "Info":
			s += fmt.Sprintf(" /%s %s", e.key, e.raw)
		case "ID":
			if len(e.list) == 2 {
				sum := sha256.Sum256(u.out)
				s += fmt.Sprintf(" /ID [%s <%X>]", e.list[0].raw, sum[:16])
			}
		}
	}
	return s
}

// escape writes a name.
func escape(name string) string {
	b := []byte{'/'}
	for i := range len(name) {
		if c := name[i]; c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			b = fmt.Appendf(b, "#%02X", c)
			continue
		}
		b = append(b, name[i])
	}
	return string(b)
}

// text writes text for people, as UTF-16.
func text(s string) string {
	b := []byte("<FEFF")
	for _, c := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", c)
	}
	return string(append(b, '>'))
}

func rect(b [4]float64) string {
	return num(b[0]) + " " + num(b[1]) + " " + num(b[2]) + " " + num(b[3])
}

// num writes a length to a hundredth of a point.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// unit writes a part of a colour.
func unit(c uint8) string { return num3(float64(c) / 255) }

func num3(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0"), ".")
}
