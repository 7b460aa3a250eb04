package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/annotate"
	"mingbai/internal/diag"
	"mingbai/internal/disk"
)

// Annotated is what became of one document that was to be marked.
type Annotated struct {
	Name  string // of the document
	Path  string // what was written; empty where nothing was
	Marks int
	Why   string // why nothing was written
}

// Annotate writes the checked PDF documents with their findings marked on the
// pages: one document to the file out, several into the folder out. A document
// that cannot be marked has the reason in its entry; the error is for what could
// not be done at all.
func (c *Checked) Annotate(ctx context.Context, out string) ([]Annotated, error) {
	if info, err := os.Stat(out); len(c.inputs) > 1 || err == nil && info.IsDir() {
		if err := os.MkdirAll(out, 0o755); err != nil {
			return nil, fmt.Errorf("--annotate：有多份文件时要给文件夹，%s 建不了：%w", out, err)
		}
		return c.annotateInto(ctx, out)
	}
	one, err := c.annotate(ctx, 0, out)
	return []Annotated{one}, err
}

func (c *Checked) annotateInto(ctx context.Context, dir string) ([]Annotated, error) {
	list := make([]Annotated, 0, len(c.inputs))
	taken := map[string]bool{}
	for i := range c.inputs {
		if err := ctx.Err(); err != nil {
			return list, err
		}
		name := free(filepath.Base(filepath.FromSlash(c.inputs[i].name)), taken)
		one, err := c.annotate(ctx, i, filepath.Join(dir, name))
		if err != nil {
			return list, err
		}
		list = append(list, one)
	}
	return list, nil
}

// free is a name that no other document of the run has.
func free(name string, taken map[string]bool) string {
	ext := filepath.Ext(name)
	one := name
	for n := 2; taken[strings.ToLower(one)]; n++ {
		one = strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(n) + ext
	}
	taken[strings.ToLower(one)] = true
	return one
}

// annotate marks one document.
func (c *Checked) annotate(_ context.Context, i int, path string) (Annotated, error) {
	d := &c.Report.Documents[i]
	one := Annotated{Name: d.Source.Name}
	switch {
	case d.Err != nil:
		one.Why = "没有读，不能标注"
		return one, nil
	case d.Source.MediaType != "application/pdf":
		one.Why = "不是 PDF：--annotate 只在 PDF 上标注；其他格式用 --format html 看标出的位置"
		return one, nil
	}
	data, fault := c.inputs[i].read()
	if fault != nil {
		return one, fault
	}
	if checksum(data) != d.Source.SHA256 {
		one.Why = "检查以后文件变了，没有标注；再检查一次（从标准输入读的，先存成文件）"
		return one, nil
	}
	marks := marksOf(d.Findings)
	var more []byte
	if len(marks) > 0 {
		var err error
		more, err = annotate.Update(data, marks)
		if errors.Is(err, annotate.ErrEncrypted) || errors.Is(err, annotate.ErrDamaged) {
			one.Why = err.Error()
			return one, nil
		}
		if err != nil {
			return one, fmt.Errorf("标注 %s：%w", d.Source.Name, err)
		}
	}
	if err := replaceFile(path, c.inputs[i].name, data, more); err != nil {
		return one, err
	}
	one.Path, one.Marks = path, len(marks)
	return one, nil
}

func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// replaceFile writes parts whole or not at all to the path, which must not be the source.
func replaceFile(path, source string, parts ...[]byte) error {
	if a, err := os.Stat(path); err == nil {
		if b, err := os.Stat(source); err == nil && os.SameFile(a, b) {
			return fmt.Errorf("写 %s：这就是要检查的文件本身；--annotate 换一个文件名", path)
		}
	}
	return disk.WriteFile(path, slices.Concat(parts...))
}

// Unmarked tells of a document that was asked for alone and could not be marked.
func Unmarked(list []Annotated) *diag.ReadError {
	if len(list) == 1 && list[0].Path == "" {
		return &diag.ReadError{Code: "not_annotated", Message: list[0].Name + "：" + list[0].Why}
	}
	return nil
}
