package cli

import (
	"errors"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/pipeline"
	"mingbai/internal/release"
	"mingbai/internal/store"
	"mingbai/internal/web/opendata"
)

func newSnapshot(ui *terminal) *cobra.Command {
	var at storeFlags
	var o opendata.SnapshotOptions
	var sign pipeline.PublishFileOptions
	cmd := &cobra.Command{
		Use:   "snapshot",
		Short: ui.t("做开放数据的快照：此刻的全部文件，连同校验和", "a snapshot of the open data: all files as of now, with checksums"),
		Long: ui.t("把库里的全部数写成文件，按省、按年各一套 CSV（gzip）和 Parquet，附 datapackage.json 和 checksums.txt（sha256sum -c 能核对）。\n"+
			"不用停下正在运行的程序。快照要么是全的，要么没有；做好就不再变，网站在 /data 列出它。\n"+
			"写 --key 和 --log，就把 checksums.txt 签名写进透明日志，凭据放在它旁边，以后谁也改不了而不被发现。",
			"Writes all that is held as files, CSV (gzip) and Parquet by province and year, with datapackage.json and a\n"+
				"checksums.txt for sha256sum -c. Nothing needs to be stopped. It is whole or not there, and never changes; the site\n"+
				"lists it at /data. With --key and --log, checksums.txt is signed and logged, with its bundle beside it."),
		Example: ui.t("  mingbai snapshot --data 数据\n  mingbai snapshot --data 数据 --key 密钥 --log 日志", "  mingbai snapshot --data data\n  mingbai snapshot --data data --key keys --log log"),
		Args:    ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if (sign.Key == "") != (sign.Log == "") {
				return errors.New(ui.t("要写进日志，密钥 --key 和日志 --log 都要写", "to log it, give both --key and --log"))
			}
			if o.Dir == "" {
				o.Dir = filepath.Join(at.dir, "snapshots")
			}
			o.At = time.Now().UTC().Truncate(time.Second)
			return ui.snapshot(cmd, at, o, sign)
		},
	}
	at.add(ui, cmd)
	f := cmd.Flags()
	f.StringVarP(&o.Dir, "out", "o", "", ui.t("放快照的`文件夹`；不写就是数据文件夹里的 snapshots", "`DIR` of snapshots; default snapshots in the folder of data"))
	f.StringVar(&o.Base, "base", "", ui.t("网站的`网址`，写进 datapackage.json", "`ADDRESS` of the site, for datapackage.json"))
	f.StringVar(&sign.Key, "key", "", ui.t("签名的`私钥`，或放密钥的文件夹", "`KEY` to sign with, or its folder"))
	f.StringVar(&sign.LogKey, "log-key", "", ui.t("日志的`私钥`；不写就是 --key 旁边的 log.key", "the log's `KEY`; default log.key beside --key"))
	f.StringVar(&sign.Log, "log", "", ui.t("透明日志的`文件夹`", "`DIR` of the log"))
	return cmd
}

func (ui *terminal) snapshot(cmd *cobra.Command, at storeFlags, o opendata.SnapshotOptions, sign pipeline.PublishFileOptions) error {
	var done func()
	o.Told, done = ui.progress()
	var made *opendata.Snapshotted
	err := at.with(cmd.Context(), func(s *store.Store) (err error) {
		made, err = opendata.Snapshot(cmd.Context(), s, o)
		return err
	})
	done()
	if err != nil {
		return err
	}
	ui.sayf(ui.t("快照 %s：%d 份公开件，%d 个文件，%d 字节", "snapshot %s: %d documents, %d files, %d bytes"), made.Dir, made.Documents, made.Files, made.Bytes)
	if sign.Key == "" {
		return nil
	}
	sign.File, sign.At, sign.Program = made.Checksums, o.At, "mingbai "+Version
	sign.Document = release.Document{
		Year: o.At.Year(), Kind: "data", Scope: filepath.Base(made.Dir), Title: "开放数据快照 " + filepath.Base(made.Dir),
	}
	b, path, err := pipeline.PublishFile(cmd.Context(), sign)
	if err != nil {
		return err
	}
	ui.sayf(ui.t("  日志 %s 第 %d 条，凭据 %s", "  log %s entry %d, bundle %s"), sign.Log, b.Log.Index, path)
	return nil
}
