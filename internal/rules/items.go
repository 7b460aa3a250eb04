package rules

import "iter"

// The parts of a document are large: what follows looks at them where they stand and
// copies none.

// eachItem are the items of a list.
func eachItem[T any](list []T) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

// indexOfItem is where the first item stands that is so; −1 where none is.
func indexOfItem[T any](list []T, is func(*T) bool) int {
	for i := range list {
		if is(&list[i]) {
			return i
		}
	}
	return -1
}

// anyItem reports whether an item of a list is so.
func anyItem[T any](list []T, is func(*T) bool) bool { return indexOfItem(list, is) >= 0 }
