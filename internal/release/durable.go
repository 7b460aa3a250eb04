package release

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// writeDurable puts a file in its place, whole or not at all, and returns once
// it would outlive a loss of power. temp is a folder on the same disk.
func writeDurable(temp, path string, data []byte, perm os.FileMode) error {
	if err := makeDir(filepath.Dir(path)); err != nil {
		return err
	}
	f, err := os.CreateTemp(temp, ".new-*")
	if err != nil {
		return fmt.Errorf("写 %s：%w", path, err)
	}
	defer os.Remove(f.Name()) // gone already where all went well
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(perm)
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("写 %s：%w", path, err)
	}
	return syncDir(filepath.Dir(path))
}

// makeDir makes a folder and those above it, and sees to it that they last.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := makeDir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !os.IsExist(err) {
		return fmt.Errorf("建文件夹：%w", err)
	}
	return syncDir(filepath.Dir(dir))
}

// syncDir makes the names in a folder last. Windows has no such call: there the
// rename is written through by itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("写文件夹 %s：%w", dir, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("写文件夹 %s：%w", dir, err)
	}
	return nil
}
