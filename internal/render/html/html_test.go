package html

import (
	"bytes"
	"os"
	"testing"

	"mingbai/internal/render/internal/sample"
)

func TestLook(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample.Document()); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("MINGBAI_LOOK"); dir != "" {
		os.WriteFile(dir+"/doc.html", b.Bytes(), 0o644)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := sample.Full()
	for b.Loop() {
		var out bytes.Buffer
		Write(&out, d)
		b.SetBytes(int64(out.Len()))
	}
}
