package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
)

// readPrivate reads a private key, which nobody but its owner may be able to
// read. Windows keeps such rights elsewhere; there the folder's hold.
func readPrivate(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("读私钥：%w；从备份找回，找不回就用 mingbai keys new 另造一个文件夹，把新名单给信任旧名单的人", err)
	}
	if err != nil {
		return nil, fmt.Errorf("读私钥：%w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("私钥 %s 别人也能读（%04o）；先 chmod 600 %[1]s，若已泄露就换一把", file, info.Mode().Perm())
	}
	raw, err := readLimited(file, maxNote)
	if err != nil {
		return nil, fmt.Errorf("读私钥：%w", err)
	}
	return raw, nil
}
