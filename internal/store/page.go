package store

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
)

// Page asks for a part of a list: what comes after a place in it.
type Page struct {
	After string // Next of the page before; empty: from the start
	Limit int    // 0: 50; at most 1000
}

// List is a part of a list.
type List[T any] struct {
	Items []T
	Next  string // for Page.After; empty on the last page
}

// ErrPage is returned for an After that no list gave.
var ErrPage = errors.New("翻页的位置不对；从第一页重新看")

func (p Page) limit() int {
	switch {
	case p.Limit <= 0:
		return 50
	case p.Limit > 1000:
		return 1000
	}
	return p.Limit
}

// after reads the keys of the last entry seen into dest, pointers; found is
// false on the first page.
func (p Page) after(dest ...any) (found bool, err error) {
	if p.After == "" {
		return false, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(p.After)
	if err != nil {
		return false, ErrPage
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil || len(raw) != len(dest) {
		return false, ErrPage
	}
	for i := range raw {
		if err := json.Unmarshal(raw[i], dest[i]); err != nil {
			return false, ErrPage
		}
	}
	return true, nil
}

// cut makes a page of entries of which one more than its limit were read; key
// gives what the next page begins after.
func cut[T any](p Page, items []T, key func(T) []any) (List[T], error) {
	n := p.limit()
	if len(items) <= n {
		return List[T]{Items: items}, nil
	}
	items = items[:n]
	next, err := mark(key(items[n-1]))
	return List[T]{Items: items, Next: next}, err
}

// mark is a place in a list as Page.After has it.
func mark(keys []any) (string, error) {
	b, err := json.Marshal(keys)
	if err != nil {
		return "", fmt.Errorf("记翻页的位置：%w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}
