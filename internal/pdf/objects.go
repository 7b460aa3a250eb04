package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
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
	f := &file{rows: o.pack()}
	o.compressAll()
	f.out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	for i, x := range o.all {
		if x.kind == packedStream || x.kind == plainStream {
			f.stream(ref(i+1), x)
		}
	}
	f.finish(catalog, info)
	n, err := w.Write(f.out.Bytes())
	return int64(n), err
}

// file is the file as it grows.
type file struct {
	out  bytes.Buffer
	rows []row // by object number - 1
}

// row says where an object is: at an offset (1), or in an object stream (2).
type row struct {
	kind  byte
	where uint32
	index uint16
}

func (f *file) stream(r ref, x object) {
	filter := ""
	if x.kind == packedStream {
		filter = "/Filter/FlateDecode"
	}
	f.rows[r-1] = row{kind: 1, where: uint32(f.out.Len())}
	fmt.Fprintf(&f.out, "%d 0 obj\n<<%s%s/Length %d>>\nstream\n", int(r), x.body, filter, len(x.stream))
	f.out.Write(x.stream)
	f.out.WriteString("\nendstream\nendobj\n")
}

// pack puts the objects that are not streams into object streams and says where
// each went; the streams stand at the end of all.
func (o *objects) pack() []row {
	var small []ref
	for i, x := range o.all {
		if x.kind == plain {
			small = append(small, ref(i+1))
		}
	}
	rows := make([]row, len(o.all), len(o.all)+len(small)/perStream+2)
	for at := 0; at < len(small); at += perStream {
		refs := small[at:min(at+perStream, len(small))]
		r := o.alloc()
		rows = append(rows, row{})
		var head, body []byte
		for i, x := range refs {
			head = fmt.Appendf(head, "%d %d ", int(x), len(body))
			body = append(append(body, o.all[x-1].body...), '\n')
			rows[x-1] = row{2, uint32(r), uint16(i)}
		}
		o.setStream(r, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(refs), len(head)), append(head, body...))
	}
	return rows
}

// compressAll compresses every stream that is to be, on all processors: most of
// the time that writing a file takes.
func (o *objects) compressAll() {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			z := zlib.NewWriter(nil)
			for i := next.Add(1) - 1; i < int64(len(o.all)); i = next.Add(1) - 1 {
				if x := &o.all[i]; x.kind == packedStream {
					x.stream = compress(z, x.stream)
				}
			}
		})
	}
	wg.Wait()
}

// compress always gives the same bytes for the same data.
func compress(z *zlib.Writer, data []byte) []byte {
	var b bytes.Buffer
	z.Reset(&b)
	_, err := z.Write(data)
	if err == nil {
		err = z.Close()
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
	start := f.out.Len()
	f.rows = append(f.rows, row{kind: 1, where: uint32(start)})
	r := ref(len(f.rows))
	table := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF} // object 0, the head of the free ones
	for _, x := range f.rows {
		table = append(table, x.kind)
		table = binary.BigEndian.AppendUint32(table, x.where)
		table = binary.BigEndian.AppendUint16(table, x.index)
	}
	entries := fmt.Appendf(nil, "/Type/XRef/Size %d/W[1 4 2]/Root %v/Info %v/ID[<%X><%X>]", len(f.rows)+1, catalog, info, id[:16], id[:16])
	f.stream(r, object{entries, compress(zlib.NewWriter(nil), table), packedStream})
	fmt.Fprintf(&f.out, "startxref\n%d\n%%%%EOF\n", start)
}
