// Package release makes what was published checkable by anyone: a manifest of
// the files, signatures on it, and its place in an append-only log.
//
//   - manifest: what is released: the document's identity, every file's size and
//     digests, the content's digest part by part, the release that it corrects and
//     each change with its reason. Its canonical bytes (see Canonical) are what is
//     signed and what the log holds; the SHA-256 of them is the release's ID.
//   - note: the manifest with Ed25519 signatures, in the form of
//     golang.org/x/mod/sumdb/note; an SM2 signature may stand beside it.
//   - log: tiles and signed checkpoints after C2SP tlog-tiles, a folder that any
//     web server can serve. Entry N is a manifest's canonical bytes.
//   - bundle: manifest, signatures, checkpoint and inclusion proof in one file, so
//     that a release can be verified with no network.
//   - key list: the public keys of one owner with the time each holds from and
//     until, signed; what a verifier trusts is one or more of these.
//
// To append, from a program that has the log's key:
//
//	w, err := release.OpenWriter(dir, logKey)
//	index, checkpoint, err := w.Append(ctx, entry)
//
// To read, as a page or an auditor does:
//
//	trust, err := release.ReadTrust("keys.note")
//	log := release.NewLog(release.Dir("log"), trust) // or release.NewHTTP(url)
//	tree, err := log.Latest(ctx)                     // newest signed checkpoint
//	list, err := tree.Newest(ctx, 20)                // newest releases first
//	entry, err := tree.Entry(ctx, list[0].Index)     // canonical bytes of one
//	proof, err := tree.Inclusion(ctx, list[0].Index)
//	bundle, err := log.Bundle(ctx, list[0].ID)       // signatures and proof as published
//
// Nothing of a log is believed unless its hashes lead to a checkpoint that a
// trusted log key signed: a Tree refuses what does not.
package release
