package book

import "mingbai/internal/budget"

// InitOptions say what is known of a new book. Texts, Reasons and Totals are the
// keys that a profile asks for; they are written as rows to fill in.
type InitOptions struct {
	Profile string
	Unit    string
	Year    int
	Texts   []string
	Reasons []string
	Totals  []string
}

// Init writes a new book to fill in: a workbook with drop-downs and notes where
// the path ends in .xlsx, else a folder with the heads of every file and a
// book.toml with remarks.
func Init(path string, o InitOptions, opts ...Option) error {
	b := &budget.Book{Profile: o.Profile, Year: o.Year, Unit: budget.Unit{Name: o.Unit}}
	b.Texts = keysOnly(o.Texts)
	b.Reasons = keysOnly(o.Reasons)
	d := draftOf(b)
	for _, key := range o.Totals {
		d.totals = append(d.totals, entry[totalRow]{row: totalRow{key: key}})
	}
	return write(path, d, true, opts)
}

func keysOnly(keys []string) []budget.Text {
	var out []budget.Text
	for _, k := range keys {
		out = append(out, budget.Text{Key: k})
	}
	return out
}
