package cli

import (
	"github.com/spf13/cobra"

	"mingbai/internal/store"
)

func newBackup(ui *terminal) *cobra.Command {
	var at storeFlags
	cmd := &cobra.Command{
		Use:   ui.t("backup 新文件夹", "backup DIR"),
		Short: ui.t("备份库：数据库和全部文件，不用停下", "back up the database and all files, while in use"),
		Long: ui.t("把数据库在这一刻的样子和它提到的全部文件写到一个新的文件夹，每个文件都对过内容。PostgreSQL 用 pg_dump。\n"+
			"不用停下正在运行的程序。备份要么是全的，要么没有。",
			"Writes the database as it is now and all files that it names to a new folder, each checked. PostgreSQL goes by\npg_dump. Nothing needs to be stopped. The backup is whole, or is not there."),
		Example: ui.t("  mingbai backup 备份-20240301 --data 数据", "  mingbai backup backup-20240301 --data data"),
		Args:    ui.args(1, 1, ui.t("写到哪个新文件夹", "a new folder")),
		RunE: func(cmd *cobra.Command, args []string) error {
			return at.with(cmd.Context(), func(s *store.Store) error {
				m, err := s.Backup(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				ui.sayf(ui.t("备份了 %d 份公开件、%d 个文件到 %s", "%d documents and %d files are in %s"), m.Documents, m.Files, args[0])
				return nil
			})
		},
	}
	at.add(ui, cmd)
	return cmd
}
