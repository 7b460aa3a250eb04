package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestServeLetsWhatIsUnderWayEnd: the end comes while an answer is half written;
// the answer arrives whole, and nobody is answered afterwards.
func TestServeLetsWhatIsUnderWayEnd(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	defer end()
	l := listen(t)
	half := make(chan bool)
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "甲")
		close(half)
		<-ctx.Done()
		time.Sleep(50 * time.Millisecond)
		_, _ = io.WriteString(w, "乙")
	})
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, h) }()
	go func() { <-half; end() }()
	res, err := http.Get("http://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || string(body) != "甲乙" {
		t.Errorf("the answer is %q, %v", body, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
	if res, err := http.Get("http://" + l.Addr().String()); err == nil {
		res.Body.Close()
		t.Error("it still answers")
	}
}

func TestServeTellsWhatFailed(t *testing.T) {
	l := listen(t)
	l.Close()
	if err := Serve(t.Context(), l, http.NotFoundHandler()); err == nil {
		t.Error("a listener that is closed was served on")
	}
}
