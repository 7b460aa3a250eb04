package release

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

func TestPrivateKeysAreTheirOwnersAlone(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps rights elsewhere")
	}
	f := testKeys(t, "某中心")
	if _, err := f.New(NewKey{Role: RoleUnit, Algorithm: SM2}); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{f.KeyFile(RoleUnit, Ed25519), f.KeyFile(RoleHead, Ed25519), f.KeyFile(RoleLog, Ed25519), f.KeyFile(RoleUnit, SM2)} {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", file, info.Mode())
		}
	}
	file := f.KeyFile(RoleUnit, Ed25519)
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadSigner(file); err == nil || !strings.Contains(err.Error(), "别人也能读") {
		t.Errorf("a key that the group may read: %v", err)
	}
}

func TestOneKeyOfARole(t *testing.T) {
	t.Parallel()
	f := testKeys(t, "某中心")
	for want, n := range map[string]NewKey{
		"rotate":  {Role: RoleUnit, Algorithm: Ed25519},
		"不是":      {Owner: "另一个", Role: RoleUnit, Algorithm: SM2},
		"空格":      {Name: "某 中心", Role: RoleUnit, Algorithm: SM2},
		"Ed25519": {Role: RoleLog, Algorithm: SM2},
	} {
		if _, err := f.New(n); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %s", n, err, want)
		}
	}
	if _, err := OpenKeyFolder(t.TempDir()).New(NewKey{Owner: "某中心", Role: RoleUnit, Algorithm: SM2}); err == nil {
		t.Error("an SM2 key signs the list alone")
	}
}

func TestRotation(t *testing.T) {
	t.Parallel()
	f := testKeys(t, "某中心")
	before, rawBefore, err := f.List()
	if err != nil {
		t.Fatal(err)
	}
	f.now = func() time.Time { return noon }
	old, next, err := f.Rotate(RoleUnit, Ed25519)
	if err != nil {
		t.Fatal(err)
	}
	after, raw, err := f.List()
	if err != nil {
		t.Fatal(err)
	}
	if after.Serial != before.Serial+1 || old.Until != Stamp(noon) || next.From != Stamp(noon) || next.ID == old.ID {
		t.Errorf("serial %d, old until %s, next from %s", after.Serial, old.Until, next.From)
	}
	if old.Active(noon) || !old.Active(noon.Add(-time.Second)) || !next.Active(noon) || next.Active(noon.Add(-time.Second)) {
		t.Error("one key holds until the very second from which the next one does")
	}
	n, err := note.Open(raw, known(before.Keys))
	if err != nil || len(n.Sigs) != 3 {
		t.Errorf("the keys of before have signed the new list: %v", err)
	}
	if kept, err := os.ReadFile(filepath.Join(f.dir, retiredDir, "unit-"+old.ID+".key")); err != nil || len(kept) == 0 {
		t.Errorf("the old private key: %v", err)
	}
	s, err := ReadSigner(f.KeyFile(RoleUnit, Ed25519))
	if err != nil || idOf(s.KeyHash()) != next.ID {
		t.Errorf("the key in use is not the next one: %v", err)
	}
	trust := new(Trust)
	if err := trust.Add(before); err != nil {
		t.Fatal(err)
	}
	if err := trust.Learn(raw); err != nil {
		t.Fatal(err)
	}
	if got := trust.keys().find(old.Name, old.ID); got.Until == "" {
		t.Error("who trusted the list of before does not learn that the key ended")
	}
	if trust.keys().find(next.Name, next.ID) == nil {
		t.Error("who trusted the list of before does not learn the next key")
	}
	if err := trust.Learn(rawBefore); err != nil || trust.keys().find(next.Name, next.ID) == nil {
		t.Error("an older list takes the place of a later one")
	}
}

// TestACutRotationIsFinishedOrDropped cuts a rotation after each of its writes.
func TestACutRotationIsFinishedOrDropped(t *testing.T) {
	t.Parallel()
	f := testKeys(t, "某中心")
	file := f.KeyFile(RoleUnit, Ed25519)
	oldKey, _ := os.ReadFile(file)
	_, oldList, err := f.List()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Rotate(RoleUnit, Ed25519); err != nil {
		t.Fatal(err)
	}
	newKey, _ := os.ReadFile(file)
	_, newList, err := f.List()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		list, key []byte
	}{
		"before the list": {oldList, oldKey},
		"after the list":  {newList, newKey},
	} {
		mustWrite(t, file, oldKey)
		mustWrite(t, file+".next", newKey)
		mustWrite(t, f.ListFile(), c.list)
		unlock, err := f.lock()
		if err != nil {
			t.Fatal(err)
		}
		unlock()
		if got, _ := os.ReadFile(file); !bytes.Equal(got, c.key) {
			t.Errorf("%s: the key is not the one that the list has in use", name)
		}
		if _, err := os.Stat(file + ".next"); !os.IsNotExist(err) {
			t.Errorf("%s: something is left: %v", name, err)
		}
	}
}

func TestAListThatTakesBackIsNotBelieved(t *testing.T) {
	t.Parallel()
	f := testKeys(t, "某中心")
	before, _, err := f.List()
	if err != nil {
		t.Fatal(err)
	}
	unit, err := ReadSigner(f.KeyFile(RoleUnit, Ed25519))
	if err != nil {
		t.Fatal(err)
	}
	f.now = func() time.Time { return noon }
	if _, _, err := f.Rotate(RoleUnit, Ed25519); err != nil {
		t.Fatal(err)
	}
	after, _, err := f.List()
	if err != nil {
		t.Fatal(err)
	}
	stranger, strange, err := newEd25519("某中心")
	if err != nil {
		t.Fatal(err)
	}
	thief, err := note.NewSigner(stranger)
	if err != nil {
		t.Fatal(err)
	}
	strange.Role, strange.From = RoleUnit, Stamp(noon)
	for name, c := range map[string]struct {
		trusted *KeyList
		change  func(l *KeyList)
		by      note.Signer
		want    string
	}{
		"a stranger signs":        {before, func(l *KeyList) { l.Keys = append(l.Keys, strange) }, thief, "没有原有密钥的签名"},
		"a key is gone":           {before, func(l *KeyList) { l.Keys = append(l.Keys[:1], l.Keys[2:]...) }, unit, "少了"},
		"a key's unit is another": {before, func(l *KeyList) { l.Keys[0].Unit = "别的单位" }, unit, "改了"},
		"the retired key signs":   {after, func(l *KeyList) { l.Keys = append(l.Keys, strange) }, unit, "停用"},
		"an end is moved":         {after, func(l *KeyList) { l.Keys[0].Until = Stamp(noon.Add(time.Hour)) }, unit, "改了"},
		"an end is taken back":    {after, func(l *KeyList) { l.Keys[0].Until = "" }, unit, "改了"},
	} {
		next := *c.trusted
		next.Keys = append([]Key(nil), c.trusted.Keys...)
		next.Serial += 10
		next.Time = Stamp(noon.Add(time.Minute))
		c.change(&next)
		raw, err := next.Sign(c.by)
		if err != nil {
			t.Fatal(err)
		}
		trust := new(Trust)
		if err := trust.Add(c.trusted); err != nil {
			t.Fatal(err)
		}
		err = trust.Learn(raw)
		if err == nil {
			t.Errorf("%s: believed", name)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestTwoListsUnderOneSerial(t *testing.T) {
	t.Parallel()
	a, _, err := testKeys(t, "某中心").List()
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := testKeys(t, "某中心").List()
	if err != nil {
		t.Fatal(err)
	}
	trust := new(Trust)
	if err := trust.Add(a); err != nil {
		t.Fatal(err)
	}
	if err := trust.Add(b); err == nil {
		t.Error("two lists under one serial are both believed")
	}
}

func TestKeyListIsHeldByItsSignature(t *testing.T) {
	t.Parallel()
	_, raw, err := testKeys(t, "某中心").List()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"某中心", `"unit"`, `"from":"2026`} {
		bad := bytes.Replace(raw, []byte(s), bytes.ToUpper([]byte("x"+s[1:])), 1)
		if _, err := ParseKeyList(bad); err == nil {
			t.Errorf("%s is another, and nobody noticed", s)
		}
	}
	if _, err := ParseKeyList([]byte("何\n")); err == nil {
		t.Error("any text is a key list")
	}
}

func TestSM2RoundTrip(t *testing.T) {
	t.Parallel()
	private, k, err := newSM2("某中心")
	if err != nil {
		t.Fatal(err)
	}
	if err := (Key{Name: k.Name, Role: RoleUnit, Algorithm: SM2, ID: k.ID, Public: k.Public, From: Stamp(noon)}).check(); err != nil {
		t.Fatal(err)
	}
	s, err := ParseSM2Signer([]byte(private))
	if err != nil {
		t.Fatal(err)
	}
	entry := testEntry(t, 0)
	sig, err := s.Sign(entry)
	if err != nil {
		t.Fatal(err)
	}
	if sig.Name != "某中心" || sig.Key != k.ID || !sig.holds(&k, entry) {
		t.Errorf("%+v does not hold", sig)
	}
	if sig.holds(&k, append(bytes.Clone(entry), ' ')) {
		t.Error("the signature holds for other bytes")
	}
	_, other, err := newSM2("某中心")
	if err != nil {
		t.Fatal(err)
	}
	if sig.holds(&other, entry) {
		t.Error("the signature holds for another key")
	}
	sig.Signature = sig.Signature[4:]
	if sig.holds(&k, entry) {
		t.Error("a cut signature holds")
	}
	for _, bad := range []string{"", "x", strings.Replace(private, "PRIVATE", "PUBLIC", 2), strings.Replace(private, "\n\n", "\n\nAA", 1)} {
		if _, err := ParseSM2Signer([]byte(bad)); err == nil {
			t.Errorf("%.20q is a private key", bad)
		}
	}
}

// TestOpenSSLAcceptsOurSM2 lets OpenSSL, which shares no code with ours, check a
// signature, by the recipe of docs/release.md.
func TestOpenSSLAcceptsOurSM2(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not here")
	}
	private, k, err := newSM2("某中心")
	if err != nil {
		t.Fatal(err)
	}
	s, err := ParseSM2Signer([]byte(private))
	if err != nil {
		t.Fatal(err)
	}
	entry := testEntry(t, 0)
	sig, err := s.Sign(entry)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	public, err := base64.StdEncoding.DecodeString(k.Public)
	if err != nil {
		t.Fatal(err)
	}
	der, err := base64.StdEncoding.DecodeString(sig.Signature)
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, filepath.Join(dir, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}))
	mustWrite(t, filepath.Join(dir, "sig.der"), der)
	mustWrite(t, filepath.Join(dir, "good"), entry)
	mustWrite(t, filepath.Join(dir, "bad"), append(entry, ' '))
	for name, good := range map[string]bool{"good": true, "bad": false} {
		cmd := exec.Command("openssl", "dgst", "-sm3", "-verify", "key.pem", "-sigopt", "distid:1234567812345678", "-signature", "sig.der", name)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); (err == nil) != good {
			t.Errorf("%s: %v %s", name, err, out)
		}
	}
}
