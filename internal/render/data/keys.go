package data

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxDepth bounds how deep objects and lists may nest; the deepest that is
// written is a reference of a cell of a line of a panel of a table.
const maxDepth = 32

// checkKeys refuses what the decoder would let pass: a key given twice, a key in
// other letters than written, a second value after the first.
func checkKeys(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := checkValue(d, 0); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("正文之后还有内容")
	}
	return nil
}

func checkValue(d *json.Decoder, depth int) error {
	t, err := d.Token()
	if err != nil {
		return syntax(err)
	}
	open, ok := t.(json.Delim)
	if !ok {
		return nil
	}
	if depth == maxDepth {
		return fmt.Errorf("嵌套深于%d层", maxDepth)
	}
	keys := map[string]bool{}
	for d.More() {
		if open == '{' {
			if err := checkKey(d, keys); err != nil {
				return err
			}
		}
		if err := checkValue(d, depth+1); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return syntax(err)
}

func checkKey(d *json.Decoder, seen map[string]bool) error {
	t, err := d.Token()
	if err != nil {
		return syntax(err)
	}
	key, _ := t.(string)
	if key != strings.ToLower(key) {
		return fmt.Errorf("键“%s”不认识，键都用小写", key)
	}
	if seen[key] {
		return fmt.Errorf("键“%s”出现两次", key)
	}
	seen[key] = true
	return nil
}

func syntax(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("文件不完整，到头仍未结束")
	}
	return fmt.Errorf("不是JSON：%w", err)
}
