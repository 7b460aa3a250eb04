package typeface

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

//go:embed data/NotoSansSC-Regular.ttf.zst
var sansData []byte

//go:embed data/NotoSerifSC-Regular.ttf.zst
var serifData []byte

//go:embed data/NotoSansSymbols2-Regular.ttf.zst
var symbolsData []byte

//go:embed data/OFL.txt
var licence string

// maxEmbedded is more than any of the fonts needs once unpacked.
const maxEmbedded = 32 << 20

var (
	sans    = sync.OnceValues(func() (*Face, error) { return unpack(sansData) })
	serif   = sync.OnceValues(func() (*Face, error) { return unpack(serifData) })
	symbols = sync.OnceValues(func() (*Face, error) { return unpack(symbolsData) })
)

// Sans is the embedded Noto Sans SC. It is unpacked at the first call, once per
// process.
func Sans() (*Face, error) { return sans() }

// Serif is the embedded Noto Serif SC. It is unpacked at the first call, once
// per process.
func Serif() (*Face, error) { return serif() }

// Both is Sans and Serif unpacked side by side, which takes as long as the
// slower one.
func Both() (sansFace, serifFace *Face, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = sans() // kept for the call below, its error too
	}()
	serifFace, err = serif()
	<-done
	if err != nil {
		return nil, nil, err
	}
	sansFace, err = sans()
	return sansFace, serifFace, err
}

// Symbols is a dozen marks of the embedded Noto Sans Symbols 2 that the others
// lack, ☐ ☑ ☒ among them.
func Symbols() (*Face, error) { return symbols() }

// Find gives the face to set r in: first itself if it has r, else the embedded
// Sans, Serif or Symbols, whichever is the first to have it. Where none has, ok
// is false. Who measures text and who draws it both ask here, so that they agree.
func Find(r rune, first *Face) (face *Face, g Glyph, ok bool) {
	if g, ok = first.Glyph(r); ok {
		return first, g, true
	}
	for _, open := range []func() (*Face, error){sans, serif, symbols} {
		face, err := open()
		if err != nil {
			continue // a broken build, which Sans and Serif report
		}
		if g, ok = face.Glyph(r); ok {
			return face, g, true
		}
	}
	return nil, 0, false
}

// Licence is the SIL Open Font License with the copyright lines of the fonts.
func Licence() string { return licence }

func unpack(packed []byte) (*Face, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxEmbedded))
	if err != nil {
		return nil, fmt.Errorf("open embedded font: %w", err)
	}
	defer dec.Close()
	ttf, err := dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack embedded font: %w", err)
	}
	return Parse(ttf)
}
