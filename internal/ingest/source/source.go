// Package source opens files that come from outside, within bounds: what kind of
// file it is (Foreign), an office file's parts (Archive), their XML (XML), and
// text as a reader of the page sees it (Clean, Join). All of it is made for files
// that nobody vouches for: sizes, depths and counts are limited before anything
// is held in memory.
//
// What cannot be read is an *Error: which file, what is wrong, what to do.
package source

import (
	"fmt"
	"path/filepath"
)

// Error says why a file cannot be read, and what to do about it.
type Error struct {
	File    string // base name
	Problem string // 文件有密码，读不了
	Hint    string // 去掉密码，另存为 .docx 再试; may be empty
}

// Error gives the three in one line.
func (e *Error) Error() string {
	s := e.File + "：" + e.Problem
	if e.Hint != "" {
		s += "；" + e.Hint
	}
	return s
}

// Wrong makes an Error of a file.
func Wrong(file, hint, format string, args ...any) *Error {
	return &Error{File: Base(file), Problem: fmt.Sprintf(format, args...), Hint: hint}
}

// Base is the name of a file without its folders, whichever way they are written.
func Base(name string) string {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '\\' || name[i] == '/' {
			return name[i+1:]
		}
	}
	return filepath.Base(name)
}
