package pipeline

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"mingbai/internal/book"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

const datongBook = "../../examples/datong-2023"

func benchmarkProfile(b *testing.B) *profile.Profile {
	b.Helper()
	set, err := profile.Open("")
	if err != nil {
		b.Fatal(err)
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkDatong makes the example book's documents, from the files of the book
// to the bytes of the formats. The start of the program is not in it.
func BenchmarkDatong(b *testing.B) {
	p := benchmarkProfile(b)
	for _, formats := range []string{"json", "html,json", "txt", "xlsx", "docx", "pdf", "docx,pdf,xlsx,html,json,txt"} {
		picked, err := pickFormats(strings.Split(formats, ","))
		if err != nil {
			b.Fatal(err)
		}
		name := strings.ReplaceAll(formats, ",", "+")
		if len(picked) == len(Formats()) {
			name = "all"
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				read, findings := book.Read(datongBook)
				if read == nil {
					b.Fatal(findings)
				}
				d, findings := compose.Compile(read, p, compose.Independent)
				if findings.Has(diag.Error) {
					b.Fatal(findings)
				}
				if _, err := Render(context.Background(), d, p, picked); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDatongBuild is all that the build command does, checking and writing
// of files included.
func BenchmarkDatongBuild(b *testing.B) {
	b.ReportAllocs()
	o := Options{Book: datongBook, Out: b.TempDir()}
	for b.Loop() {
		if _, err := Build(context.Background(), o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnits makes up one unit after another, on all processors, and renders
// the documents that are published of it.
func BenchmarkUnits(b *testing.B) {
	p := benchmarkProfile(b)
	formats, err := pickFormats([]string{"docx", "pdf", "html", "json"})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var n atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			d, findings := compose.Compile(generate.Book(1, int(n.Add(1))), p, compose.Independent)
			if findings.Has(diag.Error) {
				b.Error(findings)
				return
			}
			if _, err := Render(context.Background(), d, p, formats); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
