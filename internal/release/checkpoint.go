package release

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint is a signed statement of how long a log is and what its root is.
type Checkpoint struct {
	Origin string    // the log's name, which is its key's
	Size   int64     // entries
	Root   tlog.Hash // of the tree over them
	Note   []byte    // as signed
}

// text is the checkpoint in the form of C2SP tlog-checkpoint.
func (c *Checkpoint) text() string {
	return c.Origin + "\n" + strconv.FormatInt(c.Size, 10) + "\n" + base64.StdEncoding.EncodeToString(c.Root[:]) + "\n"
}

// sign fills in the note.
func (c *Checkpoint) sign(s note.Signer) error {
	raw, err := note.Sign(&note.Note{Text: c.text()}, s)
	if err != nil {
		return fmt.Errorf("签检查点：%w", err)
	}
	c.Note = raw
	return nil
}

// Tree is the checkpoint as tlog takes it.
func (c *Checkpoint) tree() tlog.Tree { return tlog.Tree{N: c.Size, Hash: c.Root} }

// parseCheckpoint reads the text of a checkpoint. Lines after the third are
// extensions, which are let be.
func parseCheckpoint(text string) (*Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] == "" {
		return nil, errors.New("检查点应有三行：日志名、条数、树根")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return nil, fmt.Errorf("检查点的条数“%s”不对", lines[1])
	}
	c := &Checkpoint{Origin: lines[0], Size: size}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || copy(c.Root[:], root) != tlog.HashSize || len(root) != tlog.HashSize {
		return nil, fmt.Errorf("检查点的树根“%s”不对", lines[2])
	}
	return c, nil
}

// Checkpoint reads a signed checkpoint. It must be signed by a trusted log key
// that is named as the log; a key that no longer holds still speaks for what it
// signed, as long as a newer one has not taken over: now says when that is asked.
func (t *Trust) Checkpoint(raw []byte, now time.Time) (*Checkpoint, error) {
	o, err := t.open(raw)
	if err != nil {
		return nil, fmt.Errorf("检查点：%w", err)
	}
	c, err := parseCheckpoint(o.text)
	if err != nil {
		return nil, err
	}
	k := o.by(RoleLog)
	switch {
	case k == nil:
		return nil, fmt.Errorf("检查点没有可信的日志签名（%s）；核对 --trust 的密钥名单里有没有这个日志的密钥", o.strangers())
	case k.Name != c.Origin:
		return nil, fmt.Errorf("检查点说的日志是“%s”，签名的密钥是“%s”的", c.Origin, k.Name)
	case !now.IsZero() && !k.Active(now):
		return nil, fmt.Errorf("日志的密钥%s已在 %s 停用，日志却还用它签", k, k.Until)
	}
	c.Note = raw
	return c, nil
}
