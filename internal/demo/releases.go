package demo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingbai/internal/pipeline"
	"mingbai/internal/release"
	"mingbai/internal/store"
)

// Publisher signs and logs releases of the demonstration with keys of its own.
type Publisher struct {
	Store   *store.Store
	Keys    string // folder of the keys, made where it is missing
	Log     string // folder of the log, likewise
	Program string // name and version that manifests show
	// Now is asked at each release, not before: the keys it is signed with must
	// be older.
	Now func() time.Time
}

// owner is whom the keys of the demonstration belong to: nobody.
const owner = "演示用的密钥（不是任何单位的）"

// Prepare makes keys and puts the list of them into the log's folder.
func (p *Publisher) Prepare() error {
	keys := release.OpenKeyFolder(p.Keys)
	if _, _, err := keys.List(); errors.Is(err, fs.ErrNotExist) {
		for _, role := range []release.Role{release.RoleUnit, release.RoleHead, release.RoleLog} {
			if _, err := keys.New(release.NewKey{Owner: owner, Role: role, Algorithm: release.Ed25519}); err != nil {
				return err
			}
		}
	} else if err != nil {
		return err
	}
	return keys.CopyList(p.Log)
}

// Publish signs and logs what was built of the book at a path, and enters it into
// the store. What was published before and says something else now stays as it was
// published.
func (p *Publisher) Publish(ctx context.Context, path string, built *pipeline.Result) error {
	o := p.options(path, "")
	o.Result = built
	got, err := pipeline.Publish(ctx, o)
	if err != nil {
		return err
	}
	return p.enter(ctx, got)
}

func (p *Publisher) options(path, out string) pipeline.PublishOptions {
	return pipeline.PublishOptions{
		Build: pipeline.Options{Book: path, Out: out, Today: p.Now()},
		Log:   p.Log, Key: p.Keys, HeadKey: p.Keys, Program: p.Program,
	}
}

// enter records a release in the store.
func (p *Publisher) enter(ctx context.Context, got *pipeline.Published) error {
	if got.Refused() {
		return fmt.Errorf("演示的公开件有错，没有发布：%v", got.Unlike)
	}
	return p.Enter(ctx, got.Bundle)
}

// Enter records a release that was signed before.
func (p *Publisher) Enter(ctx context.Context, b *release.Bundle) error {
	_, err := pipeline.Record(ctx, p.Store, actor, b)
	return err
}

// Neighbours publishes the latest documents of some units that write with this
// program, and corrects one of them.
func (p *Publisher) Neighbours(ctx context.Context, dir string, units int) error {
	cast, err := Town(units)
	if err != nil {
		return err
	}
	w, err := newWriter(dir, cast)
	if err != nil {
		return err
	}
	first, corrected := planned(len(cast))
	before := ""
	for _, d := range append(first, corrected...) {
		if !d.signed {
			continue
		}
		path, err := w.write(ctx, []document{d})
		if err != nil {
			return err
		}
		id, err := p.released(ctx, path[0])
		if err == nil && id == "" {
			id, err = p.alone(ctx, path[0], before, d.again)
		}
		if err != nil {
			return err
		}
		if d.draft {
			before = id
		}
	}
	return nil
}

// released is the release that a file is in already; empty where it is in none.
func (p *Publisher) released(ctx context.Context, file string) (string, error) {
	sum, err := fileSum(file)
	if err != nil {
		return "", err
	}
	of, err := p.Store.ReadFrom(ctx, sum)
	if err != nil || len(of) == 0 {
		return "", err
	}
	list, err := p.Store.Releases(ctx, store.ReleaseFilter{Document: of[0].Document}, store.Page{})
	if err != nil {
		return "", err
	}
	for _, r := range list.Items {
		if r.Version == of[0].Version {
			return r.SHA256, nil
		}
	}
	return "", nil
}

// alone publishes one data file, from a folder of its own; where it is a
// correction, of the release before.
func (p *Publisher) alone(ctx context.Context, file, before string, correction bool) (string, error) {
	dir, err := os.MkdirTemp("", "mingbai-demo-")
	if err != nil {
		return "", fmt.Errorf("建临时文件夹：%w", err)
	}
	defer os.RemoveAll(dir)
	content, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, filepath.Base(file)), content, 0o600)
	}
	if err != nil {
		return "", fmt.Errorf("备好要发布的文件：%w", err)
	}
	o := p.options(dir, "")
	if correction && before != "" {
		o.Corrects, o.Reason = before, "办公用房面积录入有误"
	}
	got, err := pipeline.Publish(ctx, o)
	if err != nil {
		return "", err
	}
	if err := p.enter(ctx, got); err != nil {
		return "", err
	}
	_, err = release.WriteBeside(got.Bundle, file)
	return got.Bundle.ID, err
}
