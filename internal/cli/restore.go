package cli

import (
	"github.com/spf13/cobra"

	"mingbai/internal/store"
)

func newRestore(ui *terminal) *cobra.Command {
	var at storeFlags
	cmd := &cobra.Command{
		Use:   ui.t("restore 备份", "restore BACKUP"),
		Short: ui.t("从备份恢复到一个新的数据文件夹或空的数据库", "restore a backup into a new folder of data or an empty database"),
		Long: ui.t("先核对备份的每个文件，再恢复到还没有库的地方；从不覆盖已有的库。",
			"Checks each file of the backup, then restores it where there is no store yet; nothing is ever written over."),
		Example: ui.t("  mingbai restore 备份-20240301 --data 新数据", "  mingbai restore backup-20240301 --data new"),
		Args:    ui.args(1, 1, ui.t("mingbai backup 写的文件夹", "a folder that mingbai backup wrote")),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := at.options()
			if err != nil {
				return err
			}
			m, err := store.Restore(cmd.Context(), args[0], o)
			if err != nil {
				return err
			}
			ui.sayf(ui.t("恢复了 %s 的备份：%d 份公开件、%d 个文件", "restored the backup of %s: %d documents, %d files"),
				m.TakenAt.Local().Format("2006-01-02 15:04"), m.Documents, m.Files)
			return nil
		},
	}
	at.add(ui, cmd)
	return cmd
}
