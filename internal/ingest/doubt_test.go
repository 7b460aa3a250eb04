package ingest

import (
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

func TestAmountsTypedOddlyAreDoubted(t *testing.T) {
	for text, doubted := range map[string]bool{
		"1,503.52": false, " 8.00 ": false, "": false, "—": false, "社会保障　和就业支出": false, "２０８社保": false, "8.00\u00a0": false,
		"１５０３．５２": true, "1\u00a0503.52": false, "-\u00a08.00": false,
	} {
		if got := doubtOf(&doc.Cell{Text: text}); (got.Percent > 0) != doubted {
			t.Errorf("%q: %+v", text, got)
		}
	}
	both := doubtOf(&doc.Cell{Text: "１．２", Doubt: place.Doubt{Percent: 40, Why: "甲"}})
	if both.Percent <= 40 {
		t.Errorf("two doubts make %+v", both)
	}
}
