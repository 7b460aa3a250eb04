package typeface

import "sort"

// charmap looks a rune up in the font's own cmap subtable, in place: nothing is
// unpacked at start.
type charmap struct {
	format int    // 4 or 12
	data   []byte // the subtable
	count  int    // segments or groups
}

// readCharmap chooses the best Unicode subtable: all of Unicode (format 12)
// before the basic plane (format 4).
func readCharmap(cmap []byte, numGlyphs int) (charmap, error) {
	if len(cmap) < 4 {
		return charmap{}, badFont("缺少 cmap 表")
	}
	n := u16(cmap, 2)
	if len(cmap) < 4+8*n {
		return charmap{}, badFont("cmap 表不完整")
	}
	var best charmap
	for i := range n {
		rec := cmap[4+8*i:]
		platform, encoding, off := u16(rec, 0), u16(rec, 2), uint64(u32(rec, 4))
		unicode := platform == 0 && encoding != 5 || platform == 3 && (encoding == 1 || encoding == 10)
		if !unicode || off+16 > uint64(len(cmap)) {
			continue
		}
		if m, ok := readSubtable(cmap[off:]); ok && m.format > best.format {
			best = m
		}
	}
	if best.format == 0 {
		return charmap{}, badFont("cmap 表中没有可用的 Unicode 对照")
	}
	return best, nil
}

// readSubtable accepts formats 4 and 12 whose arrays lie within the bytes.
func readSubtable(b []byte) (charmap, bool) {
	switch u16(b, 0) {
	case 4:
		count := u16(b, 6) / 2
		return charmap{4, b, count}, count > 0 && len(b) >= 16+8*count
	case 12:
		count := uint64(u32(b, 12))
		return charmap{12, b, int(count)}, count > 0 && uint64(len(b)) >= 16+12*count
	}
	return charmap{}, false
}

func (m charmap) lookup(r rune) Glyph {
	if r < 0 {
		return 0
	}
	if m.format == 12 {
		return m.lookupGroups(uint32(r))
	}
	if r > 0xFFFF {
		return 0
	}
	return m.lookupSegments(int(r))
}

// lookupGroups is format 12: groups of (first, last, first glyph).
func (m charmap) lookupGroups(c uint32) Glyph {
	i := sort.Search(m.count, func(i int) bool { return u32(m.data, 16+12*i+4) >= c })
	if i == m.count {
		return 0
	}
	first, start := u32(m.data, 16+12*i), u32(m.data, 16+12*i+8)
	if c < first || uint64(start)+uint64(c-first) > 0xFFFF {
		return 0
	}
	return Glyph(start + c - first)
}

// lookupSegments is format 4: four arrays of ends, starts, deltas and offsets.
func (m charmap) lookupSegments(c int) Glyph {
	ends, starts := 14, 16+2*m.count
	deltas, offsets := starts+2*m.count, starts+4*m.count
	i := sort.Search(m.count, func(i int) bool { return u16(m.data, ends+2*i) >= c })
	if i == m.count {
		return 0
	}
	start := u16(m.data, starts+2*i)
	if c < start {
		return 0
	}
	delta, offset := u16(m.data, deltas+2*i), u16(m.data, offsets+2*i)
	if offset == 0 {
		return Glyph(c + delta)
	}
	at := offsets + 2*i + offset + 2*(c-start)
	if at+2 > len(m.data) {
		return 0
	}
	g := u16(m.data, at)
	if g == 0 {
		return 0
	}
	return Glyph(g + delta)
}
