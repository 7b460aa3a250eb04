package opendata

import (
	"net/http"
	"time"
)

// patient gives a reader time for each part of a file anew.
type patient struct {
	http.ResponseWriter
	control *http.ResponseController
}

// Write writes on.
func (p *patient) Write(b []byte) (int, error) {
	_ = p.control.SetWriteDeadline(time.Now().Add(patience)) // where there is none to set, the server's holds
	return p.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (p *patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }
