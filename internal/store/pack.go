package store

import (
	"encoding/json"
	"fmt"
	"sync"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/klauspost/compress/zstd"

	"mingbai/internal/budget"
)

// maxUnpacked bounds what a stored value may grow to.
const maxUnpacked = 256 << 20

// packer compresses and expands; both are safe for many goroutines.
type packer struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

var newPacker = sync.OnceValues(func() (*packer, error) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxUnpacked), zstd.WithDecoderConcurrency(0))
	return &packer{e, d}, err
})

// pack is v as compressed JSON.
func pack(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("写成 JSON：%w", err)
	}
	p, err := newPacker()
	if err != nil {
		return nil, fmt.Errorf("压缩：%w", err)
	}
	return p.encoder.EncodeAll(b, make([]byte, 0, len(b)/4)), nil
}

// unpack reads what pack made.
func unpack(b []byte, v any) error {
	p, err := newPacker()
	if err != nil {
		return fmt.Errorf("解压：%w", err)
	}
	plain, err := p.decoder.DecodeAll(b, nil)
	if err != nil {
		return fmt.Errorf("解压库里的数据：%w", err)
	}
	if err := jsonv2.Unmarshal(plain, v); err != nil {
		return fmt.Errorf("读库里的 JSON：%w", err)
	}
	return nil
}

func unpackDisclosure(b []byte) (*budget.Disclosure, error) {
	d := &budget.Disclosure{}
	return d, unpack(b, d)
}
