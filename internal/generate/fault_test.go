package generate

import (
	"testing"

	"mingbai/internal/compose"
	"mingbai/internal/money"
)

func TestSlips(t *testing.T) {
	for _, tt := range []struct {
		kind, right string
		choice      int
		want        string
	}{
		{"digit", "311.53", 0, "411.53"},
		{"digit", "311.53", 4, "311.54"},
		{"dropped", "311.53", 1, "31.53"},
		{"doubled", "311.53", 0, "3311.53"},
		{"swapped", "311.53", 4, "311.35"},
		{"swapped", "0.51", 0, "0.15"},
		{"tenfold", "311.53", 0, "3115.30"},
		{"dropped", "0.51", 0, "0.01"},
		{"digit", "7", 0, "8"},
	} {
		one := Target{Right: tt.right}
		if got, ok := one.Slip(tt.kind, tt.choice); !ok || got != tt.want {
			t.Errorf("%s of %s: %s %v, want %s", tt.kind, tt.right, got, ok, tt.want)
		}
	}
	for _, one := range []Target{{Right: "11"}, {Right: "3"}} {
		if got, ok := one.Slip("swapped", 0); ok {
			t.Errorf("%s swapped is %s", one.Right, got)
		}
	}
}

// TestPlantedFaultsAreWhatTheTruthSays plants in a made-up unit and takes the
// truth back.
func TestPlantedFaultsAreWhatTheTruthSays(t *testing.T) {
	p := form(t)
	for n := range 50 {
		d, _ := compose.Compile(Book(5, n), p, compose.Independent)
		faults := Plant(d, uint64(n), 3)
		if len(faults) != 3 {
			t.Fatalf("unit %d: %d faults", n, len(faults))
		}
		places := map[string]int{}
		for _, f := range faults {
			if f.Printed == f.Right {
				t.Errorf("%s: nothing is wrong", f.Place)
			}
			if _, err := money.ParsePrinted(f.Printed); err != nil {
				t.Error(err)
			}
			places[f.Place]++
		}
		found := 0
		for _, s := range Targets(d) {
			for _, f := range faults {
				if s.Place == f.Place && s.Right == f.Printed {
					found++
				}
			}
		}
		if found < 3 {
			t.Errorf("unit %d: %d of 3 faults stand where the truth says: %+v", n, found, faults)
		}
		for s := range d.Sections {
			for _, para := range d.Sections[s].Paragraphs {
				for _, c := range para.Claims {
					if para.Text[c.Start:c.Start+len(c.Text)] != c.Text {
						t.Errorf("claim %s is not where it says", c.Slot)
					}
				}
			}
		}
	}
}
