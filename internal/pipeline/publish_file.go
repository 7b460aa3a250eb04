package pipeline

import (
	"context"
	"fmt"
	"time"

	"mingbai/internal/release"
)

// PublishFileOptions say how a file that is no disclosure is signed and logged.
type PublishFileOptions struct {
	File     string           // its path
	Document release.Document // what it is released as, as nothing was before; without a unit it is the key's
	At       time.Time
	Key      string // private key, or the folder of it
	LogKey   string // empty: log.key beside Key
	Log      string // folder of the log
	Program  string // name and version that the manifest shows
}

// PublishFile signs a file, puts it into the log and writes its bundle beside it;
// it gives the bundle and its path. Whoever has both can verify the file.
func PublishFile(ctx context.Context, o PublishFileOptions) (*release.Bundle, string, error) {
	keys, err := PublishOptions{Key: o.Key, LogKey: o.LogKey}.readKeys()
	if err != nil {
		return nil, "", err
	}
	if o.Document.Unit == "" {
		if o.Document.Unit, err = unitOf(keys); err != nil {
			return nil, "", err
		}
	}
	f, err := release.FileOf(o.File)
	if err != nil {
		return nil, "", err
	}
	w, err := release.OpenWriter(o.Log, keys.log)
	if err != nil {
		return nil, "", err
	}
	b, err := keys.sign(&release.Manifest{
		Schema: release.Schema, Time: release.Stamp(o.At), Document: o.Document,
		By: release.By{Name: keys.signers[0].Name(), Program: o.Program}, Files: []release.File{f},
	})
	if err != nil {
		return nil, "", err
	}
	if err := w.Publish(ctx, b, nil); err != nil {
		return nil, "", err
	}
	path, err := release.WriteBeside(b, o.File)
	return b, path, err
}

// unitOf is the unit that a key signs for: the one that it is bound to, else the
// owner of its list.
func unitOf(keys *publishKeys) (string, error) {
	name := keys.signers[0].Name()
	for _, raw := range keys.lists {
		list, err := release.ParseKeyList([]byte(raw))
		if err != nil {
			return "", err
		}
		for _, k := range list.Keys {
			if k.Name != name {
				continue
			}
			if k.Unit != "" {
				return k.Unit, nil
			}
			return list.Owner, nil
		}
	}
	return "", fmt.Errorf("密钥 %s 不在旁边的 keys.note 里，不知道是哪个单位的", name)
}
