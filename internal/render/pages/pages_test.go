package pages

import (
	"bytes"
	"os"
	"testing"

	"mingbai/internal/render/layout/layouttest"
)

func TestWriteSample(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, layouttest.Document()); err != nil {
		t.Fatal(err)
	}
	if out := os.Getenv("PAGES_OUT"); out != "" {
		os.WriteFile(out, b.Bytes(), 0o644)
	}
}
