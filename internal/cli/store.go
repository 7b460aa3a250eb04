package cli

import (
	"context"
	"errors"
	"os"
	"os/user"

	"github.com/spf13/cobra"

	"mingbai/internal/store"
)

// storeFlags say where the store is.
type storeFlags struct {
	dir, database string
}

func (f *storeFlags) add(ui *terminal, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "data", defaultData(), ui.t("数据`文件夹`；也可用环境变量 MINGBAI_DATA", "`DIR` of data; or the variable MINGBAI_DATA"))
	flags.StringVar(&f.database, "database", os.Getenv("MINGBAI_DATABASE"), ui.t("PostgreSQL 的`地址`，postgres://…；不写就用数据文件夹里的 SQLite；也可用环境变量 MINGBAI_DATABASE",
		"`ADDRESS` of PostgreSQL, postgres://…; default SQLite in the folder of data; or the variable MINGBAI_DATABASE"))
}

func defaultData() string {
	if dir := os.Getenv("MINGBAI_DATA"); dir != "" {
		return dir
	}
	return "data"
}

func (f *storeFlags) options() store.Options { return store.Options{Dir: f.dir, Database: f.database} }

// with opens the store, does something with it, and closes it.
func (f *storeFlags) with(ctx context.Context, do func(*store.Store) error) (err error) {
	s, err := store.Open(ctx, f.options())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return do(s)
}

// actor is who runs the command, for the audit log.
func actor() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}
