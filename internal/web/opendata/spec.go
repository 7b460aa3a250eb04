package opendata

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/yaml"
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
	if s.json, err = whole(api.OpenAPI()); err != nil {
		return s, fmt.Errorf("写接口说明：%w", err)
	}
	var text bytes.Buffer
	if err = yaml.Convert(&text, bytes.NewReader(s.json)); err != nil {
		return s, fmt.Errorf("写接口说明：%w", err)
	}
	s.yaml = text.Bytes()
	return s, nil
}

// whole is the description as JSON with the schemas that it names in it, each with its
// parts: who has the one file has all, also away from this site.
func whole(o *huma.OpenAPI) ([]byte, error) {
	b, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	var parts, components, list map[string]json.RawMessage
	if err := json.Unmarshal(b, &parts); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(parts["components"], &components); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(components["schemas"], &list); err != nil {
		return nil, err
	}
	for at, name := range schemaNames {
		if err := include(list, name, schemas()[at]); err != nil {
			return nil, err
		}
	}
	if components["schemas"], err = json.Marshal(list); err != nil {
		return nil, err
	}
	if parts["components"], err = json.Marshal(components); err != nil {
		return nil, err
	}
	for at, name := range schemaNames {
		text := bytes.ReplaceAll(parts["paths"], []byte(`"`+at+`#/$defs/`), []byte(`"`+inComponents+name+"."))
		parts["paths"] = bytes.ReplaceAll(text, []byte(`"`+at+`"`), []byte(`"`+inComponents+name+`"`))
	}
	return json.MarshalIndent(parts, "", " ")
}

const inComponents = "#/components/schemas/"

// include adds a JSON Schema to those of the description, each of its parts under a name
// of its own.
func include(list map[string]json.RawMessage, name string, schema []byte) error {
	schema = bytes.ReplaceAll(schema, []byte(`"#/$defs/`), []byte(`"`+inComponents+name+"."))
	var top, defs map[string]json.RawMessage
	if err := json.Unmarshal(schema, &top); err != nil {
		return err
	}
	if err := json.Unmarshal(top["$defs"], &defs); err != nil {
		return err
	}
	for _, key := range []string{"$schema", "$id", "$defs"} {
		delete(top, key)
	}
	b, err := json.Marshal(top)
	if err != nil {
		return err
	}
	if _, taken := list[name]; taken {
		return fmt.Errorf("已有 %s", name)
	}
	list[name] = b
	for part, v := range defs {
		list[name+"."+part] = v
	}
	return nil
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
