package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"unicode/utf16"
)

// writeFonts embeds what was used of each face.
func (d *Doc) writeFonts(o *objects) error {
	for _, f := range d.files {
		if len(f.runes) == 0 {
			continue
		}
		if err := f.write(o); err != nil {
			return err
		}
	}
	return nil
}

// write writes a composite font whose codes are the glyph numbers of the
// embedded subset.
func (f *fontFile) write(o *objects) error {
	ttf, err := f.face.Subset(f.glyphs)
	if err != nil {
		return fmt.Errorf("PDF：嵌入字体 %s：%w", f.face.Name(), err)
	}
	name := subsetTag(ttf) + "+" + f.face.Name()
	file, toUnicode, descriptor, descendant := o.alloc(), o.alloc(), o.alloc(), o.alloc()
	o.setStream(file, fmt.Sprintf("/Length1 %d", len(ttf)), ttf)
	o.setStream(toUnicode, "", f.toUnicode())
	box := f.face.BBox()
	o.set(descriptor, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %v>>",
		name, f.mille(box[0]), f.mille(box[1]), f.mille(box[2]), f.mille(box[3]),
		f.mille(f.face.Ascent()), f.mille(f.face.Descent()), f.mille(f.face.CapHeight()), file)
	o.set(descendant, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %v/DW 1000/W[%s]/CIDToGIDMap/Identity>>",
		name, descriptor, f.widths())
	o.set(f.ref, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>", name, descendant, toUnicode)
	return nil
}

// mille converts font units to thousandths of an em.
func (f *fontFile) mille(units int) int {
	em := f.face.UnitsPerEm()
	if em == 1000 {
		return units
	}
	v := units * 1000
	if v < 0 {
		return (v - em/2) / em
	}
	return (v + em/2) / em
}

// widths lists the widths that are not an em, run by run.
func (f *fontFile) widths() []byte {
	var b bytes.Buffer
	open := false
	for i, g := range f.glyphs {
		w := f.mille(f.face.Advance(g))
		switch {
		case w == 1000 && open:
			b.WriteString("]")
			open = false
		case w != 1000 && !open:
			fmt.Fprintf(&b, "%d[%d", i+1, w)
			open = true
		case w != 1000:
			fmt.Fprintf(&b, " %d", w)
		}
	}
	if open {
		b.WriteString("]")
	}
	return b.Bytes()
}

// toUnicode maps every code to the rune that was written with it.
func (f *fontFile) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const block = 100 // the most that one bfchar may hold
	for at := 0; at < len(f.runes); at += block {
		part := f.runes[at:min(at+block, len(f.runes))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, r := range part {
			fmt.Fprintf(&b, "<%04X> <", at+i+1)
			for _, u := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// subsetTag is the six letters that mark a subset, made from its bytes.
func subsetTag(ttf []byte) string {
	sum := sha256.Sum256(ttf)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}
