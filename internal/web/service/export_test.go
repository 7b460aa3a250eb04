package service

import "testing"

// AsReader and Made are for tests that stand outside.
const AsReader = asReader

// Made is a made-up unit's document with planted faults.
func Made(t testing.TB, format string) (name string, data []byte) {
	u := made(t, format)[format]
	return u.name, u.data
}
