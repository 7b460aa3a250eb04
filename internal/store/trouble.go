package store

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	lite "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"mingbai/internal/disk"
)

// explain adds to an error of the database or the disk what to do about it.
func (s *Store) explain(err error) error {
	if err == nil || errors.Is(err, sql.ErrNoRows) || errors.Is(err, ErrNotFound) {
		return err
	}
	if fullDisk(err) {
		return fmt.Errorf("%w\n%w%s", err, disk.ErrFull, s.where())
	}
	if hint := s.hint(err); hint != "" {
		return fmt.Errorf("%w\n%s", err, hint)
	}
	return err
}

func (s *Store) hint(err error) string {
	var ofSQLite *lite.Error
	var ofPostgres *pgconn.PgError
	var connecting *pgconn.ConnectError
	switch {
	case errors.As(err, &ofSQLite):
		if hint := sqliteHint(ofSQLite.Code()); hint != "" {
			return hint + s.where()
		}
	case errors.As(err, &ofPostgres):
		return postgresHint(ofPostgres.Code)
	case errors.As(err, &connecting):
		return "连不上数据库 " + withoutPassword(s.options.Database) + "；看它是否开着、地址和密码对不对，好了再运行一次，已存过的会跳过"
	case s.dialect == postgres && disconnected(err):
		return "与数据库 " + withoutPassword(s.options.Database) + " 的连接断了；看它是否开着，好了再运行一次，已存过的会跳过"
	}
	return ""
}

// where says which folder of data a hint is about, or that it is the database.
func (s *Store) where() string {
	if s.dialect == postgres {
		return "（数据库 " + withoutPassword(s.options.Database) + "，数据文件夹 " + s.options.Dir + "）"
	}
	return "（数据文件夹 " + s.options.Dir + "）"
}

// fullDisk reports whether an error is that a disk is full, ours or the database's. The
// memory that programs share beside SQLite's database is a file too: that it cannot be
// made larger is a full disk.
func fullDisk(err error) bool {
	var ofSQLite *lite.Error
	var ofPostgres *pgconn.PgError
	switch {
	case disk.Full(err):
		return true
	case errors.As(err, &ofSQLite):
		return ofSQLite.Code() == lib.SQLITE_IOERR_SHMSIZE || ofSQLite.Code()&0xff == lib.SQLITE_FULL
	case errors.As(err, &ofPostgres):
		return ofPostgres.Code == "53100"
	}
	return false
}

// locked reports whether another program holds SQLite's file.
func locked(err error) bool {
	var ofSQLite *lite.Error
	return errors.As(err, &ofSQLite) && ofSQLite.Code()&0xff == lib.SQLITE_BUSY
}

// sqliteHint goes by the code of SQLite, of which the lower byte is the kind.
func sqliteHint(code int) string {
	switch code & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return "另一个程序正在写这个数据库，等了 20 秒还没写完；稍后再运行一次"
	case lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return "数据文件夹打不开或不能写；核对 --data 和文件夹的权限"
	case lib.SQLITE_NOTADB, lib.SQLITE_CORRUPT:
		return "数据库文件损坏或不是本程序的；用 mingbai restore 从备份恢复到另一个文件夹"
	case lib.SQLITE_IOERR:
		return "读写磁盘出错；看磁盘是否满、是否坏"
	}
	return ""
}

// postgresHint goes by the class of the SQLSTATE.
func postgresHint(code string) string {
	if len(code) < 2 {
		return ""
	}
	switch {
	case code[:2] == "28":
		return "数据库不认这个用户或密码；核对 --database"
	case code == "3D000":
		return "没有这个库；先用 createdb 建好"
	case code[:2] == "53":
		return "数据库的连接数或内存不够；稍后再试，或请管理员放宽"
	case code[:2] == "57":
		return "数据库正在停止或重启；好了再运行一次，已存过的会跳过"
	case code == "42501":
		return "这个用户没有建表或写入的权限；请管理员授予"
	}
	return ""
}

// again reports whether a transaction failed only because another got in its
// way, so that it may be tried anew.
func again(err error) bool {
	var ofPostgres *pgconn.PgError
	if !errors.As(err, &ofPostgres) {
		return false
	}
	switch ofPostgres.Code {
	case "40001", "40P01", "23505": // serialisation, deadlock, two made the same row
		return true
	}
	return false
}

// Lost reports whether an error is of the database or the disk as a whole, so
// that going on with other documents makes no sense.
func Lost(err error) bool {
	var ofSQLite *lite.Error
	var ofPostgres *pgconn.PgError
	var connecting *pgconn.ConnectError
	switch {
	case fullDisk(err), errors.As(err, &connecting):
		return true
	case errors.As(err, &ofSQLite):
		return sqliteHint(ofSQLite.Code()) != ""
	case errors.As(err, &ofPostgres):
		return postgresHint(ofPostgres.Code) != ""
	}
	return disconnected(err)
}

// disconnected reports whether an error is the end of a connection.
func disconnected(err error) bool {
	var ofNet net.Error
	return errors.As(err, &ofNet) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn)
}
