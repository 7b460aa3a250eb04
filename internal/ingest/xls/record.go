package xls

import "encoding/binary"

// The records that are read, by their numbers.
const (
	recEOF         = 0x000A
	recDateMode    = 0x0022
	recFilePass    = 0x002F
	recContinue    = 0x003C
	recCodePage    = 0x0042
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recMulRK       = 0x00BD
	recMulBlank    = 0x00BE
	recRString     = 0x00D6
	recXF          = 0x00E0
	recMergedCells = 0x00E5
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recBlank       = 0x0201
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recWindow2     = 0x023E
	recRK          = 0x027E
	recFormat      = 0x041E
	recFormula     = 0x0006
	recBOF         = 0x0809
)

// What a BOF record says: the version, and what begins.
const (
	biff8     = 0x0600
	globals   = 0x0005
	worksheet = 0x0010
)

// chain reads records one after another.
type chain struct {
	b     *book
	at    int
	depth int // of substreams within the one being read
}

// begin opens the substream at a place and gives what kind it is.
func (b *book) begin(at int) (*chain, uint16, error) {
	c := &chain{b: b, at: at}
	if at < 0 || at+4 > len(b.stream) {
		return nil, 0, errDamaged
	}
	id, body, err := c.record()
	switch {
	case err != nil:
		return nil, 0, err
	case id == 0x0009 || id == 0x0209 || id == 0x0409:
		return nil, 0, errTooOld
	case id != recBOF || len(body) < 4:
		return nil, 0, errDamaged
	case binary.LittleEndian.Uint16(body) != biff8:
		return nil, 0, errTooOld
	}
	return c, binary.LittleEndian.Uint16(body[2:]), nil
}

// record reads the next record.
func (c *chain) record() (id uint16, body []byte, err error) {
	s := c.b.stream
	if c.at+4 > len(s) {
		return 0, nil, errDamaged
	}
	id = binary.LittleEndian.Uint16(s[c.at:])
	from := c.at + 4
	to := from + int(binary.LittleEndian.Uint16(s[c.at+2:]))
	if c.b.left -= to - c.at; to > len(s) || c.b.left < 0 {
		return 0, nil, errDamaged
	}
	c.at = to
	return id, s[from:to], nil
}

// next reads the next record of the substream itself; ok is false at its end.
// Substreams within it, which are charts, are passed over.
func (c *chain) next() (id uint16, body []byte, ok bool, err error) {
	for {
		if id, body, err = c.record(); err != nil {
			return 0, nil, false, err
		}
		switch {
		case id == recBOF:
			c.depth++
		case id == recEOF && c.depth == 0:
			return 0, nil, false, nil
		case id == recEOF:
			c.depth--
		case c.depth == 0:
			return id, body, true, nil
		}
	}
}

// fields reads a record's fields, with those of the CONTINUE records after it.
func (c *chain) fields(body []byte) (*fields, error) {
	f := &fields{codePage: c.b.codePage, part: body}
	for s := c.b.stream; c.at+4 <= len(s) && binary.LittleEndian.Uint16(s[c.at:]) == recContinue; {
		_, more, err := c.record()
		if err != nil {
			return nil, err
		}
		f.more = append(f.more, more)
	}
	return f, nil
}

// fields reads the fields of a record one after another. Once they run out, all
// reads give nothing and short stays true.
type fields struct {
	codePage uint16
	part     []byte
	more     [][]byte // CONTINUE records
	short    bool
}

// cross goes on to the next CONTINUE record; false where there is none.
func (f *fields) cross() bool {
	if len(f.more) == 0 {
		f.short = true
		return false
	}
	f.part, f.more = f.more[0], f.more[1:]
	return true
}

// take is the next n bytes, which stand in one record.
func (f *fields) take(n int) []byte {
	for len(f.part) == 0 && n > 0 {
		if !f.cross() {
			return make([]byte, n)
		}
	}
	if len(f.part) < n {
		f.short = true
		f.part, f.more = nil, nil
		return make([]byte, n)
	}
	out := f.part[:n]
	f.part = f.part[n:]
	return out
}

func (f *fields) u8() int  { return int(f.take(1)[0]) }
func (f *fields) u16() int { return int(binary.LittleEndian.Uint16(f.take(2))) }
func (f *fields) u32() int { return int(binary.LittleEndian.Uint32(f.take(4))) }

// skip passes over bytes, however many records they stand in.
func (f *fields) skip(n int) {
	for n > len(f.part) {
		n -= len(f.part)
		if !f.cross() {
			f.part = nil
			return
		}
	}
	f.part = f.part[n:]
}

// done reports whether all is read.
func (f *fields) done() bool {
	for len(f.part) == 0 && len(f.more) > 0 {
		f.cross()
	}
	return len(f.part) == 0
}
