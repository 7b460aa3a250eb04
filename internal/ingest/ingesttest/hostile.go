package ingesttest

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
)

// Zip is an archive of parts, given as name, text, name, text …
func Zip(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Bomb is an archive whose part unpacks to so many megabytes of the same piece of
// text.
func Bomb(part, piece string, megabytes int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(part)
	if err != nil {
		panic(err)
	}
	block := []byte(strings.Repeat(piece, 1<<20/len(piece)+1))
	for range megabytes {
		if _, err := w.Write(block); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Compound is the beginning of a compound file that has a stream of the name.
func Compound(stream string) []byte {
	b := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	b = append(b, make([]byte, 1016)...)
	for _, u := range utf16.Encode([]rune(stream)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return append(b, make([]byte, 512)...)
}

// Bad is a file that cannot be read, and what has to be said of it.
type Bad struct {
	Name string
	Data []byte
	Says []string
}

// Refuses reads bad files: each has to give an error that names the file, what is
// wrong and what to do, soon and without much memory.
func Refuses(t *testing.T, read func(string, []byte) (*doc.Document, error), bad []Bad) {
	t.Helper()
	for _, b := range bad {
		t.Run(b.Name, func(t *testing.T) {
			err := bounded(t, func() error {
				_, err := read("某处/"+b.Name, b.Data)
				return err
			})
			var known *source.Error
			if !errors.As(err, &known) {
				t.Fatalf("error %v is not one for people", err)
			}
			text := err.Error()
			if !strings.HasPrefix(text, b.Name+"：") || strings.HasSuffix(text, "。") {
				t.Errorf("message %q", text)
			}
			for _, s := range b.Says {
				if !strings.Contains(text, s) {
					t.Errorf("message %q lacks %q", text, s)
				}
			}
		})
	}
}

// Bears reads a hostile file that may be read or refused, soon and without much
// memory either way.
func Bears(t *testing.T, name string, read func(string, []byte) (*doc.Document, error), data []byte) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		err := bounded(t, func() error {
			_, err := read(name, data)
			return err
		})
		var known *source.Error
		if err != nil && !errors.As(err, &known) {
			t.Errorf("error %v is not one for people", err)
		}
	})
}

// The bounds that reading any file has to keep to.
const (
	maxTime   = 10 * time.Second
	maxMemory = 1 << 30
)

func bounded(t *testing.T, f func() error) error {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	err := f()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if took > maxTime {
		t.Errorf("took %v", took)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > maxMemory {
		t.Errorf("allocated %d MB", used>>20)
	}
	if testing.Verbose() {
		t.Logf("%v, %d MB: %v", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, err)
	}
	return err
}

// Common are the files that no reader of an office format reads; ext is that of
// the format, part its main part.
func Common(ext, part string) []Bad {
	whole := Zip(part, "<a></a>", "filler.bin", strings.Repeat("x", 1000))
	deep := strings.Repeat("<a>", 100_000)
	return []Bad{
		{"空" + ext, nil, []string{"文件是空的"}},
		{"文字" + ext, []byte("2023年度预算公开"), []string{"不是", "另存为 " + ext}},
		{"密码" + ext, Compound("EncryptedPackage"), []string{"有密码", "去掉密码"}},
		{"旧" + ext, Compound("Something"), []string{"旧格式", "另存为 " + ext}},
		{"旧文档" + ext, Compound("WordDocument"), []string{"旧格式的 Word 文档", "另存为 .docx"}},
		{"旧表" + ext, Compound("Workbook"), []string{"旧格式的 Excel 工作簿", "另存为 .xlsx"}},
		{"版式" + ext, []byte("%PDF-1.7"), []string{"是 PDF", ".pdf"}},
		{"演示" + ext, Zip("ppt/presentation.xml", "<a/>"), []string{"演示文稿"}},
		{"ofd" + ext, Zip("OFD.xml", "<a/>"), []string{"OFD", "PDF"}},
		{"odf" + ext, Zip("content.xml", "<a/>"), []string{"开放格式", "另存为 " + ext}},
		{"压缩" + ext, Zip("一.txt", "x"), []string{"压缩包里没有", "另存为 " + ext}},
		{"截断" + ext, whole[:len(whole)/2], []string{"不完整或已损坏"}},
		{"截断的内容" + ext, Zip(part, "<a><b>"), []string{"不完整或已损坏"}},
		{"空的内容" + ext, Zip(part, ""), []string{"不完整或已损坏"}},
		{"不是XML" + ext, Zip(part, "hello"), []string{"不完整或已损坏"}},
		{"太深" + ext, Zip(part, deep), []string{"层次多于"}},
		{"实体" + ext, Zip(part, `<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>`), []string{"文档类型声明"}},
		{"外部实体" + ext, Zip(part, `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`), []string{"文档类型声明"}},
		{"炸弹" + ext, Bomb(part, "<a></a>", 80), []string{"解压后太大"}},
	}
}
