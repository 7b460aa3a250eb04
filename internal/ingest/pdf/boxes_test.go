package pdf

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"mingbai/internal/ingest/ingesttest"
)

var writeBoxes = flag.Bool("write-boxes", false, "write the font of boxes anew")

// TestBoxes: the font that stands in for fonts which a document does not hold is the one
// that is made here.
func TestBoxes(t *testing.T) {
	want := ingesttest.BoxFont()
	if *writeBoxes {
		if err := os.WriteFile("fonts/"+boxesPath, want, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := fonts.ReadFile("fonts/" + boxesPath); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what BoxFont makes (%v): go test ./internal/ingest/pdf -run TestBoxes -write-boxes writes it", boxesPath, err)
	}
}
