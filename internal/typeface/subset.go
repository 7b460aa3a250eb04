package typeface

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Subset cuts a font with only the glyphs asked for: .notdef is glyph 0 and
// glyphs[i] becomes glyph i+1, so that a caller that counts its glyphs knows
// their numbers before the font is cut. A glyph may be asked for twice and then
// has two numbers. Parts of composite glyphs follow at the end.
//
// The result has no cmap, names or layout tables: it is what a PDF embeds.
func (f *Face) Subset(glyphs []Glyph) ([]byte, error) {
	s := subsetter{face: f, parts: map[Glyph]Glyph{}}
	s.order = append(append(make([]Glyph, 0, len(glyphs)+1), 0), glyphs...)
	for i := 0; i < len(s.order); i++ { // grows while parts are found
		if err := s.add(s.order[i]); err != nil {
			return nil, fmt.Errorf("cut %s: %w", f.name, err)
		}
	}
	return s.font(), nil
}

// maxSubset bounds what overlapping glyphs of a hostile font can grow to.
const maxSubset = 64 << 20

type subsetter struct {
	face  *Face
	order []Glyph         // new number → old glyph
	parts map[Glyph]Glyph // old glyph → new number, of composites' parts
	glyf  []byte
	loca  []byte
	hmtx  []byte
}

func (s *subsetter) add(g Glyph) error {
	data, ok := s.face.glyphData(g)
	if !ok || len(data) > 0 && len(data) < 10 {
		return badFont("字形 %d 的数据损坏", g)
	}
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
	s.hmtx = binary.BigEndian.AppendUint16(s.hmtx, uint16(s.face.Advance(g)))
	s.hmtx = binary.BigEndian.AppendUint16(s.hmtx, uint16(s.face.leftBearing(g)))
	start := len(s.glyf)
	s.glyf = append(s.glyf, data...)
	if len(data) > 0 && i16(data, 0) < 0 {
		if err := s.renumber(s.glyf[start:], g); err != nil {
			return err
		}
	}
	s.glyf = pad4(s.glyf)
	if len(s.glyf) > maxSubset {
		return badFont("字形数据过大")
	}
	return nil
}

// renumber writes the new numbers of a composite's parts into its copy.
func (s *subsetter) renumber(data []byte, g Glyph) error {
	parts, ok := components(data)
	if !ok {
		return badFont("组合字形 %d 的数据损坏", g)
	}
	for _, c := range parts {
		n, known := s.parts[c.glyph]
		if !known {
			if len(s.order) > math.MaxUint16 {
				return badFont("字形过多")
			}
			n = Glyph(len(s.order))
			s.parts[c.glyph] = n
			s.order = append(s.order, c.glyph)
		}
		binary.BigEndian.PutUint16(data[c.at:], uint16(n))
	}
	return nil
}

// font puts the tables together, in the order of their tags.
func (s *subsetter) font() []byte {
	f, n := s.face, uint16(len(s.order))
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
	head, hhea, maxp := clone(f.head), clone(f.hhea), clone(f.maxp)
	binary.BigEndian.PutUint32(head[8:], 0)  // checksum of the whole, set last
	binary.BigEndian.PutUint16(head[50:], 1) // long loca
	binary.BigEndian.PutUint16(hhea[34:], n)
	binary.BigEndian.PutUint16(maxp[4:], n)
	return assemble([]table{
		{"cvt ", f.cvt},
		{"fpgm", f.fpgm},
		{"glyf", s.glyf},
		{"head", head},
		{"hhea", hhea},
		{"hmtx", s.hmtx},
		{"loca", s.loca},
		{"maxp", maxp},
		{"prep", f.prep},
	})
}

type table struct {
	tag  string
	data []byte
}

// assemble writes directory and tables and sets the checksums; empty optional
// tables are left out.
func assemble(all []table) []byte {
	var tables []table
	for _, t := range all {
		if len(t.data) > 0 || t.tag == "glyf" {
			tables = append(tables, t)
		}
	}
	n := len(tables)
	log := 0
	for 2<<log <= n {
		log++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	body, headAt := 12+16*n, 0
	for _, t := range tables {
		if t.tag == "head" {
			headAt = body
		}
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(body))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		body += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = pad4(append(out, t.data...))
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// checksum adds up big-endian words, the last one filled with zeros.
func checksum(b []byte) (sum uint32) {
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}

func pad4(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func clone(b []byte) []byte { return append([]byte(nil), b...) }
