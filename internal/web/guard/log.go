package guard

import (
	"context"
	"io"
	"log/slog"
)

// NewLogger writes lines of JSON; within a request each has its number.
func NewLogger(w io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(numbered{slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level})})
}

// numbered adds the request's number to what is logged while it is answered.
type numbered struct{ slog.Handler }

func (n numbered) Handle(ctx context.Context, r slog.Record) error {
	if id := RequestID(ctx); id != "" {
		r.AddAttrs(slog.String("request", id))
	}
	return n.Handler.Handle(ctx, r)
}

func (n numbered) WithAttrs(a []slog.Attr) slog.Handler { return numbered{n.Handler.WithAttrs(a)} }

func (n numbered) WithGroup(name string) slog.Handler { return numbered{n.Handler.WithGroup(name)} }
