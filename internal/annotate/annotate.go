// Package annotate puts marks on the pages of somebody else's PDF: boxes and
// notes that every viewer shows, appended to the file as an incremental update.
// The bytes of the original stay as they are, so what was signed stays signed.
//
// Of the original only what leads to the pages is read: the cross-reference
// (table, stream, or both), the page tree, and the pages that are marked. All of
// it is bounded, as the file is anybody's.
package annotate

import (
	"errors"
	"fmt"
)

// Mark is one annotation. A mark with a Box is drawn around it; one without is a
// note at the edge of its page.
type Mark struct {
	Page   int        // from 1
	Box    [4]float64 // left, top, right, bottom in points from the top left of the page as shown; zero for a note
	Colour [3]uint8
	Width  float64 // of the line, in points
	Title  string  // whose mark it is
	Text   string  // what a viewer shows with it
}

// Errors that a caller may want to tell apart. Each wraps into a sentence that
// says what to do.
var (
	ErrEncrypted = errors.New("文件加了密码或有权限限制，不能标注；去掉加密另存一份再试")
	ErrDamaged   = errors.New("文件的结构有损坏，不能原样续写；用阅读器打开，另存一份再试")
)

// Update is what has to be appended to data, a whole PDF, so that it shows the
// marks.
func Update(data []byte, marks []Mark) ([]byte, error) {
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	wanted := map[int][]Mark{}
	for _, m := range marks {
		wanted[m.Page] = append(wanted[m.Page], m)
	}
	pages, err := f.pages(wanted)
	if err != nil {
		return nil, err
	}
	u := &update{file: f, next: f.size, at: map[int]int{}, gen: map[int]int{}}
	for _, p := range pages {
		if err := u.page(p, wanted[p.number]); err != nil {
			return nil, err
		}
		delete(wanted, p.number)
	}
	for n := range wanted {
		return nil, fmt.Errorf("文件里没有第%d页：%w", n, ErrDamaged)
	}
	u.finish()
	return u.out, nil
}

func damaged(format string, args ...any) error {
	return fmt.Errorf(format+"：%w", append(args, ErrDamaged)...)
}
