package opendata

import (
	"context"
	"io"
	"iter"

	"mingbai/internal/store"
)

// set is one kind of row that is given out in bulk.
type set struct {
	name    string // cells
	title   words
	what    words
	key     string // the column that tells rows apart; empty: none does
	columns []column
	csv     writer
	parquet writer
}

// words are in Chinese and English.
type words struct{ zh, en string }

// writer writes the rows of a filter. Between parts it calls tick, which may stop it.
type writer func(ctx context.Context, s *store.Store, f store.Filter, w io.Writer, tick func() error) error

// parts reads rows part by part.
type parts[T any] func(ctx context.Context, s *store.Store, n names, f store.Filter) iter.Seq2[[]T, error]

// sets are all kinds of rows, in the order that pages show them.
func sets() []set {
	return []set{
		setOf("cells", words{"表里的数", "Cells"}, words{
			"每张表的每个数一行：印出的样子和精确的元。", "A row for every number of every table: as printed, and in exact yuan.",
		}, "", cells),
		setOf("documents", words{"公开件", "Documents"}, words{
			"每份公开件一行：来源、版本、总数、查出的问题数、公开评分。", "A row for every document: source, version, totals, counts of findings, marks for openness.",
		}, "document", documents),
		setOf("projects", words{"项目", "Projects"}, words{
			"每个项目一行：金额、实施期、年度目标。", "A row for every project: amounts, period, goal.",
		}, "", projects),
		setOf("findings", words{"查出的问题", "Findings"}, words{
			"检查出的每个问题一行：规则、位置、说明、建议。", "A row for everything that checking found: rule, place, message, suggestion.",
		}, "", findings),
		setOf("units", words{"单位", "Units"}, words{
			"有公开件的每个单位一行：编码、类型、级次、部门。", "A row for every unit with a document: code, kind, level, department.",
		}, "unit", units),
	}
}

func setOf[T any](name string, title, what words, key string, rows parts[T]) set {
	columns := columnsOf[T]()
	return set{
		name: name, title: title, what: what, key: key, columns: columns,
		csv: func(ctx context.Context, s *store.Store, f store.Filter, w io.Writer, tick func() error) error {
			return write(ctx, s, f, rows, newCSV[T](w, columns), tick)
		},
		parquet: func(ctx context.Context, s *store.Store, f store.Filter, w io.Writer, tick func() error) error {
			return write(ctx, s, f, rows, newParquet[T](w), tick)
		},
	}
}

// sink takes rows; Close ends the file.
type sink[T any] interface {
	Write(rows []T) error
	Close() error
}

func write[T any](ctx context.Context, s *store.Store, f store.Filter, rows parts[T], to sink[T], tick func() error) error {
	n, err := s.RegionNames(ctx)
	if err != nil {
		return err
	}
	for part, err := range rows(ctx, s, n, f) {
		if err != nil {
			return err
		}
		if err := to.Write(part); err != nil {
			return err
		}
		if err := tick(); err != nil {
			return err
		}
	}
	return to.Close()
}

func cells(ctx context.Context, s *store.Store, n names, f store.Filter) iter.Seq2[[]Cell, error] {
	return perDocument(ctx, s, f, func(h *store.Head, out []Cell) ([]Cell, error) {
		list, err := s.CellsOf(ctx, h)
		for i := range list {
			out = append(out, n.cell(&list[i], h.Scope))
		}
		return out, err
	})
}

func documents(ctx context.Context, s *store.Store, n names, f store.Filter) iter.Seq2[[]Document, error] {
	times := s.Timings()
	return perDocument(ctx, s, f, func(h *store.Head, out []Document) ([]Document, error) {
		t, err := times.Of(ctx, h)
		return append(out, n.document(h, t)), err
	})
}

func projects(ctx context.Context, s *store.Store, n names, f store.Filter) iter.Seq2[[]Project, error] {
	return perDocument(ctx, s, f, func(h *store.Head, out []Project) ([]Project, error) {
		list, err := s.ProjectsOf(ctx, h)
		for i := range list {
			out = append(out, n.project(&list[i]))
		}
		return out, err
	})
}

func findings(ctx context.Context, s *store.Store, n names, f store.Filter) iter.Seq2[[]Finding, error] {
	return perDocument(ctx, s, f, func(h *store.Head, out []Finding) ([]Finding, error) {
		list, err := s.FindingsOf(ctx, h)
		for i := range list {
			out = append(out, n.finding(&store.Found{
				FindingLine: list[i], Document: h.ID, Unit: h.Unit, UnitName: h.UnitName,
				Region: h.Region, Year: h.Year, Kind: h.Kind, Scope: h.Scope,
			}))
		}
		return out, err
	})
}

// perDocument gathers the rows of some documents to a part.
func perDocument[T any](ctx context.Context, s *store.Store, f store.Filter, rows func(*store.Head, []T) ([]T, error)) iter.Seq2[[]T, error] {
	const enough = 2000
	return func(yield func([]T, error) bool) {
		var part []T
		for h, err := range s.EachDocument(ctx, f) {
			if err == nil {
				part, err = rows(h, part)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if len(part) >= enough {
				if !yield(part, nil) {
					return
				}
				part = part[:0]
			}
		}
		if len(part) > 0 {
			yield(part, nil)
		}
	}
}

func units(ctx context.Context, s *store.Store, n names, f store.Filter) iter.Seq2[[]Unit, error] {
	return func(yield func([]Unit, error) bool) {
		for p := (store.Page{Limit: 1000}); ; {
			list, err := s.Published(ctx, f, p)
			part := make([]Unit, len(list.Items))
			for i := range list.Items {
				part[i] = n.unit(&list.Items[i])
			}
			if !yield(part, err) || err != nil || list.Next == "" {
				return
			}
			p.After = list.Next
		}
	}
}
