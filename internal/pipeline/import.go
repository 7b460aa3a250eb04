package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

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

// Import reads a published document and writes the book that prints the same.
func Import(ctx context.Context, o ImportOptions) (*reconstruct.Result, error) {
	r, err := newReaders(ctx, o.ProfileDir, o.Profile, 1)
	if err != nil {
		return nil, err
	}
	read, err := r.recognised(ctx, o.File)
	if err != nil {
		return nil, err
	}
	if why := read.profile.ReadOnly; why != "" {
		return nil, fmt.Errorf("%s 读作模板 %s，不能反推账册：%s", o.File, read.profile.ID, why)
	}
	res := reconstruct.Book(read.disclosure, read.profile)
	var opts []book.Option
	if o.Overwrite {
		opts = append(opts, book.Overwrite())
	}
	if err := book.Write(o.Out, res.Book, opts...); err != nil {
		return nil, err
	}
	return res, remark(o.Out)
}

// remark puts at the head of a folder's book.toml that the book is reconstructed.
func remark(out string) error {
	if strings.EqualFold(filepath.Ext(out), ".xlsx") {
		return nil
	}
	name := filepath.Join(out, "book.toml")
	b, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("写说明：%w", err)
	}
	head := "# " + strings.ReplaceAll(reconstruct.Remark, "\n", "\n# ") + "\n\n"
	if err := os.WriteFile(name, append([]byte(head), b...), 0o644); err != nil {
		return fmt.Errorf("写说明：%w", err)
	}
	return nil
}
