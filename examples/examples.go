// Package examples holds books that a visitor can build at once; the binary
// carries them, so that the demonstration needs no other file.
package examples

import "embed"

// Books are the example books, a folder each.
//
//go:embed datong-2023
var Books embed.FS

// Published is the example's document as the unit published it, with the
// shortcomings that it had: the same tables, figures and names, the sentences in
// other words.
//
//go:embed datong-2023-published.txt
var Published []byte

// PublishedName is what Published is called as a file.
const PublishedName = "datong-2023-published.txt"
