package cli

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"mingbai/examples"
	"mingbai/internal/book"
	"mingbai/internal/diag"
	"mingbai/internal/pipeline"
	"mingbai/internal/web"
)

const demoBook = "datong-2023"

func newDemo(ui *terminal) *cobra.Command {
	var noServe bool
	var addr, out string
	var units int
	cmd := &cobra.Command{
		Use:     "demo",
		Short:   ui.t("编出一份真实的单位预算，写出全部格式，检查一遍，并用网页展示", "compile a real unit's budget, write every format, check it, serve the result"),
		Example: "  mingbai demo\n  mingbai demo --no-serve\n  mingbai demo --addr 127.0.0.1:9000",
		Args:    ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if units = min(units, 300); units < 0 {
				return fmt.Errorf(ui.t("--units 应不小于 0，现为 %d", "--units is at least 0, not %d"), units)
			}
			if noServe {
				_, _, err := ui.demo(cmd.Context(), out)
				return err
			}
			l, err := ui.listen(cmd.Context(), addr, cmd.Flags().Changed("addr"), ui.t("换一个地址：--addr 127.0.0.1:9000，或只写文件：--no-serve", "try --addr 127.0.0.1:9000 or --no-serve"))
			if err != nil {
				return err
			}
			defer l.Close()
			res, facts, err := ui.demo(cmd.Context(), out)
			if err != nil {
				return err
			}
			return ui.serveDemo(cmd.Context(), l, out, units, res, facts)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&noServe, "no-serve", false, ui.t("只写文件，不开网页", "write the files only"))
	f.StringVar(&addr, "addr", "127.0.0.1:8080", ui.t("网页的`地址`", "`ADDRESS` to serve on"))
	f.IntVar(&units, "units", 300, ui.t("旁边再编造几`个`单位，至多 300", "`N` made-up units beside it, at most 300"))
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

// demo lays the example book out, compiles it, checks what came out and says
// what it did.
func (ui *terminal) demo(ctx context.Context, out string) (*pipeline.Result, web.DemoFacts, error) {
	var facts web.DemoFacts
	started := time.Now()
	path := filepath.Join(out, demoBook)
	if err := writeExample(demoBook, path); err != nil {
		return nil, facts, err
	}
	step, done := ui.progress()
	res, err := pipeline.Build(ctx, pipeline.Options{Book: path, Out: out, Today: started, Progress: step})
	done()
	if err != nil {
		return nil, facts, err
	}
	facts.Took = time.Since(started)
	if b, _ := book.Read(path); b != nil {
		ui.sayf(ui.t("账册 %s：%s", "book %s: %s"), path, ui.entries(b))
	}
	if len(res.Files) == 0 {
		return nil, facts, ui.unbuilt(res)
	}
	ui.findings(res.Findings)
	ui.written(res)
	ui.sayf(ui.t("用时 %d 毫秒", "%d ms"), facts.Took.Milliseconds())
	facts.Contents = contentsOf(res.Disclosure)
	facts.Report, facts.ReportFile, err = ui.demoCheck(ctx, res, out)
	return res, facts, err
}

// demoCheck reads the plain text back as a stranger's document, checks it, names
// the errors, waived ones too, and writes the whole report as a page.
func (ui *terminal) demoCheck(ctx context.Context, res *pipeline.Result, out string) (*diag.Document, string, error) {
	started := time.Now()
	text := res.Files[len(res.Files)-1].Path
	got, err := pipeline.Check(ctx, pipeline.CheckOptions{
		Files: []string{text}, Waivers: filepath.Join(out, demoBook, pipeline.WaiversFile), Today: started, Trees: true,
	})
	if err != nil {
		return nil, "", fmt.Errorf(ui.t("检查 %s：%w", "checking %s: %w"), text, err)
	}
	d := &got.Report.Documents[0]
	if d.Err != nil {
		return nil, "", d.Err
	}
	o := d.Outcomes()
	counts, waived := tally(d.Findings)
	ui.sayf(ui.t("检查 %s：规则 %d 条，成立 %d，不成立 %d，不适用 %d，未查 %d；用时 %d 毫秒", "checked %s: %d rules, passed %d, failed %d, not applicable %d, not checked %d; %d ms"),
		text, len(d.Rules), o["passed"], o["failed"], o["not_applicable"], o["not_checked"], time.Since(started).Milliseconds())
	ui.sayf(ui.t("错误 %d，警告 %d，提示 %d，已放行 %d（例子照公开的原件编，原件的不足也在）", "errors %d, warnings %d, notes %d, waived %d (the example says what was published, its shortcomings too)"),
		counts[diag.Error], counts[diag.Warning], counts[diag.Note], waived)
	for i := range d.Findings {
		if f := &d.Findings[i]; f.Severity == diag.Error {
			let := ""
			if f.Waived != nil {
				let = ui.t("（已放行）", " (waived)")
			}
			ui.sayf("  %s %-8s %s  %s%s", ui.severity(f.Severity), f.Rule, f.Title, f.Place(), let)
		}
	}
	var page bytes.Buffer
	if err := got.Report.WriteHTML(&page, diag.HTMLOptions{Documents: got.Documents, English: ui.lang == "en"}); err != nil {
		return nil, "", fmt.Errorf(ui.t("写检查报告：%w", "writing the report: %w"), err)
	}
	file := filepath.Join(out, ui.t("检查报告.html", "report.html"))
	if err := os.WriteFile(file, page.Bytes(), 0o644); err != nil {
		return nil, "", fmt.Errorf(ui.t("写检查报告：%w", "writing the report: %w"), err)
	}
	ui.sayf(ui.t("报告 %s；在命令行里看：mingbai check %s", "report %s; here: mingbai check %s"), file, text)
	return d, file, nil
}

// listen opens the address. Where nobody chose it and another program has it,
// a free one is taken instead. The hint says what to do otherwise.
func (ui *terminal) listen(ctx context.Context, addr string, chosen bool, hint string) (net.Listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil && !chosen && inUse(err) {
		ui.sayf(ui.t("%s 已被别的程序占用，换一个空着的端口", "%s is taken by another program, using a free port"), addr)
		l, err = lc.Listen(ctx, "tcp", "127.0.0.1:0")
	}
	if err != nil {
		return nil, fmt.Errorf(ui.t("在 %s 上开不了网页：%w\n%s", "cannot serve on %s: %w\n%s"), addr, err, hint)
	}
	return l, nil
}
