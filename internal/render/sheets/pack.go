package sheets

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// pack collects the parts of a workbook and writes them in a fixed order,
// without times.
type pack struct {
	w     io.Writer
	parts map[string]*bytes.Buffer
}

func newPack(w io.Writer) excelize.ZipWriter { return &pack{w, map[string]*bytes.Buffer{}} }

// Create gives the place to write a part to.
func (p *pack) Create(name string) (io.Writer, error) {
	b := new(bytes.Buffer)
	p.parts[name] = b
	return b, nil
}

// AddFS is part of the interface; workbooks made here hold no file system.
func (p *pack) AddFS(fs.FS) error { return errors.New("工作簿不收文件夹") }

// Close writes the parts: the list of types first, as readers of streams expect,
// the others by name.
func (p *pack) Close() error {
	names := make([]string, 0, len(p.parts))
	for name := range p.parts {
		names = append(names, name)
	}
	const first = "[Content_Types].xml"
	sort.Slice(names, func(i, j int) bool {
		if (names[i] == first) != (names[j] == first) {
			return names[i] == first
		}
		return names[i] < names[j]
	})
	z := zip.NewWriter(p.w)
	for _, name := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := w.Write(numeric(name, p.parts[name].Bytes())); err != nil {
			return err
		}
	}
	return z.Close()
}

// numeric makes the kept results of formulas numbers: the library marks every
// result as text, and all formulas here are sums.
func numeric(name string, part []byte) []byte {
	if !strings.HasPrefix(name, "xl/worksheets/sheet") {
		return part
	}
	return bytes.ReplaceAll(part, []byte(` t="str"><f>`), []byte(`><f>`))
}
