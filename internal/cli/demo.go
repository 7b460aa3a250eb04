package cli

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"mingbai/examples"
	"mingbai/internal/book"
	"mingbai/internal/pipeline"
	"mingbai/internal/web"
)

const demoBook = "datong-2023"

func newDemo(ui *terminal) *cobra.Command {
	var noServe bool
	var addr, out string
	cmd := &cobra.Command{
		Use:     "demo",
		Short:   ui.t("编出一份真实的单位预算，写出全部格式，并用网页展示", "compile a real unit's budget, write every format, serve the result"),
		Example: "  mingbai demo\n  mingbai demo --no-serve\n  mingbai demo --addr 127.0.0.1:9000",
		Args:    ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if noServe {
				_, _, err := ui.demo(cmd.Context(), out)
				return err
			}
			l, err := ui.listen(cmd.Context(), addr, cmd.Flags().Changed("addr"))
			if err != nil {
				return err
			}
			defer l.Close()
			res, took, err := ui.demo(cmd.Context(), out)
			if err != nil {
				return err
			}
			return ui.serve(cmd.Context(), l, web.Demo(res, web.DemoFacts{Took: took, Contents: ui.contents(res.Disclosure)}))
		},
	}
	f := cmd.Flags()
	f.BoolVar(&noServe, "no-serve", false, ui.t("只写文件，不开网页", "write the files only"))
	f.StringVar(&addr, "addr", "127.0.0.1:8080", ui.t("网页的`地址`", "`ADDRESS` to serve on"))
	f.StringVarP(&out, "out", "o", "out", ui.t("写到哪个`文件夹`", "`DIR` to write to"))
	return cmd
}

// writeExample lays an example book out as a folder, file by file as it stands.
func writeExample(name, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return fmt.Errorf("建文件夹 %s：%w", to, err)
	}
	entries, err := fs.ReadDir(examples.Books, name)
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := examples.Books.ReadFile(name + "/" + e.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, e.Name()), data, 0o644); err != nil {
			return fmt.Errorf("写例子账册：%w", err)
		}
	}
	return nil
}

// demo lays the example book out, compiles it and says what it did.
func (ui *terminal) demo(ctx context.Context, out string) (*pipeline.Result, time.Duration, error) {
	started := time.Now()
	path := filepath.Join(out, demoBook)
	if err := writeExample(demoBook, path); err != nil {
		return nil, 0, err
	}
	step, done := ui.progress()
	res, err := pipeline.Build(ctx, pipeline.Options{Book: path, Out: out, Progress: step})
	done()
	if err != nil {
		return nil, 0, err
	}
	took := time.Since(started)
	if b, _ := book.Read(path); b != nil {
		ui.sayf(ui.t("账册 %s：%s", "book %s: %s"), path, ui.entries(b))
	}
	if len(res.Files) == 0 {
		return nil, 0, ui.unbuilt(res)
	}
	ui.findings(res.Findings)
	ui.summary(res, took)
	return res, took, nil
}

// listen opens the address. Where nobody chose it and another program has it,
// a free one is taken instead.
func (ui *terminal) listen(ctx context.Context, addr string, chosen bool) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil && !chosen && inUse(err) {
		ui.sayf(ui.t("%s 已被别的程序占用，换一个空着的端口", "%s is taken by another program, using a free port"), addr)
		l, err = lc.Listen(ctx, "tcp", "127.0.0.1:0")
	}
	if err != nil {
		return nil, fmt.Errorf(ui.t("在 %s 上开不了网页：%w\n换一个地址：--addr 127.0.0.1:9000，或只写文件：--no-serve", "cannot serve on %s: %w\ntry --addr 127.0.0.1:9000 or --no-serve"), addr, err)
	}
	return l, nil
}

// serve says where the page is and serves it until the command is interrupted.
func (ui *terminal) serve(ctx context.Context, l net.Listener, h http.Handler) error {
	ui.sayf(ui.t("网页：http://%s/  （按 Ctrl-C 结束）", "page: http://%s/  (Ctrl-C ends it)"), l.Addr())
	if err := web.Serve(ctx, l, h); err != nil {
		return err
	}
	ui.sayf("%s", ui.t("网页已结束", "stopped"))
	return nil
}
