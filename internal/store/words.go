package store

import "slices"

// Words are the names and codes that a query's text asks for, as they are looked
// for: to mark them in what was found. What makes no sense is an error that says
// what can be written.
func Words(text string) ([]string, error) {
	w, err := understand(text)
	if err != nil {
		return nil, err
	}
	return slices.Concat(w.words, w.codes), nil
}
