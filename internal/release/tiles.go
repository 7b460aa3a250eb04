package release

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight  = 8
	tileWidth   = 1 << tileHeight
	maxTile     = tileWidth * tlog.HashSize
	maxEntries  = tileWidth * (2 + MaxManifest)
	checkpoint  = "checkpoint"
	entriesBase = "tile/entries/"
)

// hashTilePath is where a tile of hashes lies: tile/<level>/<index>[.p/<width>].
func hashTilePath(t tlog.Tile) string { return strings.Replace(t.Path(), "tile/8/", "tile/", 1) }

// entriesPath is where a bundle of entries lies.
func entriesPath(index int64, width int) string {
	t := tlog.Tile{H: tileHeight, L: 0, N: index, W: width}
	return strings.Replace(t.Path(), "tile/8/0/", entriesBase, 1)
}

// widthAt is how many members the tile or bundle of an index has in a log of
// size entries.
func widthAt(index, size int64) int { return int(min(tileWidth, size-index*tileWidth)) }

// partialOrFull reads a tile of some width: as it is, or as the full tile that
// has taken its place. path gives where a width lies.
func partialOrFull(ctx context.Context, src Source, width int, limit int64, path func(width int) string) ([]byte, error) {
	b, err := src.Read(ctx, path(width), limit)
	if err != nil && width < tileWidth && errors.Is(err, fs.ErrNotExist) {
		if full, fullErr := src.Read(ctx, path(tileWidth), limit); fullErr == nil {
			return full, nil
		}
	}
	return b, err
}

// tiles reads tiles of hashes for tlog, and remembers those found right.
type tiles struct {
	ctx context.Context
	src Source

	mu   sync.Mutex
	good map[tlog.Tile][]byte
}

// maxKept bounds how many tiles are remembered: 8 MB.
const maxKept = 1024

// Height implements tlog.TileReader.
func (t *tiles) Height() int { return tileHeight }

// ReadTiles implements tlog.TileReader.
func (t *tiles) ReadTiles(list []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(list))
	for i, tile := range list {
		t.mu.Lock()
		out[i] = t.good[tile]
		t.mu.Unlock()
		if out[i] != nil {
			continue
		}
		b, err := partialOrFull(t.ctx, t.src, tile.W, maxTile, func(w int) string {
			tile.W = w
			return hashTilePath(tile)
		})
		if err != nil {
			return nil, &fetchError{fmt.Errorf("读日志的树：%w", err)}
		}
		if len(b) < list[i].W*tlog.HashSize {
			return nil, fmt.Errorf("日志的 %s 只有 %d 字节，应有 %d", hashTilePath(list[i]), len(b), list[i].W*tlog.HashSize)
		}
		out[i] = b[:list[i].W*tlog.HashSize]
	}
	return out, nil
}

// SaveTiles implements tlog.TileReader.
func (t *tiles) SaveTiles(list []tlog.Tile, data [][]byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.good)+len(list) > maxKept || t.good == nil {
		t.good = map[tlog.Tile][]byte{}
	}
	for i, tile := range list {
		t.good[tile] = data[i]
	}
}

// fetchError is an error of reading, which says nothing of the log's truth.
type fetchError struct{ error }

func (e *fetchError) Unwrap() error { return e.error }

// unreachable reports whether an error only says that something could not be
// read, as against read and found wrong.
func unreachable(err error) bool {
	var f *fetchError
	return errors.As(err, &f) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// appendEntry adds an entry to a bundle: its length in two bytes, then itself.
func appendEntry(bundle, entry []byte) []byte {
	return append(binary.BigEndian.AppendUint16(bundle, uint16(len(entry))), entry...)
}

// splitEntries takes the first n entries of a bundle apart.
func splitEntries(bundle []byte, n int) ([][]byte, error) {
	out := make([][]byte, 0, n)
	for len(out) < n {
		if len(bundle) < 2 {
			return nil, fmt.Errorf("日志的条目包只有 %d 条，应有 %d 条", len(out), n)
		}
		size := int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < 2+size {
			return nil, fmt.Errorf("日志的条目包在第 %d 条中断", len(out)+1)
		}
		out = append(out, bundle[2:2+size])
		bundle = bundle[2+size:]
	}
	return out, nil
}
