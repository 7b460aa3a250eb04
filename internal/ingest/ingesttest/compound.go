package ingesttest

import (
	"encoding/binary"
	"unicode/utf16"
)

// The numbers of sectors that are none.
const (
	sectorSize = 512
	endOfChain = 0xFFFFFFFE
	fatSector  = 0xFFFFFFFD
	noSector   = 0xFFFFFFFF
)

// CompoundFile is a compound file (复合文档) of one stream. The stream is filled up
// to the length from which on streams have sectors of their own.
//
// The sectors are: the table of chains (FAT), the directory, the stream.
func CompoundFile(name string, stream []byte) []byte {
	sectors := max(len(stream)+sectorSize-1, 4096) / sectorSize
	tables := 1
	for tables*sectorSize/4 < tables+1+sectors {
		tables++
	}
	head := make([]byte, sectorSize)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le := binary.LittleEndian
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(tables), 48: uint32(tables), 56: 4096, 60: endOfChain, 68: endOfChain} {
		le.PutUint32(head[at:], v)
	}
	for i := range 109 {
		v := uint32(noSector)
		if i < tables {
			v = uint32(i)
		}
		le.PutUint32(head[76+4*i:], v)
	}
	chains := make([]byte, tables*sectorSize)
	for i := range len(chains) / 4 {
		v := uint32(noSector)
		switch {
		case i < tables:
			v = fatSector
		case i == tables, i == tables+sectors:
			v = endOfChain
		case i < tables+sectors:
			v = uint32(i + 1)
		}
		le.PutUint32(chains[4*i:], v)
	}
	directory := make([]byte, sectorSize)
	entry(directory, "Root Entry", 5, 1, endOfChain, 0)
	entry(directory[128:], name, 2, noSector, uint32(tables+1), sectors*sectorSize)
	body := make([]byte, sectors*sectorSize)
	copy(body, stream)
	out := append(head, chains...)
	return append(append(out, directory...), body...)
}

// entry writes an entry of the directory.
func entry(b []byte, name string, kind byte, child, start uint32, size int) {
	le := binary.LittleEndian
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		le.PutUint16(b[2*i:], u)
	}
	le.PutUint16(b[64:], uint16(2*len(units)+2))
	b[66], b[67] = kind, 1
	le.PutUint32(b[68:], noSector)
	le.PutUint32(b[72:], noSector)
	le.PutUint32(b[76:], child)
	le.PutUint32(b[116:], start)
	le.PutUint32(b[120:], uint32(size))
}
