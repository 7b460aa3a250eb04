//go:build torture

package cli_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingbai/internal/compose"
	"mingbai/internal/demo"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
)

// tortureTime is how long each test tortures; default 20s.
func tortureTime(t *testing.T) time.Duration {
	t.Helper()
	s := os.Getenv("MINGBAI_TORTURE_TIME")
	if s == "" {
		return 20 * time.Second
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// upTo is a random time up to most, more often a short one.
func upTo(most time.Duration) time.Duration {
	return time.Duration(rand.Float64() * rand.Float64() * float64(most))
}

// writeUnits writes the data of the k-th lot of units that exist in no other lot,
// a file each; with slips, one in three has one.
func writeUnits(t *testing.T, dir string, k, units int, slips bool) {
	t.Helper()
	cast, err := demo.Town(units)
	if err != nil {
		t.Fatal(err)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, c := range cast {
		c.Name, c.Department.Name = fmt.Sprintf("第%d批%s", k, c.Name), fmt.Sprintf("第%d批%s", k, c.Department.Name)
		book := generate.As(c, uint64(k), i, 1)[0]
		d, findings := compose.Compile(book, p.InYear(book.Year), compose.Independent)
		if findings.Has(diag.Error) {
			t.Fatalf("%s: %s", c.Name, findings[0].Message)
		}
		if slips && i%3 == 0 {
			generate.Plant(d, uint64(k*1000+i), 1)
		}
		var out bytes.Buffer
		if err := data.Write(&out, d); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.json", i)), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
