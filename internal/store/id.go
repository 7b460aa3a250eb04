package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// ID names a department, a unit or a document. It follows from what it names
// and has 52 bits, so that it is whole in JavaScript too. Zero names nothing.
type ID int64

// alphabet leaves out letters that are taken for digits.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// idLength is how many of them an id takes, five bits each.
const idLength = 11

// String is the id as it stands in an address: 11 letters and digits.
func (id ID) String() string {
	var b [idLength]byte
	for i := range b {
		b[i] = alphabet[id>>(5*(idLength-1-i))&31]
	}
	return string(b[:])
}

// ParseID reads what String writes.
func ParseID(s string) (ID, error) {
	var id ID
	for _, r := range strings.ToLower(s) {
		at := strings.IndexRune(alphabet, r)
		if at < 0 || len(s) != idLength {
			return 0, fmt.Errorf("编号“%s”不完整或抄错了；重新复制网址", s)
		}
		id = id<<5 | ID(at)
	}
	if id == 0 || id >= 1<<52 {
		return 0, fmt.Errorf("编号“%s”不完整或抄错了；重新复制网址", s)
	}
	return id, nil
}

// MarshalText writes String's form.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads it.
func (id *ID) UnmarshalText(b []byte) (err error) {
	*id, err = ParseID(string(b))
	return err
}

func hashed(parts ...string) uint64 {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return binary.BigEndian.Uint64(sum[:])
}

func departmentID(region, name string) ID { return ID(hashed("department", region, name) >> 12) }
func unitID(region, name string) ID       { return ID(hashed("unit", region, name) >> 12) }

func documentID(unit ID, year int, kind, scope string) ID {
	return ID(hashed("document", unit.String(), strconv.Itoa(year), kind, scope) >> 12)
}

// termID is never shown; it is longer because there are more of them. Those with a
// code come before those without, of which there are far more.
func termID(key, code, name string) int64 {
	id := int64(hashed("term", key, code, name) >> 2)
	if code == "" {
		id |= 1 << 62
	}
	return id
}
