package store

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// pgDump writes the PostgreSQL database by pg_dump, as of one moment.
func (s *Store) pgDump(ctx context.Context, path string) error {
	if err := s.pgTool(ctx, "pg_dump", "--format=custom", "--no-owner", "--file="+path); err != nil {
		return err
	}
	return syncFile(path)
}

// pgTool runs one of PostgreSQL's programs on the database. The address goes by
// the environment, so that no list of processes shows the password.
func (s *Store) pgTool(ctx context.Context, name string, args ...string) error {
	path := pgProgram(name)
	if path == "" {
		return fmt.Errorf("没有 %s，备份和恢复 PostgreSQL 要用它；装上 PostgreSQL 的客户端程序（Debian：apt-get install postgresql-client），或由管理员用自己的办法备份数据库，再另存文件夹 %s",
			name, filepath.Join(s.options.Dir, "files"))
	}
	env, schema, err := pgEnvironment(s.options.Database)
	if err != nil {
		return err
	}
	if schema != "" && name == "pg_dump" {
		args = append(args, "--schema="+schema)
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s：%w\n%s", name, err, strings.TrimSpace(string(out)))
	}
	return nil
}

// pgProgram finds a program in the path or where Debian keeps it; the newest.
func pgProgram(name string) string {
	if found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name); err == nil && len(found) > 0 {
		return slices.Max(found)
	}
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	return ""
}

// pgEnvironment is a database's address as PostgreSQL's programs take it from
// the environment, and the schema that it names.
func pgEnvironment(address string) (env []string, schema string, err error) {
	c, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, "", fmt.Errorf("数据库地址 %s：%w", withoutPassword(address), err)
	}
	env = []string{"PGHOST=" + c.Host, "PGPORT=" + strconv.Itoa(int(c.Port)), "PGUSER=" + c.User, "PGDATABASE=" + c.Database}
	if c.Password != "" {
		env = append(env, "PGPASSWORD="+c.Password)
	}
	if u, err := url.Parse(address); err == nil && u.Query().Get("sslmode") != "" {
		env = append(env, "PGSSLMODE="+u.Query().Get("sslmode"))
	}
	return env, c.RuntimeParams["search_path"], nil
}
