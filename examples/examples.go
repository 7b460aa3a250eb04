// Package examples holds books that a visitor can build at once; the binary
// carries them, so that the demonstration needs no other file.
package examples

import "embed"

// Books are the example books, a folder each.
//
//go:embed datong-2023
var Books embed.FS
