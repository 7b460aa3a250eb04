package opendata

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/render/data"
	"mingbai/internal/store"
)

// DocumentDetail is what is known of a document beside what it says.
type DocumentDetail struct {
	Document
	Number  int       `json:"number" doc:"这里说的是第几版 | the version that this is about"`
	Meaning string    `json:"meaning" doc:"印出的全部文字和数的 SHA-256 | SHA-256 of all that is printed"`
	All     []Version `json:"all" nullable:"false" doc:"所有版本，新的在前 | all versions, the newest first"`
	Files   []File    `json:"files" nullable:"false" doc:"读自哪些文件 | the files it was read from"`
	Changes []Change  `json:"changes" nullable:"false" doc:"与上一版的不同 | what is different from the version before"`
}

// Version is a version of a document.
type Version struct {
	Number      int       `json:"number" doc:"第几版 | number"`
	Meaning     string    `json:"meaning" doc:"印出的全部文字和数的 SHA-256 | SHA-256 of all that is printed"`
	Profile     string    `json:"profile" doc:"照哪份模板读的 | the profile it was read by"`
	Fit         int       `json:"fit" doc:"与模板的吻合程度，0 至 100 | how well the profile fits, 0 to 100"`
	Source      string    `json:"source" doc:"公布的网址；没有记下的空着 | address where it was published; empty: not known"`
	LoadedAt    time.Time `json:"loaded_at" doc:"收进来的时间 | when it was stored"`
	Errors      int       `json:"errors" doc:"错误数 | errors"`
	Warnings    int       `json:"warnings" doc:"警告数 | warnings"`
	Differences int       `json:"differences" doc:"与上一版有几处不同 | places different from the version before"`
}

// File is a file that a version was read from.
type File struct {
	SHA256    string    `json:"sha256" doc:"内容的 SHA-256 | SHA-256 of its content"`
	Name      string    `json:"name" doc:"文件名 | name"`
	MediaType string    `json:"media_type" doc:"类型 | media type"`
	Size      int64     `json:"size" doc:"字节数 | bytes"`
	Version   int       `json:"version" doc:"哪一版 | of which version"`
	Source    string    `json:"source" doc:"公布的网址；没有记下的空着 | address where it was published; empty: not known"`
	LoadedAt  time.Time `json:"loaded_at" doc:"收进来的时间 | when it was stored"`
}

// Change is a place where two versions differ.
type Change struct {
	Place  string `json:"place" doc:"在哪里 | where"`
	Before string `json:"before" doc:"原来 | before"`
	After  string `json:"after" doc:"现在 | after"`
}

// TableHead is a table of a document without its rows.
type TableHead struct {
	ID      string `json:"table" doc:"表的编号，T01 至 T17 | table, T01 to T17"`
	Title   string `json:"title" doc:"表名 | title"`
	Money   string `json:"money_unit" doc:"金额单位 | unit of its amounts"`
	Empty   bool   `json:"empty" doc:"没有金额 | holds no amount"`
	Note    string `json:"note" doc:"空表说明 | statement of an empty table"`
	Rows    int    `json:"rows" doc:"行数 | rows"`
	Columns int    `json:"columns" doc:"列数 | columns"`
	At      string `json:"at" doc:"这张表的地址 | address of the table"`
}

const (
	disclosureSchema = "/schema/disclosure-v1.json"
	reportSchema     = "/schema/report-v1.json"
)

func (d *OpenData) documentRoutes(api huma.API) {
	add(d, api, operation{id: "list-documents", path: "/documents", tag: "documents", title: words{"公开件", "Documents"}}, d.listDocuments)
	add(d, api, operation{
		id: "get-document", path: "/documents/{id}", tag: "documents", title: words{"一份公开件的全部内容", "All that a document says"},
		media: "application/json", ref: disclosureSchema,
	}, d.getDocument)
	add(d, api, operation{id: "get-document-history", path: "/documents/{id}/history", tag: "documents", title: words{"一份公开件的版本、文件、前后不同", "A document's versions, files, and what changed"}}, d.getHistory)
	add(d, api, operation{id: "list-tables", path: "/documents/{id}/tables", tag: "documents", title: words{"一份公开件有哪些表", "The tables of a document"}}, d.listTables)
	add(d, api, operation{
		id: "get-table", path: "/documents/{id}/tables/{table}", tag: "documents", title: words{"一张表", "A table"},
		media: "application/json", ref: disclosureSchema + "#/$defs/table",
	}, d.getTable)
	add(d, api, operation{
		id: "get-report", path: "/documents/{id}/report", tag: "documents", title: words{"一份公开件的检查报告", "What checking found in a document"},
		media: "application/json", ref: reportSchema,
	}, d.getReport)
}

type documentsInput struct {
	Narrowing
	Paging
}

func (d *OpenData) listDocuments(ctx context.Context, in *documentsInput) (*listed[Document], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	list, err := d.store.DocumentList(ctx, f, in.page())
	times := d.dated(ctx, n)
	out, err := listOf(&in.Paging, list, err, times.document)
	return out, errors.Join(err, times.err)
}

// DocumentInput names a version of a document.
type DocumentInput struct {
	ID      string `path:"id" pattern:"^[0-9a-z]{11}$" doc:"公开件的编号，11 位 | id of the document, 11 characters"`
	Version int    `query:"version" minimum:"1" doc:"第几版；不写是算数的那一版 | version; the one that counts where it is left out"`
}

func (d *OpenData) read(ctx context.Context, in DocumentInput) (*store.Document, error) {
	i, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	return d.store.Document(ctx, store.DocumentRef{ID: i, Version: in.Version})
}

func (d *OpenData) getDocument(ctx context.Context, in *DocumentInput) (*file, error) {
	doc, err := d.read(ctx, *in)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := data.Write(&b, doc.Disclosure); err != nil {
		return nil, err
	}
	return &file{"application/json", b.Bytes()}, nil
}

func (d *OpenData) getHistory(ctx context.Context, in *DocumentInput) (*body[DocumentDetail], error) {
	doc, err := d.read(ctx, *in)
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	times := d.dated(ctx, n)
	return &body[DocumentDetail]{DocumentDetail{
		Document: times.document(&doc.Head), Number: doc.Number, Meaning: doc.Meaning,
		All: each(doc.All, func(v *store.VersionHead) Version {
			return Version{
				Number: v.Number, Meaning: v.Meaning, Profile: v.Profile, Fit: v.Fit, Source: address(v.Source), LoadedAt: v.LoadedAt,
				Errors: v.Errors, Warnings: v.Warnings, Differences: v.Differences,
			}
		}),
		Files: each(doc.Files, func(f *store.FileInfo) File {
			return File{
				SHA256: f.SHA256, Name: path.Base(f.Name), MediaType: f.MediaType, Size: f.Size, Version: f.Version,
				Source: address(f.Source), LoadedAt: f.LoadedAt,
			}
		}),
		Changes: each(doc.Changes, func(c *store.Change) Change { return Change(*c) }),
	}}, times.err
}

func (d *OpenData) listTables(ctx context.Context, in *DocumentInput) (*listed[TableHead], error) {
	doc, err := d.read(ctx, *in)
	if err != nil {
		return nil, err
	}
	out := &listed[TableHead]{Body: List[TableHead]{Items: each(doc.Disclosure.Tables, func(t *budget.Table) TableHead {
		h := TableHead{ID: t.ID, Title: t.Title, Money: t.MoneyUnit.String(), Empty: t.Empty, Note: t.Note, At: root + "/documents/" + in.ID + "/tables/" + t.ID}
		for _, p := range t.Panels {
			h.Rows += len(p.Lines)
			h.Columns += len(p.Columns)
		}
		return h
	})}}
	return out, nil
}

type tableInput struct {
	DocumentInput
	Table string `path:"table" pattern:"^T[0-9]{2}$" doc:"表的编号，T01 至 T17 | table, T01 to T17" example:"T03"`
}

// getTable gives a table as it stands in the document.
func (d *OpenData) getTable(ctx context.Context, in *tableInput) (*file, error) {
	doc, err := d.read(ctx, in.DocumentInput)
	if err != nil {
		return nil, err
	}
	t := doc.Disclosure.Table(in.Table)
	if t == nil {
		return nil, fmt.Errorf("%w这份公开件的表 %s", store.ErrNotFound, in.Table)
	}
	var whole bytes.Buffer // its writer sees to the lists that have to be there
	if err := data.Write(&whole, &budget.Disclosure{Tables: []budget.Table{*t}}); err != nil {
		return nil, err
	}
	var part struct {
		Tables []json.RawMessage `json:"tables"`
	}
	if err := json.Unmarshal(whole.Bytes(), &part); err != nil || len(part.Tables) != 1 {
		return nil, fmt.Errorf("写表 %s：%w", in.Table, err)
	}
	return &file{"application/json", part.Tables[0]}, nil
}

func (d *OpenData) getReport(ctx context.Context, in *DocumentInput) (*file, error) {
	doc, err := d.read(ctx, *in)
	if err != nil {
		return nil, err
	}
	told := *doc.Report
	told.Source.Name = path.Base(told.Source.Name)
	var b bytes.Buffer
	if err := (&diag.Report{Documents: []diag.Document{told}}).WriteJSON(&b); err != nil {
		return nil, err
	}
	return &file{"application/json", b.Bytes()}, nil
}
