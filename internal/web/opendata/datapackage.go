package opendata

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"mingbai/internal/web/page"
)

// Package describes files as a Frictionless Data Package 2.0.
type Package struct {
	Schema      string     `json:"$schema"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Homepage    string     `json:"homepage,omitempty"`
	Version     string     `json:"version"`
	Created     string     `json:"created,omitempty"`
	Licenses    []licence  `json:"licenses"`
	Sources     []source   `json:"sources"`
	Resources   []Resource `json:"resources"`
}

type licence struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Path  string `json:"path"`
}

type source struct {
	Title string `json:"title"`
}

// Resource describes a file.
type Resource struct {
	Schema      string      `json:"$schema,omitempty"`
	Name        string      `json:"name"`
	Type        string      `json:"type,omitempty"`
	Path        string      `json:"path"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Format      string      `json:"format"`
	MediaType   string      `json:"mediatype"`
	Encoding    string      `json:"encoding,omitempty"`
	Compression string      `json:"compression,omitempty"`
	Bytes       int64       `json:"bytes,omitempty"`
	Hash        string      `json:"hash,omitempty"`
	Dialect     *dialect    `json:"dialect,omitempty"`
	Table       tableSchema `json:"schema"`
}

type dialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
}

type tableSchema struct {
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey,omitempty"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Title       string       `json:"title"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// packageOf is the description of a package without its resources.
func packageOf(l Licence, name, title, homepage string, at time.Time) Package {
	p := Package{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:   name, Title: title, Homepage: homepage, Version: format + ".0.0",
		Description: "各单位公开的预算、决算：每张表的每个数、项目、查出的问题。金额是精确的元。",
		Licenses:    []licence{{l.ID, l.Name, l.URL}},
		Sources:     []source{{"各单位在政府网站公开的预算、决算"}},
	}
	if !at.IsZero() {
		p.Created = at.UTC().Format(time.RFC3339)
	}
	return p
}

// csvResource describes a set's CSV file at a path within the package.
func (s *set) csvResource(path string) Resource {
	r := s.resource(s.name, path)
	r.Type, r.Format, r.MediaType, r.Encoding = "table", "csv", "text/csv", "utf-8"
	r.Dialect = &dialect{",", "\r\n", true, true}
	r.Table = s.schema(func(c *column) string { return c.title })
	return r
}

// parquetResource describes a set's Parquet file.
func (s *set) parquetResource(path string) Resource {
	r := s.resource(s.name+"-parquet", path)
	r.Type, r.Format, r.MediaType = "table", "parquet", "application/vnd.apache.parquet"
	r.Table = s.schema(func(c *column) string { return c.name })
	return r
}

func (s *set) resource(name, path string) Resource {
	return Resource{Name: name, Path: path, Title: s.title.zh, Description: s.what.zh}
}

// schema describes a set's columns, called as called says.
func (s *set) schema(called func(*column) string) tableSchema {
	out := tableSchema{MissingValues: []string{""}}
	for i := range s.columns {
		c := &s.columns[i]
		f := field{Name: called(c), Title: c.title, Type: c.kind, Description: c.what.zh}
		if c.among != nil {
			f.Constraints = &constraints{Required: true, Enum: c.among}
		}
		out.Fields = append(out.Fields, f)
		if c.name == s.key {
			out.PrimaryKey = []string{f.Name}
		}
	}
	return out
}

// describe answers with the description of an extent's files.
func (d *OpenData) describe(w http.ResponseWriter, r *http.Request) error {
	year, region, path := r.PathValue("year"), r.PathValue("region"), ""
	if year == "" { // of the whole
		year, region, path = all, all, all+"/"+all+"/"
	}
	e, err := d.extentOf(r.Context(), year, region)
	if err != nil {
		return err
	}
	n, err := d.regionNames(r.Context())
	if err != nil {
		return err
	}
	name := "mingbai-" + e.year + "-" + e.region
	p := packageOf(d.o.Licence, name, "明白账开放数据："+n.of(page.Chinese, region)+yearIn(page.Chinese, year), d.base(r)+"/data", time.Time{})
	for i := range d.sets {
		p.Resources = append(p.Resources, d.sets[i].csvResource(path+d.sets[i].name+".csv?bom=no"))
	}
	for i := range d.sets {
		p.Resources = append(p.Resources, d.sets[i].parquetResource(path+d.sets[i].name+".parquet"))
	}
	b, err := p.encode()
	if err != nil {
		return err
	}
	return served("application/json", b)(w, r)
}

func (p *Package) encode() ([]byte, error) {
	b, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return nil, fmt.Errorf("写数据包说明：%w", err)
	}
	return append(b, '\n'), nil
}
