package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
)

// ref is an object's number; 0 is none.
type ref int

// String is how the object is referred to.
func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

func (r ref) append(b []byte) []byte {
	return append(strconv.AppendInt(b, int64(r), 10), " 0 R"...)
}

// objects are the numbered parts of a file; the one with number n is all[n-1].
type objects struct{ all []object }

type object struct {
	body   []byte // of a stream: what its dictionary holds besides the length
	stream []byte
	kind   objectKind
}

type objectKind uint8

const (
	unused objectKind = iota // allocated and never set; left out of the file
	plain
	packedStream
	plainStream
)

func (o *objects) alloc() ref {
	o.all = append(o.all, object{})
	return ref(len(o.all))
}

func (o *objects) set(r ref, format string, args ...any) {
	o.all[r-1] = object{body: fmt.Appendf(nil, format, args...), kind: plain}
}

func (o *objects) setBytes(r ref, parts ...[]byte) {
	o.all[r-1] = object{body: bytes.Join(parts, nil), kind: plain}
}

// setStream sets a stream that is compressed in the file.
func (o *objects) setStream(r ref, entries string, data []byte) {
	o.all[r-1] = object{[]byte(entries), data, packedStream}
}

// setPlainStream sets a stream that stands in the file as it is.
func (o *objects) setPlainStream(r ref, entries string, data []byte) {
	o.all[r-1] = object{[]byte(entries), data, plainStream}
}

// perStream is how many objects share one object stream.
const perStream = 200

// writeFile writes header, streams, the other objects packed into object
// streams, and the cross-reference stream.
func (o *objects) writeFile(w io.Writer, catalog, info ref) (int64, error) {
	f := &file{objects: o}
	f.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	f.rows = make([]row, len(o.all), len(o.all)+len(o.all)/perStream+2)
	var small []ref
	for i, x := range o.all {
		switch x.kind {
		case plain:
			small = append(small, ref(i+1))
		case packedStream, plainStream:
			f.stream(ref(i+1), x)
		}
	}
	for at := 0; at < len(small); at += perStream {
		f.pack(small[at:min(at+perStream, len(small))])
	}
	f.finish(catalog, info)
	n, err := w.Write(f.out.Bytes())
	return int64(n), err
}

// file is the file as it grows.
type file struct {
	*objects
	out  bytes.Buffer
	rows []row // by object number - 1
	z    *zlib.Writer
}

// row says where an object is: at an offset (1), or in an object stream (2).
type row struct {
	kind  byte
	where uint32
	index uint16
}

// add gives a new object of the file itself its number.
func (f *file) add() ref {
	f.rows = append(f.rows, row{})
	return ref(len(f.rows))
}

func (f *file) stream(r ref, x object) {
	data, filter := x.stream, ""
	if x.kind == packedStream {
		data, filter = f.compress(data), "/Filter/FlateDecode"
	}
	f.rows[r-1] = row{kind: 1, where: uint32(f.out.Len())}
	fmt.Fprintf(&f.out, "%d 0 obj\n<<%s%s/Length %d>>\nstream\n", int(r), x.body, filter, len(data))
	f.out.Write(data)
	f.out.WriteString("\nendstream\nendobj\n")
}

// pack writes one object stream.
func (f *file) pack(refs []ref) {
	r := f.add()
	var head, body []byte
	for i, x := range refs {
		head = fmt.Appendf(head, "%d %d ", int(x), len(body))
		body = append(append(body, f.all[x-1].body...), '\n')
		f.rows[x-1] = row{2, uint32(r), uint16(i)}
	}
	entries := fmt.Appendf(nil, "/Type/ObjStm/N %d/First %d", len(refs), len(head))
	f.stream(r, object{entries, append(head, body...), packedStream})
}

// compress always gives the same bytes for the same data.
func (f *file) compress(data []byte) []byte {
	var b bytes.Buffer
	if f.z == nil {
		f.z = zlib.NewWriter(&b)
	} else {
		f.z.Reset(&b)
	}
	_, err := f.z.Write(data)
	if err == nil {
		err = f.z.Close()
	}
	if err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.Bytes()
}

// finish writes the cross-reference stream, which is also the trailer. The
// file's ID is made from all that stands before it.
func (f *file) finish(catalog, info ref) {
	id := sha256.Sum256(f.out.Bytes())
	r := f.add()
	start := f.out.Len()
	f.rows[r-1] = row{kind: 1, where: uint32(start)}
	table := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF} // object 0, the head of the free ones
	for _, x := range f.rows {
		table = append(table, x.kind)
		table = binary.BigEndian.AppendUint32(table, x.where)
		table = binary.BigEndian.AppendUint16(table, x.index)
	}
	entries := fmt.Appendf(nil, "/Type/XRef/Size %d/W[1 4 2]/Root %v/Info %v/ID[<%X><%X>]", len(f.rows)+1, catalog, info, id[:16], id[:16])
	f.stream(r, object{entries, table, packedStream})
	fmt.Fprintf(&f.out, "startxref\n%d\n%%%%EOF\n", start)
}
