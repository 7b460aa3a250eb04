package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"mingbai/internal/store"
)

// storeFlags say where the store is.
type storeFlags struct {
	dir, database, files string
}

func (f *storeFlags) add(ui *terminal, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "data", defaultData(), ui.t("数据`文件夹`；也可用环境变量 MINGBAI_DATA", "`DIR` of data; or the variable MINGBAI_DATA"))
	flags.StringVar(&f.database, "database", os.Getenv("MINGBAI_DATABASE"), ui.t("PostgreSQL 的`地址`，postgres://…；不写就用数据文件夹里的 SQLite；也可用环境变量 MINGBAI_DATABASE",
		"`ADDRESS` of PostgreSQL, postgres://…; default SQLite in the folder of data; or the variable MINGBAI_DATABASE"))
	flags.StringVar(&f.files, "files", os.Getenv("MINGBAI_FILES"), ui.t("存原文件的`桶`，s3://桶名/前缀；不写就存在数据文件夹里；密钥写在环境变量 ", "`BUCKET` for the files, s3://bucket/prefix; default in the folder of data; keys in ")+s3Variables)
}

// s3Variables are where the keys of an object store stand; never on the command
// line, where every user of the machine could read them.
const s3Variables = "MINGBAI_S3_ENDPOINT, MINGBAI_S3_REGION, MINGBAI_S3_ACCESS_KEY, MINGBAI_S3_SECRET_KEY"

func defaultData() string {
	if dir := os.Getenv("MINGBAI_DATA"); dir != "" {
		return dir
	}
	return "data"
}

func (f *storeFlags) options() (store.Options, error) {
	o := store.Options{Dir: f.dir, Database: f.database}
	if f.files == "" {
		return o, nil
	}
	rest, ok := strings.CutPrefix(f.files, "s3://")
	bucket, prefix, _ := strings.Cut(rest, "/")
	if !ok || bucket == "" {
		return o, fmt.Errorf("--files 应为 s3://桶名/前缀，现为“%s”", f.files)
	}
	var err error
	o.Files, err = store.S3(store.S3Options{
		Endpoint: os.Getenv("MINGBAI_S3_ENDPOINT"), Region: os.Getenv("MINGBAI_S3_REGION"), Bucket: bucket, Prefix: strings.Trim(prefix, "/"),
		AccessKey: os.Getenv("MINGBAI_S3_ACCESS_KEY"), SecretKey: os.Getenv("MINGBAI_S3_SECRET_KEY"),
	})
	if err != nil {
		return o, fmt.Errorf("%w；看环境变量 %s", err, s3Variables)
	}
	return o, nil
}

// with opens the store, does something with it, and closes it.
func (f *storeFlags) with(ctx context.Context, do func(*store.Store) error) (err error) {
	o, err := f.options()
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, o)
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
