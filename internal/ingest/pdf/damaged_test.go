package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mingbai/internal/ingest/source"
)

// small is a PDF of two pages with a table of rules and amounts on each.
func small() []byte {
	var b strings.Builder
	for i := range 5 {
		fmt.Fprintf(&b, "60 %d m 500 %d l S %d 600 m %d 700 l S\n", 600+25*i, 600+25*i, 60+110*i, 60+110*i)
		fmt.Fprintf(&b, "BT /F 10 Tf 1 0 0 1 %d %d Tm (%d.50) Tj ET\n", 65+110*(i%4), 608+25*(i%4), 1000*i)
	}
	page := plain("BT /F 14 Tf 200 720 Td (Table 1) Tj ET\n" + b.String())
	return made(page, page)
}

// damaged is a file in which chance has changed some bytes, numbers and stretches.
func damaged(data []byte, r *rand.Rand) []byte {
	out := bytes.Clone(data)
	for range 1 + r.IntN(6) {
		at := r.IntN(len(out))
		end := min(len(out), at+1+r.IntN(60))
		switch r.IntN(6) {
		case 0:
			out[at] = byte(r.IntN(256))
		case 1: // a stretch is missing
			out = append(out[:at:at], out[end:]...)
		case 2: // or is there many times
			out = append(out[:at:at], append(bytes.Repeat(out[at:end], 1+r.IntN(50)), out[end:]...)...)
		case 3: // or stands elsewhere
			copy(out[at:end], data[r.IntN(len(data)):])
		case 4: // a number is another
			if i := bytes.IndexAny(out[at:], "0123456789"); i >= 0 {
				n := []string{"-1", "0", "99999999999", "1e38", "0.0000001", "2147483648", "3 0 R", "nan"}[r.IntN(8)]
				out = append(out[:at+i:at+i], append([]byte(n), out[at+i+1:]...)...)
			}
		default: // the end is missing
			if r.IntN(4) == 0 {
				out = out[:max(at, 20)]
			}
		}
		if len(out) == 0 {
			return data[:1]
		}
	}
	return out
}

// bears reads a file that may be read or refused, for people, soon either way.
func bears(t *testing.T, e *Engine, data []byte) {
	t.Helper()
	start := time.Now()
	res, err := e.Read(context.Background(), "a.pdf", data)
	var known *Error
	var other *source.Error // of a file that is no PDF
	switch {
	case err == nil:
		whole(t, res.Document)
	case !errors.As(err, &known) && !errors.As(err, &other) || !strings.HasPrefix(err.Error(), "a.pdf"):
		t.Errorf("error %v is not one for people", err)
	}
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestDamagedFiles reads files that chance has damaged.
func TestDamagedFiles(t *testing.T) {
	e := started(t)
	data := small()
	res, err := e.Read(context.Background(), "a.pdf", data)
	if err != nil || len(res.Document.Blocks) < 2 {
		t.Fatalf("%v: the file is not read undamaged", err)
	}
	for seed := range uint64(150) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { bears(t, e, damaged(data, rand.New(rand.NewPCG(seed, 3)))) })
	}
}

// FuzzRead reads files of bytes through PDFium.
func FuzzRead(f *testing.F) {
	f.Add(small())
	f.Add(made(plain(words), plain("60 600 100 20 re S 60 620 m 160 620 l S "+words)))
	f.Add(made(packed(words, 2)))
	for seed := range uint64(8) {
		f.Add(damaged(small(), rand.New(rand.NewPCG(seed, 4))))
	}
	f.Fuzz(func(t *testing.T, data []byte) { bears(t, started(t), data) })
}
