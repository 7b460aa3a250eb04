// Package reconstruct makes a book from a published disclosure.
package reconstruct
