package pipeline

import (
	"context"

	"mingbai/internal/book"
	"mingbai/internal/reconstruct"
)

// ImportOptions say which document becomes a book, and where.
type ImportOptions struct {
	File       string
	Out        string // a folder, or a workbook (.xlsx)
	Profile    string // forces a profile
	ProfileDir string
	Overwrite  bool
}

// Import reads a published document and writes the book that prints the same; where
// no accounts are kept for documents of its kind, that is a manuscript.
func Import(ctx context.Context, o ImportOptions) (*reconstruct.Result, error) {
	r, err := newReaders(ctx, o.ProfileDir, o.Profile, 1)
	if err != nil {
		return nil, err
	}
	read, err := r.recognised(ctx, o.File)
	if err != nil {
		return nil, err
	}
	if read.profile.ReadOnly != "" {
		return importManuscript(read, o)
	}
	p := read.profile
	if y := read.disclosure.Year; y != 0 && y != p.Year {
		p = p.InYear(y)
	}
	res := reconstruct.Book(read.disclosure, p)
	opts := []book.Option{book.Remark(reconstruct.RemarkOf(read.disclosure))}
	if o.Overwrite {
		opts = append(opts, book.Overwrite())
	}
	if err := book.Write(o.Out, res.Book, opts...); err != nil {
		return nil, err
	}
	return res, nil
}
