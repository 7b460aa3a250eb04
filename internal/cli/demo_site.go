package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"mingbai/internal/demo"
	"mingbai/internal/pipeline"
	"mingbai/internal/release"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/page"
	"mingbai/internal/web/service"
)

// demoSite is the demonstration as a site over a store of its own.
type demoSite struct {
	ui    *terminal
	out   string
	units int
	store *store.Store
}

// serveDemo stores what was built, serves it at once, and stores its neighbours
// meanwhile.
func (ui *terminal) serveDemo(ctx context.Context, l net.Listener, out string, units int, res *pipeline.Result, facts web.DemoFacts) (err error) {
	dir := filepath.Join(out, "data")
	s, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return fmt.Errorf(ui.t("打开展示用的库 %s：%w\n删去这个文件夹，再运行一次", "opening the store %s: %w\ndelete that folder and run again"), dir, err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	d := demoSite{ui, out, units, s}
	head, err := demo.Centre(ctx, s, out, res.Files)
	if err != nil {
		return err
	}
	facts.Document = page.HeadPath(head)
	if err := d.publish(ctx, res); err != nil {
		return err
	}
	o := web.Options{Store: s, Check: service.Options{Dir: filepath.Join(dir, "check")}, Guard: guard.Options{Rate: -1}, More: []web.Part{web.Demo(res, facts)}}
	findLog(&o, dir)
	site, err := web.Assemble(o)
	if err != nil {
		return err
	}
	ui.sayf(ui.t("网页：http://%s%s  （按 Ctrl-C 结束）", "page: http://%s%s  (Ctrl-C ends it)"), l.Addr(), facts.Document)
	ui.sayf(ui.t("编出的文件：http://%s/demo", "the files: http://%s/demo"), l.Addr())
	ui.sayf(ui.t("核对签名：mingbai verify %s --trust %s --log http://%s/tlog/", "verify: mingbai verify %s --trust %s --log http://%s/tlog/"),
		res.Files[min(1, len(res.Files)-1)].Path, filepath.Join(dir, "log", "keys.note"), l.Addr())
	ctx, end := context.WithCancel(ctx)
	defer end()
	loaded := make(chan struct{})
	go func() {
		defer close(loaded)
		d.neighbours(ctx)
	}()
	err = web.Serve(ctx, l, site)
	end()
	<-loaded
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	ui.sayf("%s", ui.t("网页已结束", "stopped"))
	return nil
}

// publisher signs with keys made for the demonstration.
func (d demoSite) publisher() *demo.Publisher {
	dir := filepath.Join(d.out, "data")
	return &demo.Publisher{Store: d.store, Keys: filepath.Join(dir, "keys"), Log: filepath.Join(dir, "log"), Program: "mingbai " + Version, Now: time.Now}
}

// publish signs and logs what was built, once: built otherwise by another version
// of the program, it stays as it was signed.
func (d demoSite) publish(ctx context.Context, res *pipeline.Result) error {
	p := d.publisher()
	if err := p.Prepare(); err != nil {
		return fmt.Errorf(d.ui.t("备好演示用的密钥：%w", "making the demonstration's keys: %w"), err)
	}
	if _, err := os.Stat(filepath.Join(p.Log, "checkpoint")); err == nil {
		if bundle, err := release.BundleBeside(res.Files[0].Path); err == nil && p.Enter(ctx, bundle) == nil {
			return nil
		}
	}
	if err := p.Publish(ctx, filepath.Join(d.out, demoBook), res); err != nil {
		return fmt.Errorf(d.ui.t("签名发布例子：%w\n删去 %s，再运行一次", "publishing the example: %w\ndelete %s and run again"), err, filepath.Join(d.out, "data"))
	}
	return nil
}

// neighboursOf is what the store of a demonstration was filled with, so that it
// is used again as it is.
type neighboursOf struct {
	Units int `json:"units"`
}

// neighbours fills the store while the site is being read; what goes wrong ends
// nothing.
func (d demoSite) neighbours(ctx context.Context) {
	mark := filepath.Join(d.out, "data", "demo.json")
	var have neighboursOf
	if b, err := os.ReadFile(mark); err == nil && json.Unmarshal(b, &have) == nil && have.Units >= d.units {
		return
	}
	started := time.Now()
	step, done := d.ui.progress()
	dir := filepath.Join(d.out, d.ui.t("示例市", "neighbours"))
	n, err := demo.Neighbours(ctx, demo.Options{
		Store: d.store, Dir: dir, Units: d.units,
		Told: func(done, of int) {
			step(fmt.Sprintf(d.ui.t("装入邻居（编造的示例市）%d/%d", "loading its made-up neighbours %d/%d"), done, of))
		},
	})
	if err == nil {
		err = d.publisher().Neighbours(ctx, dir, d.units)
	}
	done()
	switch {
	case ctx.Err() != nil:
		return // the rest comes the next time
	case err != nil:
		d.ui.fail(fmt.Errorf(d.ui.t("装入邻居：%w；网页照常，再运行一次接着装", "loading its neighbours: %w; the site goes on"), err))
		return
	}
	d.ui.sayf(d.ui.t("邻居：编造的示例市 %d 个单位，公开件 %d 份，装入用时 %s", "neighbours: %d made-up units with %d documents, loaded in %s"), d.units, n, time.Since(started).Round(100*time.Millisecond))
	if b, err := json.Marshal(neighboursOf{d.units}); err == nil {
		_ = os.WriteFile(mark, b, 0o644) // without it they are looked through once more
	}
}
