package release

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// LogKey signs a log's checkpoints; its name is the log's.
type LogKey struct {
	Name   string
	signer note.Signer
	keys   []Key  // the public key, and those of the same name before it
	state  string // file that remembers what was signed last
}

// ReadLogKey reads a log's private key. Beside it stand what it signed last, in a
// file of the same name ending in .state, and the key list with the keys before it.
func ReadLogKey(file string) (*LogKey, error) {
	raw, err := readPrivate(file)
	if err != nil {
		return nil, err
	}
	k, err := newLogKey(strings.TrimSpace(string(raw)))
	if err != nil {
		return nil, fmt.Errorf("%s：%w", file, err)
	}
	k.state = strings.TrimSuffix(file, keySuffix) + ".state"
	list, err := readLimited(filepath.Join(filepath.Dir(file), keysFile), maxNote)
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读密钥名单：%w", err)
	}
	l, err := ParseKeyList(list)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", filepath.Join(filepath.Dir(file), keysFile), err)
	}
	for _, before := range l.Keys {
		if before.Role == RoleLog && before.Name == k.Name && before.ID != k.keys[0].ID {
			k.keys = append(k.keys, before)
		}
	}
	return k, nil
}

func newLogKey(private string) (*LogKey, error) {
	signer, err := note.NewSigner(private)
	if err != nil {
		return nil, fmt.Errorf("不是 Ed25519 的私钥：%w", err)
	}
	vkey, err := verifierKey(private)
	if err != nil {
		return nil, err
	}
	return &LogKey{Name: signer.Name(), signer: signer, keys: []Key{{
		Name: signer.Name(), Role: RoleLog, Algorithm: Ed25519, ID: idOf(signer.KeyHash()), Public: vkey,
	}}}, nil
}

// trust believes this key and those before it.
func (k *LogKey) trust() *Trust { return &Trust{lists: []*KeyList{{Keys: k.keys}}} }

// signed reports whether this very key signed a checkpoint.
func (k *LogKey) signed(c *Checkpoint) bool {
	_, err := note.Open(c.Note, known(k.keys[:1]))
	return err == nil
}

// verifierKey is the public key of a note's private one.
func verifierKey(private string) (string, error) {
	parts := strings.SplitN(private, "+", 5)
	if len(parts) != 5 {
		return "", errors.New("私钥的格式不对")
	}
	data, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(data) != 1+ed25519.SeedSize {
		return "", errors.New("私钥的格式不对")
	}
	public, _ := ed25519.NewKeyFromSeed(data[1:]).Public().(ed25519.PublicKey)
	out, err := note.NewEd25519VerifierKey(parts[2], public)
	if err != nil {
		return "", fmt.Errorf("由私钥算公钥：%w", err)
	}
	return out, nil
}
