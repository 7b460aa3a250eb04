package disk_test

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"mingbai/internal/disk"
)

func TestFull(t *testing.T) {
	for _, c := range []struct {
		err  error
		full bool
	}{
		{&fs.PathError{Op: "write", Path: "数据/x", Err: syscall.ENOSPC}, true},
		{fmt.Errorf("写 x：%w", syscall.EDQUOT), true},
		{fmt.Errorf("%w\n%w（数据文件夹 数据）", errors.New("disk I/O error"), disk.ErrFull), true},
		{&fs.PathError{Op: "write", Path: "数据/x", Err: syscall.EROFS}, false},
		{errors.New("磁盘满了"), false},
		{nil, false},
	} {
		if got := disk.Full(c.err); got != c.full {
			t.Errorf("%v is a full disk: %v", c.err, got)
		}
	}
}
