package opendata

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// rowGroup is how many rows are held in memory until they are written.
const rowGroup = 50_000

// parquetFile writes rows as Parquet, compressed by zstd.
type parquetFile[T any] struct{ w *parquet.GenericWriter[T] }

func newParquet[T any](to io.Writer) *parquetFile[T] {
	return &parquetFile[T]{parquet.NewGenericWriter[T](to,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault}),
		parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.CreatedBy("mingbai", "1", ""),
	)}
}

// Write writes rows.
func (f *parquetFile[T]) Write(rows []T) error {
	if _, err := f.w.Write(rows); err != nil {
		return fmt.Errorf("写 Parquet：%w", err)
	}
	return nil
}

// Close writes the rest and the file's directory.
func (f *parquetFile[T]) Close() error {
	if err := f.w.Close(); err != nil {
		return fmt.Errorf("写 Parquet：%w", err)
	}
	return nil
}
