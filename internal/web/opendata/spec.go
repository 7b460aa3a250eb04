package opendata

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// plainJSON writes answers as JSON that a person can read: Chinese as it is, signs
// of comparison as they are.
var plainJSON = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		if b, ok := v.([]byte); ok {
			_, err := w.Write(b)
			return err
		}
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(v)
	},
	Unmarshal: json.Unmarshal,
}

// spec is the API's description, written once.
type spec struct{ json, yaml []byte }

func specOf(api huma.API) (spec, error) {
	var s spec
	var err error
	if s.json, err = json.MarshalIndent(api.OpenAPI(), "", " "); err != nil {
		return s, fmt.Errorf("写接口说明：%w", err)
	}
	if s.yaml, err = api.OpenAPI().YAML(); err != nil {
		return s, fmt.Errorf("写接口说明：%w", err)
	}
	return s, nil
}

// served answers with bytes that are there already.
func served(kind string, b []byte) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		h := w.Header()
		h.Set("Content-Type", kind)
		h.Set("Cache-Control", "public, max-age=3600")
		_, _ = w.Write(b) // a reader that has gone is no fault of ours
		return nil
	}
}

// regionNames are the regions' names, read once: they change with the program only.
func (d *OpenData) regionNames(ctx context.Context) (names, error) {
	if n := d.named.Load(); n != nil {
		return *n, nil
	}
	all, err := d.store.RegionNames(ctx)
	if err != nil {
		return nil, err
	}
	n := names(all)
	d.named.Store(&n)
	return n, nil
}
