package place

import "testing"

func TestDoubtsAddUp(t *testing.T) {
	a, b := Doubt{20, "甲"}, Doubt{40, "乙"}
	got := a.And(b)
	if got != (Doubt{52, "乙；甲"}) || got != b.And(a) {
		t.Errorf("%+v", got)
	}
	if got := (Doubt{}).And(a); got != a {
		t.Errorf("none and some: %+v", got)
	}
	if a.Serious() || !got.Serious() || got.Confidence() != 48 {
		t.Errorf("serious %v %v, confidence %d", a.Serious(), got.Serious(), got.Confidence())
	}
}
