package ingesttest

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The glyphs of BoxFont: none, and boxes as wide as half an em and a whole one.
const (
	halfBox  = 1
	wholeBox = 2
)

// BoxFont is a TrueType font in which every character is a box.
func BoxFont() []byte {
	return boxFont([]int16{0, 500, 1000}, be(uint16(0), uint16(1), uint16(3), uint16(10), uint32(12), uint16(13), uint16(0), uint32(16+3*12), uint32(0), uint32(3),
		[3]uint32{0x21, 0x1fff, halfBox}, [3]uint32{0x2010, 0x2fff, wholeBox}, [3]uint32{0x3001, 0x2fa1f, wholeBox}))
}

// boxFont is a font of boxes so wide, none where that is 0; cmap tells which characters they are.
func boxFont(wide []int16, cmap []byte) []byte {
	var glyf, loca, hmtx bytes.Buffer
	for _, w := range wide {
		loca.Write(be(uint32(glyf.Len())))
		hmtx.Write(be(uint16(max(w, 1)), min(w, bearing)))
		if w > 0 {
			glyf.Write(boxGlyph(w))
		}
	}
	loca.Write(be(uint32(glyf.Len())))
	n := uint16(len(wide))
	return fontOf(map[string][]byte{
		"OS/2": be(uint16(1), int16(1000), uint16(400), uint16(5), uint16(0), [10]int16{}, int16(0), [10]byte{}, [4]uint32{}, [4]byte{}, uint16(64), uint16(0x21), uint16(0xffff),
			int16(880), int16(-120), int16(0), uint16(880), uint16(120), uint32(1<<17|1<<18|1<<19|1<<20), uint32(0)), // Japanese, both kinds of Chinese, Korean
		"cmap": cmap,
		"glyf": glyf.Bytes(),
		"head": be(uint32(0x10000), uint32(0x10000), uint32(0), uint32(0x5f0f3cf5), uint16(3), uint16(1000), [2]uint64{}, int16(0), int16(-120), int16(1000), int16(880), uint16(0), uint16(8), int16(2), int16(1), int16(0)),
		"hhea": be(uint32(0x10000), int16(880), int16(-120), int16(0), uint16(1000), [3]int16{0, 0, 1000}, [3]int16{1, 0, 0}, [4]int16{}, int16(0), n),
		"hmtx": hmtx.Bytes(),
		"loca": loca.Bytes(),
		"maxp": be(uint32(0x10000), n, uint16(4), uint16(1), [2]uint16{}, uint16(1), [8]uint16{}),
		"name": be(uint16(0), uint16(2), uint16(6+2*12), [6]uint16{1, 0, 0, 1, 20, 0}, [6]uint16{1, 0, 0, 2, 7, 13}, []byte("AR PL UMing CN Light")), // a name that PDFium asks for
		"post": be(uint32(0x30000), uint32(0), [2]int16{}, [5]uint32{}),
	})
}

// bearing is the room at either side of a box: PDFium takes characters alike whose boxes
// touch for one that is drawn twice.
const bearing = 50

// boxGlyph is a box in the middle of so much room.
func boxGlyph(wide int16) []byte {
	from, to := int16(bearing), wide-bearing
	return append(be(int16(1), from, int16(-120), to, int16(880), uint16(3), uint16(0), [4]byte{1, 1, 1, 1},
		[4]int16{from, to - from, 0, from - to}, [4]int16{-120, 0, 1000, 0}), 0, 0)
}

// be is values one after the other, the high byte first.
func be(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		if err := binary.Write(&b, binary.BigEndian, v); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

// fontOf is a font of tables.
func fontOf(tables map[string][]byte) []byte {
	var tags []string
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	var list, body bytes.Buffer
	list.Write(be(uint32(0x10000), uint16(len(tags)), uint16(128), uint16(3), uint16(len(tags)*16-128)))
	for _, tag := range tags {
		data := tables[tag]
		padded := append(slices.Clone(data), make([]byte, (4-len(data)%4)%4)...)
		sum := uint32(0)
		for i := 0; i < len(padded); i += 4 {
			sum += binary.BigEndian.Uint32(padded[i:])
		}
		list.WriteString(tag)
		list.Write(be(sum, uint32(12+16*len(tags)+body.Len()), uint32(len(data))))
		body.Write(padded)
	}
	return append(list.Bytes(), body.Bytes()...)
}
