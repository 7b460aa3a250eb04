package rules

import (
	"runtime"
	"sync"
	"weak"

	"mingbai/internal/check"
)

// perSubject keeps what a dozen rules ask of each subject as long as the subject
// lives. It holds nothing alive and changes nothing that a rule can see.
type perSubject[T any] struct {
	known sync.Map // weak.Pointer[check.Subject] → T
}

// of is what look finds in a subject, looked for once.
func (m *perSubject[T]) of(s *check.Subject, look func(*check.Subject) T) T {
	key := weak.Make(s)
	if have, ok := m.known.Load(key); ok {
		return have.(T)
	}
	have, loaded := m.known.LoadOrStore(key, look(s))
	if !loaded {
		runtime.AddCleanup(s, func(k weak.Pointer[check.Subject]) { m.known.Delete(k) }, key)
	}
	return have.(T)
}

var changesOf perSubject[[]change]
