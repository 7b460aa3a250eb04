package data

// lineLength is the most bytes that a list or an object may have to stand on
// one line.
const lineLength = 160

// layout appends compact JSON to dst with indents. What holds only values, or
// lists of values, stands on one line where it is short enough.
func layout(dst, src []byte) []byte {
	depth := 0
	for i := 0; i < len(src); {
		switch c := src[i]; c {
		case '"':
			end := stringEnd(src, i)
			dst = append(dst, src[i:end]...)
			i = end
			continue
		case '{', '[':
			if end := flat(src, i); end > 0 {
				dst = inline(dst, src[i:end])
				i = end
				continue
			}
			depth++
			dst = newline(append(dst, c), depth)
		case '}', ']':
			depth--
			dst = append(newline(dst, depth), c)
		case ',':
			dst = newline(append(dst, c), depth)
		case ':':
			dst = append(dst, ": "...)
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}

// stringEnd is the place after the string that begins at i.
func stringEnd(src []byte, i int) int {
	for i++; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(src)
}

// flat is the place after the list or object at i if it may stand on one line:
// short, with no object in it and no list in a list of its own; 0 if not.
func flat(src []byte, i int) int {
	depth := 0
	for j := i; j < len(src) && j-i < lineLength; {
		switch src[j] {
		case '"':
			j = stringEnd(src, j)
			continue
		case '{':
			if j > i {
				return 0
			}
			depth++
		case '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return j + 1
			}
		}
		j++
	}
	return 0
}

func inline(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		c := src[i]
		if c == '"' {
			end := stringEnd(src, i)
			dst = append(dst, src[i:end]...)
			i = end
			continue
		}
		dst = append(dst, c)
		if c == ',' || c == ':' {
			dst = append(dst, ' ')
		}
		i++
	}
	return dst
}

func newline(dst []byte, depth int) []byte {
	dst = append(dst, '\n')
	for range depth {
		dst = append(dst, "  "...)
	}
	return dst
}
