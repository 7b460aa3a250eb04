package opendata

import (
	"encoding/json"
	"strconv"
)

// catalogue describes the data to search engines (schema.org).
func (d *OpenData) catalogue(v *indexView) string {
	files := make([]map[string]string, 0, 2*len(d.sets))
	for _, s := range d.sets {
		for _, f := range []struct{ ext, kind string }{{"csv", "text/csv"}, {"parquet", "application/vnd.apache.parquet"}} {
			files = append(files, map[string]string{
				"@type": "DataDownload", "name": s.title.in(v.Lang), "encodingFormat": f.kind,
				"contentUrl": v.Base + extentPath(all, all) + "/" + s.name + "." + f.ext,
			})
		}
	}
	about := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset", "name": v.T("明白账开放数据", "Mingbai open data"),
		"description":         v.T("各单位公开的预算、决算：每张表的每个数、项目、检查结果。", "Published budgets and final accounts: every number of every table, projects, findings."),
		"url":                 v.Base + "/data",
		"license":             d.o.Licence.URL,
		"isAccessibleForFree": true,
		"distribution":        files,
	}
	if n := len(v.Years); n > 0 {
		about["temporalCoverage"] = strconv.Itoa(v.Years[n-1]) + "/" + strconv.Itoa(v.Years[0])
	}
	b, err := json.Marshal(about)
	if err != nil { // it is made of strings alone
		return ""
	}
	return string(b)
}

// of counts the documents of a year.
func (v *indexView) of(year int) int {
	total := 0
	for _, p := range v.Places {
		total += p.Of[year]
	}
	return total
}
