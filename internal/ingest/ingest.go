// Package ingest reads published documents: a format reader turns bytes into a
// doc.Document, every cell and paragraph with its place; recognition by a
// profile turns that into a budget.Disclosure.
package ingest
