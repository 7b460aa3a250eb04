package store

import (
	"strconv"
	"strings"
)

// where gathers conditions and their arguments. In a condition every ? stands
// for the next argument.
type where struct {
	conditions []string
	args       []any
}

func (w *where) add(condition string, args ...any) {
	for _, a := range args {
		condition = strings.Replace(condition, "?", w.arg(a), 1)
	}
	w.conditions = append(w.conditions, condition)
}

// arg adds an argument and gives its place.
func (w *where) arg(a any) string {
	w.args = append(w.args, a)
	return "$" + strconv.Itoa(len(w.args))
}

// in adds column IN (values).
func in[T any](w *where, column string, values []T) {
	if len(values) == 0 {
		return
	}
	at := make([]string, len(values))
	for i, v := range values {
		at[i] = w.arg(v)
	}
	w.conditions = append(w.conditions, column+" IN ("+strings.Join(at, ", ")+")")
}

// filter adds what f asks for of documents, which the query calls d.
func (w *where) filter(f Filter) {
	in(w, "d.year", f.Years)
	in(w, "d.kind", f.Kinds)
	if f.Department != 0 {
		w.add("d.department_id = ?", int64(f.Department))
	}
	if f.Unit != 0 {
		w.add("d.unit_id = ?", int64(f.Unit))
	}
	w.regions("d.region", f.Regions)
}

// regions asks that a code lie under one of some regions.
func (w *where) regions(column string, codes []string) {
	if len(codes) == 0 {
		return
	}
	var each []string
	for _, code := range codes {
		from, to := under(code)
		each = append(each, column+" BETWEEN "+w.arg(from)+" AND "+w.arg(to))
	}
	w.conditions = append(w.conditions, "("+strings.Join(each, " OR ")+")")
}

// newest is filter for a list by time, which goes along an index of one region.
func (w *where) newest(f Filter) {
	if len(f.Regions) == 1 {
		code := f.Regions[0]
		f.Regions = nil
		switch from, to := under(code); {
		case from == to:
			w.add("d.region = ?", code)
		case strings.HasSuffix(code, "0000"):
			w.add("substr(d.region, 1, 2) = ?", code[:2])
		default:
			w.add("substr(d.region, 1, 4) = ?", code[:4])
		}
	}
	w.filter(f)
}

// under is the span of codes of a region and all that is under it: 140000 to
// 149999, 140200 to 140299.
func under(code string) (from, to string) {
	switch {
	case len(code) != 6:
		return code, code
	case strings.HasSuffix(code, "0000"):
		return code, code[:2] + "9999"
	case strings.HasSuffix(code, "00"):
		return code, code[:4] + "99"
	}
	return code, code
}

// String is WHERE …; empty without conditions.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}
