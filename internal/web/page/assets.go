package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

//go:embed static
var static embed.FS

// asset is a file that pages load, under a name that changes with its content.
type asset struct {
	name string // app.3f2a91c0.css
	kind string
	data []byte
}

var assets = sync.OnceValue(func() map[string]asset {
	out := map[string]asset{}
	files, err := fs.ReadDir(static, "static")
	if err != nil {
		return out
	}
	for _, f := range files {
		data, err := fs.ReadFile(static, "static/"+f.Name())
		if err != nil {
			continue
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(f.Name())
		out[f.Name()] = asset{strings.TrimSuffix(f.Name(), ext) + "." + hex.EncodeToString(sum[:4]) + ext, mime.TypeByExtension(ext), data}
	}
	return out
})

// Asset is the address of a file of the static folder.
func Asset(name string) string { return "/static/" + assets()[name].name }

// Static serves the files that pages load; they may be kept for ever.
func Static() http.Handler {
	byName := map[string]asset{}
	for _, a := range assets() {
		byName[a.name] = a
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := byName[strings.TrimPrefix(r.URL.Path, "/static/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", a.kind)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.data))
	})
}
