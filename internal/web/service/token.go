package service

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// tokenBytes is how much chance is in a token.
const tokenBytes = 16

// newToken makes what opens a batch.
func newToken() string {
	var b [tokenBytes]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// shareToken is what opens the same batch to look at only. It follows from the
// token, and the token not from it.
func shareToken(token string) string {
	sum := sha256.Sum256([]byte("mingbai share\n" + token))
	return base64.RawURLEncoding.EncodeToString(sum[:tokenBytes])
}

// hashed is how a token is known here.
func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:tokenBytes])
}
