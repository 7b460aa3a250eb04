package guard

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// compressor makes the layer that compresses text; what is compressed already
// (pictures, archives, Parquet) and what is small stays as it is.
func compressor() (func(http.Handler) http.HandlerFunc, error) {
	return gzhttp.NewWrapper(
		gzhttp.MinSize(1024),
		gzhttp.CompressionLevel(5),
		gzhttp.ContentTypes([]string{
			"text/html", "text/plain", "text/css", "text/csv", "text/javascript", "application/javascript",
			"application/json", "application/problem+json", "application/feed+json", "application/xml", "text/xml",
			"application/atom+xml", "application/opensearchdescription+xml", "image/svg+xml", "application/yaml", "application/openapi+json", "application/openapi+yaml",
			"application/sarif+json", "application/schema+json",
		}),
	)
}
