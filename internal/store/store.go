// Package store keeps published budgets: units and their documents, every
// version of them with what checking found, the files they were read from, and
// what is needed to find a number again. It lives in one folder on SQLite, or in
// a PostgreSQL database beside a folder of files.
//
//	s, err := store.Open(ctx, store.Options{Dir: "data"})
//	defer s.Close()
//
//	regions, err := s.Regions(ctx)                        // the tree, with counts
//	r, err := s.Region(ctx, "140200")                     // one, with the path to it and what is under it
//	list, err := s.Departments(ctx, "140200", store.Page{})
//	dep, err := s.Department(ctx, id, 2023, "budget")     // its units, and who has not published
//	unit, err := s.Unit(ctx, id)                          // its documents by year
//	doc, err := s.Document(ctx, store.DocumentRef{ID: id})
//	doc.Disclosure, doc.Report.Findings, doc.Files        // what it says, what is wrong, where it came from
//	years, err := s.History(ctx, unitID, "budget", "unit")
//	cells, err := s.CellHistory(ctx, unitID, store.CellKey{Table: "T03", Row: "2080502", Column: "合计"})
//	news, err := s.Newest(ctx, store.Page{Limit: 20})
//	rules, err := s.RuleCounts(ctx, store.Filter{Years: []int{2023}})
//	docs, err := s.RuleDocuments(ctx, "SUM-01", store.Filter{}, store.Page{})
//	t, err := s.Timing(ctx, &doc.Head)                    // published in time, where the day of approval was given
//	hits, err := s.Search(ctx, store.Query{Text: "取暖费 >2万元"})
//
// Lists are read page by page: Page{After: list.Next}; Next is empty on the
// last. What is not there is ErrNotFound. Amounts are whole 1/10000 yuan
// (Amount), prints stay as printed. Ids follow from what they name (region and
// name of a unit; unit, year, kind and scope of a document), so they are the
// same in every database that holds the same documents; ID.String is their form
// in an address.
//
// Put stores documents; everything that changes is written in one transaction
// with an entry in the audit log.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

// ErrNotFound is returned for a region, department, unit, document, version or
// file that the store does not hold.
var ErrNotFound = errors.New("库里没有")

// Options say where the store is.
type Options struct {
	Dir      string       // folder of data: mingbai.db and files/; made if missing
	Database string       // postgres://…; empty: SQLite in Dir
	Files    Files        // where files go; nil: Dir/files
	Logger   *slog.Logger // told of migrations and retries; nil: nobody
}

// Store is an open store. It may be used by many goroutines.
type Store struct {
	options Options
	dialect dialect
	writer  *sql.DB // one connection on SQLite
	reader  *sql.DB // the same as writer on PostgreSQL
	matcher *sql.DB // for what the indexes of grams find; the same as reader on SQLite
	walker  *sql.DB // for what goes along an index until enough is found; the same as reader on SQLite
	files   Files
	log     *slog.Logger
	now     func() time.Time
	held    held
	parsed  statements
	opened  os.FileInfo // the database's file on SQLite
}

// DatabaseFile is the name of the SQLite database in the folder of data.
const DatabaseFile = "mingbai.db"

// Open opens the store, makes it where it is missing, and brings its schema up
// to date. Close it when done.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{options: o, files: o.Files, log: o.Logger, now: time.Now}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if o.Dir == "" && (o.Database == "" || o.Files == nil) {
		return nil, errors.New("没有说明数据放在哪个文件夹；用 --data 指定")
	}
	if o.Dir != "" {
		if err := os.MkdirAll(o.Dir, 0o750); err != nil {
			return nil, fmt.Errorf("建数据文件夹 %s：%w", o.Dir, err)
		}
	}
	if s.files == nil {
		own := folder(filepath.Join(o.Dir, "files"))
		if err := own.sweep(time.Now()); err != nil {
			return nil, err
		}
		s.files = own
	}
	if err := s.connect(ctx); err != nil {
		return nil, err
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.remember(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// prepare brings schema, region table and indexes up to date.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.alone(ctx, func() error { return s.migrate(ctx) }); err != nil {
		return s.explain(err)
	}
	if err := s.seedRegions(ctx); err != nil {
		return err
	}
	if err := s.reindex(ctx); err != nil {
		return err
	}
	return s.rescore(ctx)
}

// Close closes the connections. The store must not be used afterwards.
func (s *Store) Close() error {
	err := s.writer.Close()
	if s.reader != s.writer {
		err = errors.Join(s.reader.Close(), err)
	}
	if s.matcher != s.reader {
		err = errors.Join(s.matcher.Close(), s.walker.Close(), err)
	}
	if err != nil {
		return fmt.Errorf("关数据库：%w", err)
	}
	return nil
}

// Database names the kind of database: sqlite or postgres.
func (s *Store) Database() string { return s.dialect.String() }
