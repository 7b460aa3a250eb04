package pdf

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// patience is the time that a document may take: after enough no further page is
// begun; after most it is given up in the middle of one.
type patience struct{ enough, most time.Duration }

// usual is for documents of all sizes: a published one takes a second.
var usual = patience{enough: 30 * time.Second, most: 40 * time.Second}

// maxStuck is how many documents that were given up may still be worked on. PDFium
// can only be stopped in the middle where its code looks at each turn of a loop
// whether to go on, which makes all of its work take three times as long.
const maxStuck = 4

// slowPage says of a page why it was not begun.
const slowPage = "没有读：前面的页用的时间太长；用原来的文件重新导出 PDF，或拆成几份再试"

// patiently does something with a document, and gives it up when it takes too long
// or ctx ends. What was given up is left to itself: it holds an instance until
// PDFium comes back to it, and finds that its context has ended.
func patiently[T any](ctx context.Context, e *Engine, name string, do func(context.Context) (T, error)) (T, error) {
	var none T
	if e.stuck.Load() >= maxStuck {
		return none, &Error{Busy, fmt.Sprintf("%s 没有读：前面有%d份 PDF 用的时间太长，还没有停下；过一会或重新启动程序再试", name, maxStuck)}
	}
	type result struct {
		value T
		err   error
	}
	inner, cancel := context.WithTimeout(ctx, e.patience.most)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		value, err := do(inner)
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		if r.err == nil || !errors.Is(r.err, context.DeadlineExceeded) || ctx.Err() != nil {
			return r.value, r.err
		}
	case <-inner.Done():
		e.stuck.Add(1)
		go func() {
			<-done
			e.stuck.Add(-1)
		}()
	}
	if err := ctx.Err(); err != nil {
		return none, err
	}
	return none, &Error{"too_large", fmt.Sprintf("%s 用的时间太长，没有读；用原来的文件重新导出 PDF 再试", name)}
}
