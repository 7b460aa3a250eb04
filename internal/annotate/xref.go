package annotate

import (
	"bytes"
)

// spot is where an object stands: at an offset of the file, or as the n-th object
// of a stream of objects.
type spot struct {
	free   bool
	offset int
	gen    int
	within int // number of the stream of objects; 0: none
	nth    int
}

// file is a PDF with its cross-reference read.
type file struct {
	data    []byte
	spots   map[int]spot
	trailer value // the newest
	start   int   // where the newest cross-reference stands
	stream  bool  // whether that is a stream
	size    int   // the first number that no object has
	streams map[int][]member
}

// The bounds of the cross-reference.
const (
	maxSections = 1000
	maxNumber   = 8 << 20
)

// open reads the cross-reference of a file, newest section first.
func open(data []byte) (*file, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, damaged("文件开头不是 %%PDF-")
	}
	tail := data[max(0, len(data)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return nil, damaged("没有 startxref")
	}
	at, ok := natural((&parser{b: tail, pos: i + len("startxref")}).word())
	if !ok {
		return nil, damaged("startxref 后面不是位置")
	}
	f := &file{data: data, spots: map[int]spot{}, start: at, streams: map[int][]member{}}
	seen := map[int]bool{}
	for n := 0; ; n++ {
		if seen[at] || n > maxSections {
			return nil, damaged("交叉引用表绕成了圈")
		}
		seen[at] = true
		trailer, err := f.section(at, n == 0)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			f.trailer = trailer
		}
		prev := trailer.get("Prev")
		if prev.kind != integer {
			break
		}
		at = prev.num
	}
	for _, e := range f.trailer.entries {
		if e.key == "Encrypt" && string(e.raw) != "null" {
			return nil, ErrEncrypted
		}
	}
	return f, f.count()
}

// count finds the first free number: Size, or more where objects go beyond it.
func (f *file) count() error {
	f.size = max(1, f.trailer.get("Size").num)
	for n := range f.spots {
		f.size = max(f.size, n+1)
	}
	if f.size > maxNumber {
		return damaged("对象编号到%d，太大", f.size)
	}
	return nil
}

// section reads one section of the cross-reference and gives its trailer.
func (f *file) section(at int, newest bool) (value, error) {
	if at < 0 || at >= len(f.data) {
		return value{}, damaged("交叉引用表的位置%d在文件之外", at)
	}
	p := &parser{b: f.data, pos: at}
	if !p.is("xref") {
		f.stream = f.stream || newest
		found, trailer, err := f.crossStream(at)
		if err != nil {
			return value{}, err
		}
		f.add(found)
		return trailer, nil
	}
	found, err := table(p)
	if err != nil {
		return value{}, err
	}
	trailer, ok := p.value(0)
	if !ok || trailer.kind != dictKind {
		return value{}, damaged("trailer 读不出")
	}
	if also := trailer.get("XRefStm"); also.kind == integer { // both: what the table hides stands in the stream
		hidden, _, err := f.crossStream(also.num)
		if err != nil {
			return value{}, err
		}
		for n, s := range hidden {
			if old, ok := found[n]; !ok || old.free {
				found[n] = s
			}
		}
	}
	f.add(found)
	return trailer, nil
}

// add takes over what newer sections do not know.
func (f *file) add(found map[int]spot) {
	for n, s := range found {
		if _, ok := f.spots[n]; !ok {
			f.spots[n] = s
		}
	}
}

// table reads a cross-reference table up to its trailer.
func table(p *parser) (map[int]spot, error) {
	out := map[int]spot{}
	for !p.is("trailer") {
		first, ok := natural(p.word())
		count, ok2 := natural(p.word())
		if !ok || !ok2 || first+count > maxNumber {
			return nil, damaged("交叉引用表读不出")
		}
		for i := range count {
			offset, ok := natural(p.word())
			gen, ok2 := natural(p.word())
			state := p.word()
			if !ok || !ok2 || state != "n" && state != "f" {
				return nil, damaged("交叉引用表第%d项读不出", first+i)
			}
			out[first+i] = spot{free: state == "f", offset: offset, gen: gen}
		}
	}
	return out, nil
}

// crossStream reads a cross-reference stream.
func (f *file) crossStream(at int) (map[int]spot, value, error) {
	dict, body, err := f.streamAt(at, -1)
	if err != nil {
		return nil, value{}, err
	}
	if dict.get("Type").name != "XRef" {
		return nil, value{}, damaged("位置%d处不是交叉引用表", at)
	}
	var w [3]int
	list := dict.get("W").list
	if len(list) < 3 {
		return nil, value{}, damaged("交叉引用流没有 W")
	}
	for i := range w {
		if w[i] = list[i].num; w[i] < 0 || w[i] > 8 {
			return nil, value{}, damaged("交叉引用流的 W 不对")
		}
	}
	index := dict.get("Index").list
	if len(index) == 0 {
		index = []value{{kind: integer}, dict.get("Size")}
	}
	out := map[int]spot{}
	for i := 0; i+1 < len(index); i += 2 {
		for k := range index[i+1].num {
			if len(body) < w[0]+w[1]+w[2] || w[0]+w[1]+w[2] == 0 {
				return out, dict, nil
			}
			n := index[i].num + k
			if n < 0 || n > maxNumber {
				return nil, value{}, damaged("对象编号%d不对", n)
			}
			out[n] = crossEntry(body, w)
			body = body[w[0]+w[1]+w[2]:]
		}
	}
	return out, dict, nil
}

func crossEntry(b []byte, w [3]int) spot {
	kind := 1
	if w[0] > 0 {
		kind = bigEndian(b[:w[0]])
	}
	second, third := bigEndian(b[w[0]:w[0]+w[1]]), bigEndian(b[w[0]+w[1]:w[0]+w[1]+w[2]])
	switch kind {
	case 1:
		return spot{offset: second, gen: third}
	case 2:
		return spot{within: second, nth: third}
	}
	return spot{free: true}
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}
