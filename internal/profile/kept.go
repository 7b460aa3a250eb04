package profile

import "sync"

// kept is what was made of a profile, by key; all its years have the same.
type kept struct{ sync.Map }

// Kept is what make makes of a profile, whatever its year, made once: many documents
// ask for the same. The key is of a type of the asker's own. What make gives is shared
// and never changed.
func Kept[K comparable, T any](p *Profile, key K, make func(*Profile) T) T {
	if p.kept == nil {
		return make(p)
	}
	have, ok := p.kept.Load(key)
	if !ok {
		have, _ = p.kept.LoadOrStore(key, make(p))
	}
	return have.(T)
}
