package profile

import "testing"

func TestBuiltinProfilesLoad(t *testing.T) {
	set, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range set.List() {
		if _, err := set.Load(s.ID); err != nil {
			t.Errorf("%s: %v", s.ID, err)
		}
	}
}
