package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// BundleSchema names the form of a bundle.
const BundleSchema = "mingbai.bundle/v1"

// maxBundle bounds a bundle's size in bytes.
const maxBundle = 4 << 20

// Bundle is all that a verifier needs with no network, but for what it trusts.
type Bundle struct {
	Schema   string          `json:"schema"`
	ID       string          `json:"id"`
	Manifest json.RawMessage `json:"manifest"` // its canonical bytes are the entry
	Note     string          `json:"note"`     // the canonical bytes and a line feed, signed
	SM2      []SM2Signature  `json:"sm2,omitempty"`
	Keys     []string        `json:"keys,omitempty"` // key lists of the signers, as signed
	Log      *Place          `json:"log,omitempty"`  // nil until the release is in the log
}

// Place is where a release stands in a log.
type Place struct {
	Index      int64       `json:"index"`
	Checkpoint string      `json:"checkpoint"`
	Inclusion  []tlog.Hash `json:"inclusion"`
}

// NewBundle signs a manifest.
func NewBundle(m *Manifest, signers []note.Signer, sm2 []*SM2Signer) (*Bundle, error) {
	canonical, err := m.Bytes()
	if err != nil {
		return nil, err
	}
	signed, err := note.Sign(&note.Note{Text: string(canonical) + "\n"}, signers...)
	if err != nil {
		return nil, fmt.Errorf("签发布清单：%w", err)
	}
	b := &Bundle{Schema: BundleSchema, ID: ID(canonical), Manifest: canonical, Note: string(signed)}
	for _, s := range sm2 {
		sig, err := s.Sign(canonical)
		if err != nil {
			return nil, err
		}
		b.SM2 = append(b.SM2, sig)
	}
	return b, nil
}

// Bytes is the bundle as a file.
func (b *Bundle) Bytes() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(b); err != nil {
		return nil, fmt.Errorf("写发布凭据：%w", err)
	}
	return out.Bytes(), nil
}

// ParseBundle reads a bundle; what it says is not verified here.
func ParseBundle(raw []byte) (*Bundle, error) {
	var form struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(raw, &form); err == nil && form.Schema != BundleSchema {
		return nil, fmt.Errorf("不是发布凭据：schema 为“%s”，应为“%s”；凭据是发布时写的 ….release.json", form.Schema, BundleSchema)
	}
	b := new(Bundle)
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(b); err != nil {
		return nil, fmt.Errorf("读发布凭据，坏了或被改过（%w）；凭据是发布时写的 ….release.json，向发布的单位再要一份", err)
	}
	return b, nil
}

// entry is the canonical bytes that the note signs, which must be the manifest
// shown and have the ID shown.
func (b *Bundle) entry() ([]byte, error) {
	text, _, ok := strings.Cut(b.Note, "\n")
	if !ok {
		return nil, errors.New("发布凭据里没有签过名的清单")
	}
	shown, err := Canonical(b.Manifest)
	switch {
	case err != nil:
		return nil, fmt.Errorf("发布凭据里的清单：%w", err)
	case string(shown) != text:
		return nil, errors.New("发布凭据里写出的清单与签过名的清单不同，被改过")
	case ID(shown) != b.ID:
		return nil, fmt.Errorf("发布凭据的编号是 %s，清单算得 %s", short(b.ID), short(ID(shown)))
	}
	return shown, nil
}

// Open reads the manifest that the bundle is of. Its signatures are not verified
// here.
func (b *Bundle) Open() (*Manifest, error) {
	entry, err := b.entry()
	if err != nil {
		return nil, err
	}
	return ParseManifest(entry)
}

// locate fills in where the release stands in a log.
func (b *Bundle) locate(index int64, c *Checkpoint, proof tlog.RecordProof) {
	b.Log = &Place{Index: index, Checkpoint: string(c.Note), Inclusion: append([]tlog.Hash{}, proof...)}
}

// bundleSuffix ends the name of a bundle beside its files.
const bundleSuffix = ".release.json"

// IsBundle reports whether a file is called as a bundle is.
func IsBundle(name string) bool {
	return strings.HasSuffix(name, bundleSuffix) || strings.HasSuffix(name, ".json") && strings.Contains(name, ".release-")
}

// WriteBeside writes a bundle beside a file of the release, under the file's name
// ending in .release.json. A bundle of another release that is there is kept
// under a name with its ID.
func WriteBeside(b *Bundle, file string) (string, error) {
	path := beside(file)
	raw, err := b.Bytes()
	if err != nil {
		return "", err
	}
	if before, err := ReadBundle(path); err == nil && before.ID != b.ID && isHex(before.ID) {
		kept := strings.TrimSuffix(path, bundleSuffix) + ".release-" + short(before.ID) + ".json"
		if err := os.Rename(path, kept); err != nil {
			return "", fmt.Errorf("留下原来的发布凭据：%w", err)
		}
	}
	return path, writeDurable(filepath.Dir(path), path, raw, 0o644)
}

func beside(file string) string {
	return strings.TrimSuffix(file, filepath.Ext(file)) + bundleSuffix
}

// ReadBundle reads a bundle from a file.
func ReadBundle(file string) (*Bundle, error) {
	raw, err := readLimited(file, maxBundle)
	if err != nil {
		return nil, fmt.Errorf("读发布凭据：%w", err)
	}
	b, err := ParseBundle(raw)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", file, err)
	}
	return b, nil
}

// BundleBeside reads the bundle that stands beside a file of a release; none is
// fs.ErrNotExist.
func BundleBeside(file string) (*Bundle, error) { return ReadBundle(beside(file)) }
