package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Ready says why the store cannot be read as it is now; nil where it can. A
// database file that was taken away or put in another's place is told as well: an
// open connection goes on reading the file of before, which no one writes to.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.sameFile(); err != nil {
		return err
	}
	_, err := s.Newest(ctx, Page{Limit: 1})
	return err
}

// sameFile sees that the database's file is the one that was opened.
func (s *Store) sameFile() error {
	if s.dialect != sqlite {
		return nil
	}
	path := filepath.Join(s.options.Dir, DatabaseFile)
	now, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("数据库文件 %s 不见了；把它放回原处，或停下程序，由备份恢复（mingbai restore）再开", path)
	case err != nil:
		return fmt.Errorf("看数据库文件 %s：%w", path, err)
	case s.opened != nil && !os.SameFile(s.opened, now):
		return fmt.Errorf("数据库文件 %s 被换成了另一个，读的还是原来的；重新启动程序", path)
	}
	return nil
}

// remember keeps which file was opened.
func (s *Store) remember() error {
	if s.dialect != sqlite {
		return nil
	}
	var err error
	if s.opened, err = os.Stat(filepath.Join(s.options.Dir, DatabaseFile)); err != nil {
		return fmt.Errorf("看数据库文件：%w", err)
	}
	return nil
}
