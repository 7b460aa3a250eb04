package xls_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/xls"
)

// small is a sound workbook of two cells.
func small() *made {
	var m made
	m.global(rec(0x0042, u16(1200)), rec(0x041E, u16(164), wide("0.00")), xf(164, 4), rec(0x00FC, u32(1), u32(1), wide("合计")))
	m.cell(rec(0x00FD, at(0, 0), u32(0)), rec(0x027E, at(0, 1), shortWhole(150, true)))
	return &m
}

var smallLines = []string{"table", "[0+1/1 合计][1+1/1 1.50]"}

func TestStreamsWithAndWithoutACompoundFile(t *testing.T) {
	want(t, small().data(), smallLines...)
	want(t, ingesttest.CompoundFile("Workbook", small().data()), smallLines...)
	want(t, ingesttest.CompoundFile("WORKBOOK", small().data()), smallLines...)
	big := small()
	for i := range 30_000 {
		big.cell(rec(0x0203, at(1+i%60_000, i/60_000), f64(float64(i)+0.25)))
	}
	d, err := xls.Read("a.xls", ingesttest.CompoundFile("Workbook", big.data()))
	if err != nil {
		t.Fatal(err)
	}
	if lines := ingesttest.Lines(d); lines[len(lines)-1] != "[0+1/1 29999.25][1+1/1 ]" {
		t.Errorf("the last row is %s", lines[len(lines)-1])
	}
}

func TestRefusesBadFiles(t *testing.T) {
	sound := ingesttest.CompoundFile("Workbook", small().data())
	locked := small()
	locked.global(rec(0x002F, make([]byte, 54)))
	shortCell := small()
	shortCell.cell(rec(0x0203, at(5, 5), []byte{1, 2}))
	lost := small()
	lost.cell(rec(0x00FD, at(5, 5), u32(9)))
	shortText := small()
	shortText.cell(rec(0x0204, at(5, 5), u16(500), []byte{1}, []byte("ab")))
	manyStrings := small()
	manyStrings.global(rec(0x00FC, u32(9), u32(0xFFFFFFF0), narrow("a")))
	farColumn := small()
	farColumn.cell(rec(0x0203, at(5, 60_000), f64(1)))
	data := small().data()
	unended := data[:len(data)-4]
	ingesttest.Refuses(t, xls.Read, []ingesttest.Bad{
		{Name: "空.xls", Data: nil, Says: []string{"文件是空的"}},
		{Name: "文字.xls", Data: []byte("2023年度预算公开"), Says: []string{"不是", "另存为 .xlsx"}},
		{Name: "版式.xls", Data: []byte("%PDF-1.7"), Says: []string{"是 PDF", ".pdf"}},
		{Name: "新.xls", Data: ingesttest.Zip("xl/workbook.xml", "<a/>"), Says: []string{"把扩展名改为 .xlsx"}},
		{Name: "XML.xls", Data: []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), Says: []string{"XML 电子表格", "另存为 .xlsx"}},
		{Name: "新的有密码.xls", Data: ingesttest.CompoundFile("EncryptedPackage", nil), Says: []string{"有密码", "去掉密码"}},
		{Name: "文档.xls", Data: ingesttest.CompoundFile("WordDocument", nil), Says: []string{"旧格式的 Word 文档"}},
		{Name: "别的.xls", Data: ingesttest.CompoundFile("Something", nil), Says: []string{"旧格式"}},
		{Name: "密码.xls", Data: locked.data(), Says: []string{"有密码", "去掉密码"}},
		{Name: "95.xls", Data: ingesttest.CompoundFile("Book", small().data()), Says: []string{"Excel 95 或更早", "另存为 .xlsx"}},
		{Name: "95版.xls", Data: ingesttest.CompoundFile("Workbook", bof(0x0500, 5)), Says: []string{"Excel 95 或更早"}},
		{Name: "4.xls", Data: rec(0x0409, make([]byte, 6)), Says: []string{"Excel 95 或更早"}},
		{Name: "空流.xls", Data: ingesttest.CompoundFile("Workbook", nil), Says: []string{"不完整或已损坏"}},
		{Name: "半截.xls", Data: sound[:len(sound)-4096], Says: []string{"不完整或已损坏"}},
		{Name: "只有头.xls", Data: sound[:512], Says: []string{"不完整或已损坏"}},
		{Name: "没有完.xls", Data: unended, Says: []string{"不完整或已损坏"}},
		{Name: "短格.xls", Data: shortCell.data(), Says: []string{"不完整或已损坏"}},
		{Name: "没有的文字.xls", Data: lost.data(), Says: []string{"不完整或已损坏"}},
		{Name: "短文字.xls", Data: shortText.data(), Says: []string{"不完整或已损坏"}},
		{Name: "四十亿文字.xls", Data: manyStrings.data(), Says: []string{"工作表太大"}},
		{Name: "远列.xls", Data: farColumn.data(), Says: []string{"工作表太大"}},
		{Name: "大.xls", Data: append(bytes.Clone(sound), make([]byte, 64<<20)...), Says: []string{"文件超过 64 MB"}},
	})
}

// TestBearsHostileFiles has chains of sectors in circles, sizes that cannot be,
// sheets on top of one another, and cells beyond number.
func TestBearsHostileFiles(t *testing.T) {
	sound := ingesttest.CompoundFile("Workbook", small().data())
	bent := func(at int, v uint32) []byte {
		b := bytes.Clone(sound)
		binary.LittleEndian.PutUint32(b[at:], v)
		return b
	}
	const fat, directory = 512, 1024
	for name, data := range map[string][]byte{
		"流成环":    bent(fat+4*4, 2),
		"扇区指自己":  bent(fat+4*3, 3),
		"目录成环":   bent(fat+4*1, 1),
		"目录兄弟成环": bent(directory+128+68, 1),
		"目录父子成环": bent(directory+128+76, 0),
		"流长四十亿":  bent(directory+128+120, 0xFFFFFFFF),
		"流在外":    bent(directory+128+116, 0x7FFFFFFF),
		"表在外":    bent(76, 0x00FFFFFF),
		"表四十亿":   bent(44, 0xFFFFFFFF),
		"续表成环":   bent(68, 1),
	} {
		ingesttest.Bears(t, name, xls.Read, data)
	}
	ingesttest.Bears(t, "满是目录", xls.Read, directories(13_000))

	const levels = 400
	entry := rec(0x0085, u32(0), []byte{0, 0}, []byte{1, 0, 'a'})
	first := len(bof(0x0600, 5)) + levels*len(entry) + 4 + 6 + 4 + len(eof)
	nested := &made{}
	for i := range levels {
		binary.LittleEndian.PutUint32(entry[4:], uint32(first+(i+1)*len(bof(0x0600, 0x10))))
		nested.global(entry)
		nested.cell(bof(0x0600, 0x10))
	}
	for range 50_000 {
		nested.cell(rec(0x0203, at(1, 1), f64(1)))
	}
	nested.cell(bytes.Repeat(eof, levels))
	ingesttest.Bears(t, "层叠的工作表", xls.Read, nested.data())

	many := small()
	for i := range 1100 {
		many.cell(rec(0x00BD, u16(i), u16(0), bytes.Repeat(append(u16(0), shortWhole(1, false)...), 999), u16(998)))
	}
	ingesttest.Bears(t, "百万格", xls.Read, many.data())

	same := small()
	for range 300_000 {
		same.cell(rec(0x0203, at(1, 1), f64(1)))
	}
	ingesttest.Bears(t, "同一格", xls.Read, same.data())

	long := &made{}
	long.global(rec(0x041E, u16(200), narrow(`"`+strings.Repeat("x", 900)+`"0`)), xf(200, 0))
	for i := range 60_000 {
		long.cell(rec(0x0203, at(i, 0), f64(1)), rec(0x0203, at(i, 1), f64(1)))
	}
	ingesttest.Bears(t, "长格式", xls.Read, long.data())

	merged := small()
	for range 190 {
		merged.cell(rec(0x00E5, u16(1000), bytes.Repeat(append(append(u16(0), u16(65535)...), append(u16(0), u16(255)...)...), 1000)))
	}
	for i := range 3000 {
		merged.cell(rec(0x00BD, u16(i), u16(0), bytes.Repeat(append(u16(0), shortWhole(1, false)...), 250), u16(250)))
	}
	ingesttest.Bears(t, "合并全表", xls.Read, merged.data())
}

// directories is a compound file of nothing but a directory, each entry the
// sibling of the one before.
func directories(sectors int) []byte {
	b := ingesttest.CompoundFile("Workbook", make([]byte, sectors*512))
	tables := int(binary.LittleEndian.Uint32(b[44:]))
	fat := b[512:]
	for i := tables; i < tables+sectors; i++ {
		binary.LittleEndian.PutUint32(fat[4*i:], uint32(i+1))
	}
	entries := b[512*(1+tables):]
	for i := range sectors * 4 {
		e := entries[128*i:]
		copy(e, "a\x00b\x00")
		e[64], e[66] = 6, 2
		for _, at := range []int{68, 72, 76} {
			binary.LittleEndian.PutUint32(e[at:], 0xFFFFFFFF)
		}
		binary.LittleEndian.PutUint32(e[72:], uint32(i+1))
	}
	return b
}

func FuzzStream(f *testing.F) {
	f.Add(small().data())
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := xls.Read("a.xls", append([]byte("\x09\x08\x10\x00\x00\x06\x05\x00"), data...)); err == nil {
			ingesttest.Lines(d)
		}
		if d, err := xls.Read("a.xls", data); err == nil {
			ingesttest.Lines(d)
		}
	})
}

// FuzzCells changes the records of the globals and of a sheet that is found.
func FuzzCells(f *testing.F) {
	s := small()
	f.Add(s.globals, s.cells)
	f.Add(rec(0x00FC, u32(1), u32(1), u16(3), []byte{0}, []byte("a")), append(rec(0x3C, []byte("\x00bc")), rec(0x00BD, u16(1), u16(0), u16(0), shortWhole(1, true), u16(0))...))
	f.Fuzz(func(t *testing.T, globals, cells []byte) {
		m := made{globals: globals, cells: cells}
		if d, err := xls.Read("a.xls", m.data()); err == nil {
			ingesttest.Lines(d)
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add(ingesttest.CompoundFile("Workbook", small().data()))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := xls.Read("a.xls", data); err == nil {
			ingesttest.Lines(d)
		}
	})
}
