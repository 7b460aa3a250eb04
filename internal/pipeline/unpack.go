package pipeline

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"mingbai/internal/diag"
)

// Unpacked is a document of an archive that was written into a folder.
type Unpacked struct {
	Name  string          // in the archive, with its folders: 预算/某单位.docx
	File  string          // its name in the folder; empty with Fault
	Fault *diag.ReadError // why it could not be read
}

// UnpackBounds say how much of an archive is unpacked.
type UnpackBounds struct {
	Documents int
	Each, All int64 // bytes
}

// Unpack writes the documents of an archive, and of archives in it, into the
// folder dir, numbered and with their endings, as far as the bounds allow. What
// is no archive, or cannot be opened, gives none: checking it says why.
func Unpack(ctx context.Context, file, dir string, most UnpackBounds) (list []Unpacked, skipped []string, err error) {
	in, err := expand([]string{file}, nil)
	if err != nil {
		return nil, nil, err
	}
	if len(in.all) == 0 || len(in.all) == 1 && in.all[0].name == file {
		return nil, in.skipped, nil
	}
	for i, f := range in.all {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		one := Unpacked{Name: strings.TrimPrefix(f.name, file+"/")}
		switch b, fault := readBounded(f, i, most); {
		case fault != nil:
			one.Fault = fault
		default:
			most.All -= int64(len(b))
			one.File = strconv.Itoa(i+1) + strings.ToLower(path.Ext(f.name))
			if err := os.WriteFile(filepath.Join(dir, one.File), b, 0o600); err != nil {
				return nil, nil, fmt.Errorf("解压 %s：%w", f.name, err)
			}
		}
		list = append(list, one)
		if i >= most.Documents { // one entry says that there are more
			break
		}
	}
	return list, in.skipped, nil
}

// readBounded reads the i-th document of an archive while there is room for it.
func readBounded(f input, i int, most UnpackBounds) ([]byte, *diag.ReadError) {
	if i >= most.Documents {
		return nil, &diag.ReadError{Code: "too_large", Message: fmt.Sprintf("压缩包里多于 %d 份文件，后面的没有读；分几次传", most.Documents)}
	}
	b, fault := f.read()
	if fault == nil && int64(len(b)) > min(most.Each, most.All) {
		return nil, &diag.ReadError{Code: "too_large", Message: f.name + "：压缩包解压后太大，这一份没有读；单独传这一份"}
	}
	return b, fault
}
