package annotate

import (
	"bytes"
	"compress/zlib"
	"io"
)

// member is an object of a stream of objects.
type member struct {
	number int
	body   []byte
}

// maxStream bounds a stream when it is unpacked, in bytes.
const maxStream = 32 << 20

// object reads an object by its number.
func (f *file) object(n int) (value, error) {
	s, ok := f.spots[n]
	switch {
	case !ok || s.free:
		return value{}, damaged("没有对象%d", n)
	case s.within > 0:
		return f.memberOf(s, n)
	}
	v, _, err := f.at(s.offset, n)
	return v, err
}

// resolve follows a reference, and one more where that leads to another.
func (f *file) resolve(v value) (value, error) {
	for range 8 {
		if v.kind != reference {
			return v, nil
		}
		var err error
		if v, err = f.object(v.num); err != nil {
			return value{}, err
		}
	}
	return value{}, damaged("引用绕成了圈")
}

// at reads the object that begins at an offset; want is its number, -1 for any.
// The parser given back stands after it.
func (f *file) at(offset, want int) (value, *parser, error) {
	if offset <= 0 || offset >= len(f.data) {
		return value{}, nil, damaged("对象%d的位置%d在文件之外", want, offset)
	}
	p := &parser{b: f.data, pos: offset}
	n, ok := natural(p.word())
	_, ok2 := natural(p.word())
	if !ok || !ok2 || !p.is("obj") || want >= 0 && n != want {
		return value{}, nil, damaged("位置%d处不是对象%d", offset, want)
	}
	v, ok := p.value(0)
	if !ok {
		return value{}, nil, damaged("对象%d读不出", n)
	}
	return v, p, nil
}

// streamAt reads and unpacks the stream at an offset.
func (f *file) streamAt(offset, want int) (value, []byte, error) {
	dict, p, err := f.at(offset, want)
	if err != nil {
		return value{}, nil, err
	}
	if dict.kind != dictKind || !p.is("stream") {
		return value{}, nil, damaged("位置%d处不是流", offset)
	}
	if bytes.HasPrefix(p.b[p.pos:], []byte("\r\n")) {
		p.pos++
	}
	p.pos++
	length := dict.get("Length")
	if length.kind == reference && want >= 0 { // a cross-reference's own length stands with it
		if length, err = f.resolve(length); err != nil {
			return value{}, nil, err
		}
	}
	end := p.pos + length.num
	if length.kind != integer || length.num < 0 || end > len(f.data) || p.pos > len(f.data) {
		return value{}, nil, damaged("位置%d处的流长度不对", offset)
	}
	body, err := unpack(dict, f.data[p.pos:end])
	return dict, body, err
}

// unpack takes off the one filter that such streams have in practice.
func unpack(dict value, body []byte) ([]byte, error) {
	filter := dict.get("Filter")
	parms := dict.get("DecodeParms")
	if filter.kind == arrayKind && len(filter.list) == 1 {
		filter = filter.list[0]
	}
	if parms.kind == arrayKind && len(parms.list) == 1 {
		parms = parms.list[0]
	}
	switch {
	case filter.name == "" && filter.kind == other:
		return body, nil
	case filter.name != "FlateDecode":
		return nil, damaged("流用的是%s", filter.raw)
	}
	z, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, damaged("流解不开（%v）", err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, maxStream+1))
	if len(plain) > maxStream {
		return nil, damaged("流解开后大于%d MB", maxStream>>20)
	}
	if err != nil && len(plain) == 0 {
		return nil, damaged("流解不开（%v）", err)
	}
	return predict(parms, plain)
}

// predict undoes the differences of PNG rows.
func predict(parms value, b []byte) ([]byte, error) {
	if parms.get("Predictor").num < 10 {
		return b, nil
	}
	columns := max(1, parms.get("Columns").num)
	if columns > 1<<16 || max(1, parms.get("Colors").num) != 1 {
		return nil, damaged("流的预测方式不认识")
	}
	var out []byte
	above := make([]byte, columns)
	for len(b) > columns {
		how, row := b[0], b[1:columns+1]
		b = b[columns+1:]
		for i := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			switch how {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			}
		}
		out = append(out, row...)
		above = row
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	pa, pb, pc := distance(int(b), int(c)), distance(int(a), int(c)), distance(int(a)+int(b), 2*int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func distance(a, b int) int { return max(a-b, b-a) }

// memberOf reads an object out of a stream of objects.
func (f *file) memberOf(s spot, n int) (value, error) {
	list, ok := f.streams[s.within]
	if !ok {
		var err error
		if list, err = f.members(s.within); err != nil {
			return value{}, err
		}
		f.streams[s.within] = list
	}
	for i, m := range list {
		if m.number == n && (i == s.nth || s.nth >= len(list) || list[s.nth].number != n) {
			if v, ok := (&parser{b: m.body}).value(0); ok {
				return v, nil
			}
			break
		}
	}
	return value{}, damaged("对象%d读不出", n)
}

// members takes a stream of objects apart.
func (f *file) members(number int) ([]member, error) {
	at, ok := f.spots[number]
	if !ok || at.free || at.within > 0 {
		return nil, damaged("没有对象流%d", number)
	}
	f.streams[number] = nil // a stream whose length stands in itself ends here
	dict, body, err := f.streamAt(at.offset, number)
	if err != nil {
		return nil, err
	}
	first, count := dict.get("First").num, dict.get("N").num
	if first < 0 || first > len(body) || count < 0 || count > len(body) {
		return nil, damaged("对象流%d的开头不对", number)
	}
	head := &parser{b: body[:first]}
	out := make([]member, 0, count)
	for range count {
		n, ok := natural(head.word())
		offset, ok2 := natural(head.word())
		if !ok || !ok2 || first+offset > len(body) {
			return nil, damaged("对象流%d的目录不对", number)
		}
		out = append(out, member{n, body[first+offset:]})
	}
	return out, nil
}
