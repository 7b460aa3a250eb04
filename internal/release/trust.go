package release

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// Trust is the key lists that a verifier believes. The zero value believes none.
type Trust struct{ lists []*KeyList }

// ReadTrust reads key lists from files.
func ReadTrust(files ...string) (*Trust, error) {
	t := new(Trust)
	for _, file := range files {
		raw, err := readLimited(file, maxNote)
		if err != nil {
			return nil, fmt.Errorf("读信任的密钥名单：%w", err)
		}
		if err := t.believe(raw); err != nil {
			return nil, fmt.Errorf("%s：%w", file, err)
		}
	}
	return t, nil
}

// Add believes a list. Of two lists of one owner the later one counts; two that
// are not the same under one serial are an error.
func (t *Trust) Add(l *KeyList) error {
	for i, have := range t.lists {
		switch {
		case have.Owner != l.Owner:
		case have.Serial == l.Serial && !slices.Equal(have.Keys, l.Keys):
			return fmt.Errorf("%s 有两份不同的第 %d 号密钥名单，不能都是真的；向对方核对", l.Owner, l.Serial)
		case have.Serial >= l.Serial:
			return nil
		default:
			t.lists[i] = l
			return nil
		}
	}
	t.lists = append(t.lists, l)
	return nil
}

// believe adds a list as signed.
func (t *Trust) believe(raw []byte) error {
	l, err := ParseKeyList(raw)
	if err != nil {
		return err
	}
	return t.Add(l)
}

// Learn takes up a later list of an owner whose list is believed already, as a
// bundle carries it. It is believed where a key that the list believed holds
// active has signed it, and where it takes nothing back.
func (t *Trust) Learn(raw []byte) error {
	l, err := ParseKeyList(raw)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(t.lists, func(have *KeyList) bool { return have.Owner == l.Owner })
	if i < 0 || t.lists[i].Serial >= l.Serial {
		return nil // not an owner of ours, or nothing new
	}
	if err := t.lists[i].leadsTo(l, raw); err != nil {
		return fmt.Errorf("%s 的第 %d 号密钥名单不可信：%w", l.Owner, l.Serial, err)
	}
	t.lists[i] = l
	return nil
}

// leadsTo says why a later list does not follow from l; nil where it does.
func (l *KeyList) leadsTo(next *KeyList, raw []byte) error {
	for _, k := range l.Keys {
		now := known(next.Keys).find(k.Name, k.ID)
		if now == nil {
			return fmt.Errorf("少了原有的密钥%s", k)
		}
		ended := now.Until
		if k.Until == "" {
			now.Until = ""
		}
		same := *now == k
		now.Until = ended
		if !same {
			return fmt.Errorf("改了原有的密钥%s", k)
		}
	}
	n, err := note.Open(raw, known(l.Keys))
	if err != nil {
		return errors.New("没有原有密钥的签名")
	}
	at, err := time.Parse(timeForm, next.Time)
	if err != nil {
		return fmt.Errorf("时间“%s”不对", next.Time)
	}
	for _, sig := range n.Sigs {
		k := known(l.Keys).find(sig.Name, idOf(sig.Hash))
		if k.Active(at) {
			return nil
		}
	}
	return errors.New("签名的原有密钥那时已经停用")
}

// keys are all keys believed; a key that stands in two lists holds no longer
// than either says.
func (t *Trust) keys() known {
	var out known
	for _, l := range t.lists {
		for _, k := range l.Keys {
			have := out.find(k.Name, k.ID)
			switch {
			case have == nil:
				out = append(out, k)
			case have.Until == "" || k.Until != "" && k.Until < have.Until:
				have.Until = k.Until
			}
		}
	}
	return out
}

// Keys are all keys believed, in the order of the lists.
func (t *Trust) Keys() []Key { return t.keys() }

// opened is a note whose trusted signatures hold, and by which keys.
type opened struct {
	text    string
	keys    []Key
	unknown []string // names of keys that signed and are not known
}

// open reads a note. A signature of a known key that does not hold is an error;
// that no known key signed is none here.
func (t *Trust) open(raw []byte) (*opened, error) {
	keys := t.keys()
	n, err := note.Open(raw, keys)
	var none *note.UnverifiedNoteError
	var bad *note.InvalidSignatureError
	switch {
	case errors.As(err, &none):
		n = none.Note
	case errors.As(err, &bad):
		return nil, fmt.Errorf("密钥 %s（%s）的签名与内容不符：内容或签名被改过", bad.Name, idOf(bad.Hash))
	case err != nil:
		return nil, fmt.Errorf("签名的格式不对：%w", err)
	}
	out := &opened{text: n.Text}
	for _, sig := range n.Sigs {
		out.keys = append(out.keys, *keys.find(sig.Name, idOf(sig.Hash)))
	}
	for _, sig := range n.UnverifiedSigs {
		out.unknown = append(out.unknown, sig.Name+"（"+idOf(sig.Hash)+"）")
	}
	return out, nil
}

// by is the first of the keys that signed in a role; nil if none did.
func (o *opened) by(role Role) *Key {
	i := slices.IndexFunc(o.keys, func(k Key) bool { return k.Role == role })
	if i < 0 {
		return nil
	}
	return &o.keys[i]
}

// strangers names the unknown keys for a message.
func (o *opened) strangers() string {
	if len(o.unknown) == 0 {
		return "没有签名"
	}
	return "签名的是 " + strings.Join(o.unknown, "、")
}

// readLimited reads a file of at most limit bytes.
func readLimited(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%s 有 %d 字节，不会超过 %d", path, info.Size(), limit)
	}
	return os.ReadFile(path)
}
