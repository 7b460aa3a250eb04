package store

import "context"

// VersionOf names a version of a document.
type VersionOf struct {
	Unit     ID
	Document ID
	Version  int
}

// ReadFrom are the versions that were read from a stored file, by its SHA-256,
// the latest first; none where nothing was.
func (s *Store) ReadFrom(ctx context.Context, sum string) ([]VersionOf, error) {
	return query(ctx, s, "SELECT unit_id, document_id, version FROM document_file WHERE sha256 = $1 ORDER BY loaded_at DESC, document_id", []any{sum},
		func(v *VersionOf) []any { return []any{&v.Unit, &v.Document, &v.Version} })
}
