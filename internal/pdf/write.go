package pdf

import (
	"errors"
	"io"
)

// ref is an object's number; 0 is none.
type ref int

// WriteTo writes the whole document; it reports the first mistake that was made
// while it was drawn.
func (d *Doc) WriteTo(w io.Writer) (int64, error) {
	return 0, errors.New("pdf: writing is not there yet")
}
