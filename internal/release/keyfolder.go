package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
	"golang.org/x/mod/sumdb/note"
)

// KeyFolder is a folder of private keys, with the public list of them:
//
//	keys.note           the key list, signed; this is what others trust
//	unit.key            private keys by role, readable by their owner alone
//	unit-sm2.key        likewise, of the other algorithm
//	log.state           what the log's key signed last
//	retired/            private keys that no longer hold
type KeyFolder struct {
	dir string
	now func() time.Time
}

const (
	keysFile   = "keys.note"
	retiredDir = "retired"
)

// OpenKeyFolder is the folder at dir, which need not be there yet.
func OpenKeyFolder(dir string) *KeyFolder { return &KeyFolder{dir: dir, now: time.Now} }

// ListFile is where the key list is.
func (f *KeyFolder) ListFile() string { return filepath.Join(f.dir, keysFile) }

// CopyList puts the key list beside a log, for those who verify what it holds.
func (f *KeyFolder) CopyList(logDir string) error {
	list, err := os.ReadFile(f.ListFile())
	if err != nil {
		return fmt.Errorf("读密钥名单：%w", err)
	}
	if err := makeDir(logDir); err != nil {
		return err
	}
	return writeDurable(logDir, filepath.Join(logDir, keysFile), list, 0o644)
}

// KeyFile is where the private key of a role and an algorithm is.
func (f *KeyFolder) KeyFile(role Role, algorithm string) string {
	return filepath.Join(f.dir, keyBase(role, algorithm)+keySuffix)
}

func keyBase(role Role, algorithm string) string {
	if algorithm == SM2 {
		return string(role) + "-sm2"
	}
	return string(role)
}

// List reads the key list, and its bytes as signed.
func (f *KeyFolder) List() (*KeyList, []byte, error) {
	raw, err := readLimited(f.ListFile(), maxNote)
	if err != nil {
		return nil, nil, fmt.Errorf("读密钥名单：%w", err)
	}
	l, err := ParseKeyList(raw)
	if err != nil {
		return nil, nil, fmt.Errorf("%s：%w", f.ListFile(), err)
	}
	return l, raw, nil
}

// NewKey says which key to make.
type NewKey struct {
	Owner     string // of the list; needed for the first key
	Name      string // of the key; empty: the owner's, a log's with /log
	Role      Role
	Algorithm string
	Unit      string // name of the one unit that it signs for; empty: any
}

// New makes a key and puts it on the list. A folder holds one key of a role and
// an algorithm; Rotate makes the next.
func (f *KeyFolder) New(n NewKey) (Key, error) {
	unlock, err := f.lock()
	if err != nil {
		return Key{}, err
	}
	defer unlock()
	l, _, err := f.List()
	if errors.Is(err, fs.ErrNotExist) {
		l, err = &KeyList{Schema: KeysSchema, Owner: n.Owner}, nil
	}
	switch {
	case err != nil:
		return Key{}, err
	case l.Owner == "":
		return Key{}, errors.New("第一把密钥要写明是谁的")
	case n.Owner != "" && n.Owner != l.Owner:
		return Key{}, fmt.Errorf("%s 是“%s”的密钥，不是“%s”的；另用一个文件夹", f.dir, l.Owner, n.Owner)
	case n.Role == RoleLog && n.Algorithm == SM2:
		return Key{}, errors.New("日志只用 Ed25519 签名")
	case l.active(n.Role, n.Algorithm) != nil:
		return Key{}, fmt.Errorf("已有%s的密钥%s；要换用 mingbai keys rotate", n.Role, l.active(n.Role, n.Algorithm))
	case l.Serial == 0 && n.Algorithm != Ed25519:
		return Key{}, errors.New("先造一把 Ed25519 的密钥，名单由它签名")
	}
	if n.Name == "" {
		n.Name = nameOf(l.Owner, n.Role)
	}
	return f.add(l, n, nil)
}

// nameOf is what a key is called that was given no name.
func nameOf(owner string, role Role) string {
	if role == RoleUnit {
		return owner
	}
	return owner + "/" + string(role)
}

// Rotate makes the next key of a role and an algorithm. The old one holds until
// now, signs the list that names the new one, and its private key goes to
// retired/.
func (f *KeyFolder) Rotate(role Role, algorithm string) (old, next Key, err error) {
	unlock, err := f.lock()
	if err != nil {
		return Key{}, Key{}, err
	}
	defer unlock()
	l, _, err := f.List()
	if err != nil {
		return Key{}, Key{}, err
	}
	was := l.active(role, algorithm)
	if was == nil {
		return Key{}, Key{}, fmt.Errorf("没有在用的%s密钥；先用 mingbai keys new 造一把", role)
	}
	next, err = f.add(l, NewKey{Name: was.Name, Role: role, Algorithm: algorithm, Unit: was.Unit}, was)
	return *was, next, err
}

// add makes a key, ends the one before it, and writes all. The new private key is
// written first and the list last, so that a cut leaves the old state whole.
func (f *KeyFolder) add(l *KeyList, n NewKey, before *Key) (Key, error) {
	if !validName(n.Name) {
		return Key{}, fmt.Errorf("密钥的名称“%s”不能有空格和加号", n.Name)
	}
	now := f.now()
	private, k, err := newKeyPair(n.Name, n.Algorithm)
	if err != nil {
		return Key{}, err
	}
	signers, err := f.signers(l)
	if err != nil {
		return Key{}, err
	}
	k.Role, k.Unit, k.From = n.Role, n.Unit, Stamp(now)
	if n.Algorithm == Ed25519 {
		s, err := note.NewSigner(private)
		if err != nil {
			return Key{}, fmt.Errorf("用新密钥：%w", err)
		}
		signers = append(signers, s)
	}
	if before != nil {
		before.Until = k.From
	}
	l.Keys = append(slices.Clone(l.Keys), k)
	l.Serial, l.Time = l.Serial+1, k.From
	raw, err := l.Sign(signers...)
	if err != nil {
		return Key{}, err
	}
	return k, f.write(private, k, before, raw)
}

// write puts a new private key, the old one and the list in their places.
func (f *KeyFolder) write(private string, k Key, before *Key, list []byte) error {
	file := f.KeyFile(k.Role, k.Algorithm)
	if before != nil {
		was, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("读原有的密钥：%w", err)
		}
		kept := filepath.Join(f.dir, retiredDir, keyBase(k.Role, k.Algorithm)+"-"+before.ID+keySuffix)
		if err := writeDurable(f.dir, kept, was, 0o600); err != nil {
			return err
		}
	}
	next := file + ".next"
	if err := writeDurable(f.dir, next, []byte(private), 0o600); err != nil {
		return err
	}
	if err := writeDurable(f.dir, f.ListFile(), list, 0o644); err != nil {
		return err
	}
	if err := os.Rename(next, file); err != nil {
		return fmt.Errorf("写 %s：%w", file, err)
	}
	return syncDir(f.dir)
}

// finish completes a change that was cut after its list was written, and drops
// one that was cut before.
func (f *KeyFolder) finish() error {
	left, err := filepath.Glob(filepath.Join(f.dir, "*"+keySuffix+".next"))
	if err != nil || len(left) == 0 {
		return err
	}
	l, _, err := f.List()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, next := range left {
		private, err := os.ReadFile(next)
		if err != nil {
			return fmt.Errorf("接着换密钥：%w", err)
		}
		k, err := publicOf(private)
		if err != nil {
			return fmt.Errorf("%s：%w", next, err)
		}
		if l != nil && known(l.Keys).find(k.Name, k.ID) != nil {
			err = os.Rename(next, strings.TrimSuffix(next, ".next"))
		} else {
			err = os.Remove(next)
		}
		if err != nil {
			return fmt.Errorf("接着换密钥：%w", err)
		}
	}
	return syncDir(f.dir)
}

// signers are the active Ed25519 keys whose private part is here.
func (f *KeyFolder) signers(l *KeyList) ([]note.Signer, error) {
	var out []note.Signer
	for _, role := range []Role{RoleUnit, RoleHead, RoleLog} {
		k := l.active(role, Ed25519)
		if k == nil {
			continue
		}
		s, err := ReadSigner(f.KeyFile(role, Ed25519))
		if errors.Is(err, fs.ErrNotExist) {
			continue // kept elsewhere
		}
		if err != nil {
			return nil, err
		}
		if idOf(s.KeyHash()) != k.ID {
			return nil, fmt.Errorf("%s 里的私钥不是名单上在用的%s", f.KeyFile(role, Ed25519), k)
		}
		out = append(out, s)
	}
	if len(out) == 0 && l.Serial > 0 {
		return nil, fmt.Errorf("%s 里没有一把在用的私钥，名单没有人签名", f.dir)
	}
	return out, nil
}

func (f *KeyFolder) lock() (unlock func(), err error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return nil, fmt.Errorf("建密钥文件夹：%w", err)
	}
	unlock, err = lockedfile.MutexAt(filepath.Join(f.dir, lockFile)).Lock()
	if err != nil {
		return nil, fmt.Errorf("等密钥文件夹 %s：%w", f.dir, err)
	}
	if err := f.finish(); err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// active is the key of a role and an algorithm that has not ended; nil if none.
func (l *KeyList) active(role Role, algorithm string) *Key {
	i := slices.IndexFunc(l.Keys, func(k Key) bool { return k.Role == role && k.Algorithm == algorithm && k.Until == "" })
	if i < 0 {
		return nil
	}
	return &l.Keys[i]
}

func newKeyPair(name, algorithm string) (private string, public Key, err error) {
	if algorithm == SM2 {
		return newSM2(name)
	}
	private, public, err = newEd25519(name)
	return private + "\n", public, err
}

// publicOf is the name and ID of a private key of either algorithm.
func publicOf(private []byte) (Key, error) {
	if s, err := ParseSM2Signer(private); err == nil {
		return Key{Name: s.name, ID: s.id, Algorithm: SM2}, nil
	}
	s, err := note.NewSigner(strings.TrimSpace(string(private)))
	if err != nil {
		return Key{}, fmt.Errorf("不是私钥：%w", err)
	}
	return Key{Name: s.Name(), ID: idOf(s.KeyHash()), Algorithm: Ed25519}, nil
}

// Signer signs notes with an Ed25519 key.
type Signer = note.Signer

// ReadSigner reads an Ed25519 private key. It refuses a file that others of the
// machine may read.
func ReadSigner(file string) (Signer, error) {
	raw, err := readPrivate(file)
	if err != nil {
		return nil, err
	}
	s, err := note.NewSigner(strings.TrimSpace(string(raw)))
	if err != nil {
		return nil, fmt.Errorf("%s 不是 Ed25519 的私钥：%w", file, err)
	}
	return s, nil
}

// ReadSM2Signer reads an SM2 private key, as ReadSigner does.
func ReadSM2Signer(file string) (*SM2Signer, error) {
	raw, err := readPrivate(file)
	if err != nil {
		return nil, err
	}
	s, err := ParseSM2Signer(raw)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", file, err)
	}
	return s, nil
}

// KeyPath is the private key that a path means: of a folder, that of the role.
func KeyPath(path string, role Role, algorithm string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return OpenKeyFolder(path).KeyFile(role, algorithm)
	}
	return path
}

// ListsBeside reads the key lists that stand beside private keys, each once. A
// key without a list is an error: nobody could verify what it signs.
func ListsBeside(keys ...string) ([]string, error) {
	var out []string
	for _, file := range keys {
		_, raw, err := OpenKeyFolder(filepath.Dir(file)).List()
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, string(raw)) {
			out = append(out, string(raw))
		}
	}
	return out, nil
}

// ReadKeyList reads a key list: the file, or that of a folder of keys.
func ReadKeyList(path string) (*KeyList, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		l, _, err := OpenKeyFolder(path).List()
		return l, err
	}
	raw, err := readLimited(path, maxNote)
	if err != nil {
		return nil, fmt.Errorf("读密钥名单：%w", err)
	}
	l, err := ParseKeyList(raw)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", path, err)
	}
	return l, nil
}
