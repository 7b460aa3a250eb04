package release

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// KeysSchema names the form of a key list.
const KeysSchema = "mingbai.keys/v1"

// Role is what a key may sign.
type Role string

// The roles: a unit's key signs its releases, the head's those with errors that
// were let pass, a log's the checkpoints of the log of its name.
const (
	RoleUnit Role = "unit"
	RoleHead Role = "head"
	RoleLog  Role = "log"
)

// String is the role in Chinese.
func (r Role) String() string {
	switch r {
	case RoleUnit:
		return "单位签名"
	case RoleHead:
		return "负责人签名"
	case RoleLog:
		return "日志签名"
	}
	return string(r)
}

// keySuffix ends the name of a private key.
const keySuffix = ".key"

// ParseRole reads a role as the command line has it.
func ParseRole(s string) (Role, error) {
	switch r := Role(s); r {
	case RoleUnit, RoleHead, RoleLog:
		return r, nil
	}
	return "", fmt.Errorf("密钥的用途应为 unit、head 或 log，现为“%s”", s)
}

// The algorithms of keys.
const (
	Ed25519 = "ed25519"
	SM2     = "sm2"
)

// Key is a public key, what it may sign and when.
type Key struct {
	Name      string `json:"name"`
	Role      Role   `json:"role"`
	Algorithm string `json:"algorithm"`       // ed25519 | sm2
	ID        string `json:"id"`              // eight hexadecimal digits
	Public    string `json:"public"`          // ed25519: a verifier key of note; sm2: SubjectPublicKeyInfo, DER in base64
	Unit      string `json:"unit,omitempty"`  // name of the one unit that it signs for; empty: any
	From      string `json:"from"`            // UTC, holds from this second
	Until     string `json:"until,omitempty"` // UTC, no more from this second; empty: still holds
}

// Active reports whether a key holds at a time.
func (k Key) Active(at time.Time) bool {
	from, err := time.Parse(timeForm, k.From)
	if err != nil || at.Before(from) {
		return false
	}
	until, err := time.Parse(timeForm, k.Until)
	return k.Until == "" || err == nil && at.Before(until)
}

// String names a key to a person.
func (k Key) String() string { return k.Name + "（" + k.ID + "）" }

// KeyList is all keys of one owner, those that no longer hold too. Serial grows
// by one with each change.
type KeyList struct {
	Schema string `json:"schema"`
	Owner  string `json:"owner"`
	Serial int    `json:"serial"`
	Time   string `json:"time"`
	Keys   []Key  `json:"keys"`
}

// Sign writes the list as a note, signed by each of signers.
func (l *KeyList) Sign(signers ...note.Signer) ([]byte, error) {
	raw, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("写密钥名单：%w", err)
	}
	text, err := Canonical(raw)
	if err != nil {
		return nil, fmt.Errorf("写密钥名单：%w", err)
	}
	out, err := note.Sign(&note.Note{Text: string(text) + "\n"}, signers...)
	if err != nil {
		return nil, fmt.Errorf("签密钥名单：%w", err)
	}
	return out, nil
}

// ParseKeyList reads a signed key list. The list must be signed by a key that it
// lists itself; whether to trust it is another question.
func ParseKeyList(raw []byte) (*KeyList, error) {
	text, _, ok := bytes.Cut(raw, []byte("\n"))
	if !ok {
		return nil, errors.New("不是签过名的密钥名单")
	}
	l := new(KeyList)
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(l); err != nil || l.Schema != KeysSchema {
		return nil, errors.New("不是密钥名单（" + KeysSchema + "）；应是 mingbai keys new 写的 keys.note")
	}
	for _, k := range l.Keys {
		if err := k.check(); err != nil {
			return nil, fmt.Errorf("密钥名单中的%s：%w", k, err)
		}
	}
	n, err := note.Open(raw, known(l.Keys))
	if err != nil {
		return nil, fmt.Errorf("密钥名单的签名不对：%w", err)
	}
	again, err := Canonical(text)
	if err != nil || n.Text != string(again)+"\n" {
		return nil, errors.New("密钥名单不是规范的写法")
	}
	return l, nil
}

func (k Key) check() error {
	if _, err := ParseRole(string(k.Role)); err != nil {
		return err
	}
	for _, t := range []string{k.From, k.Until} {
		if _, err := time.Parse(timeForm, t); err != nil && (t != "" || t == k.From) {
			return fmt.Errorf("时间“%s”应如 2026-02-03T04:05:06Z", t)
		}
	}
	switch k.Algorithm {
	case Ed25519:
		v, err := note.NewVerifier(k.Public)
		if err != nil {
			return fmt.Errorf("公钥不对：%w", err)
		}
		if v.Name() != k.Name || idOf(v.KeyHash()) != k.ID {
			return errors.New("公钥与名称不是一对")
		}
		return nil
	case SM2:
		_, id, err := parseSM2Public(k.Name, k.Public)
		if err == nil && id != k.ID {
			err = errors.New("公钥与名称不是一对")
		}
		return err
	}
	return fmt.Errorf("不认识的算法“%s”", k.Algorithm)
}

func idOf(hash uint32) string { return fmt.Sprintf("%08x", hash) }

// known are keys as note looks them up.
type known []Key

// Verifier implements note.Verifiers.
func (l known) Verifier(name string, hash uint32) (note.Verifier, error) {
	if k := l.find(name, idOf(hash)); k != nil && k.Algorithm == Ed25519 {
		return note.NewVerifier(k.Public)
	}
	return nil, &note.UnknownVerifierError{Name: name, KeyHash: hash}
}

func (l known) find(name, id string) *Key {
	i := slices.IndexFunc(l, func(k Key) bool { return k.Name == name && k.ID == id })
	if i < 0 {
		return nil
	}
	return &l[i]
}

// newEd25519 makes a key pair: the private key as a note's signer key, and the
// entry of the public one.
func newEd25519(name string) (private string, public Key, err error) {
	private, vkey, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return "", Key{}, fmt.Errorf("造密钥：%w", err)
	}
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return "", Key{}, fmt.Errorf("密钥的名称“%s”不能有空格和加号：%w", name, err)
	}
	return private, Key{Name: name, Algorithm: Ed25519, ID: idOf(v.KeyHash()), Public: vkey}, nil
}

// Stamp is a time as manifests and key lists have it.
func Stamp(t time.Time) string { return t.UTC().Format(timeForm) }

// validName reports whether a key may be called so.
func validName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r == '+' || r <= ' ' || r == '\u3000' || r == '\u00a0' })
}
