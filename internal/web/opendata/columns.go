package opendata

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// column is a column of a bulk file.
type column struct {
	name  string // in Parquet and JSON: unit_name
	title string // in CSV: 单位
	what  words
	kind  string   // string, integer, number, boolean, date, datetime, as Table Schema calls them
	among []string // the only values there are; empty: any
	field int
	text  func(reflect.Value) string
}

// columnsOf are the columns of a record, from the tags of its fields.
func columnsOf[T any]() []column {
	t := reflect.TypeFor[T]()
	out := make([]column, t.NumField())
	for i := range out {
		f := t.Field(i)
		c := column{field: i, title: f.Tag.Get("zh")}
		c.name, _, _ = strings.Cut(f.Tag.Get("parquet"), ",")
		c.what.zh, c.what.en, _ = strings.Cut(f.Tag.Get("doc"), " | ")
		if e := f.Tag.Get("enum"); e != "" {
			c.among = strings.Split(e, ",")
		}
		c.kind, c.text = textOf(f.Type)
		out[i] = c
	}
	return out
}

// textOf says how values of a type stand in CSV.
func textOf(t reflect.Type) (kind string, text func(reflect.Value) string) {
	switch {
	case t == reflect.TypeFor[*Yuan]():
		return "number", func(v reflect.Value) string {
			if v.IsNil() {
				return ""
			}
			return Yuan(v.Elem().Int()).String()
		}
	case t == reflect.TypeFor[*Date]():
		return "date", func(v reflect.Value) string {
			if v.IsNil() {
				return ""
			}
			return Date(v.Elem().Int()).String()
		}
	case t == reflect.TypeFor[time.Time]():
		return "datetime", func(v reflect.Value) string {
			at, _ := reflect.TypeAssert[time.Time](v)
			return at.UTC().Format(time.RFC3339)
		}
	case t.Kind() == reflect.Int32:
		return "integer", func(v reflect.Value) string { return strconv.FormatInt(v.Int(), 10) }
	case t.Kind() == reflect.Bool:
		return "boolean", func(v reflect.Value) string { return strconv.FormatBool(v.Bool()) }
	case t.Kind() == reflect.String:
		return "string", func(v reflect.Value) string { return harmless(v.String()) }
	}
	panic(fmt.Sprintf("a record has a field of %s, which no file knows", t)) // a fault of the program
}
