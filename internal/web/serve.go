package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// patience is how long an answer under way may take once the server is to end.
const patience = 5 * time.Second

// Server answers requests, within limits of time and size. A handler that takes
// or gives much raises its own by http.ResponseController.
type Server struct {
	Handler  http.Handler
	TLS      *tls.Config   // nil: no TLS
	Logger   *slog.Logger  // told of connections that broke; nil: nobody
	Patience time.Duration // for what is under way when the end comes; 0: 5 seconds
}

// Serve answers on l until the context ends, then lets what is under way end.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	return Server{Handler: h}.Serve(ctx, l)
}

// Serve answers on l until the context ends, then lets what is under way end.
func (s Server) Serve(ctx context.Context, l net.Listener) error {
	if s.Logger == nil {
		s.Logger = slog.New(slog.DiscardHandler)
	}
	if s.Patience == 0 {
		s.Patience = patience
	}
	srv := &http.Server{
		Handler: s.Handler, TLSConfig: s.TLS, ErrorLog: connections(s.Logger),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	failed := make(chan error, 1)
	go func() {
		if s.TLS != nil {
			failed <- srv.ServeTLS(l, "", "")
			return
		}
		failed <- srv.Serve(l)
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Patience)
	defer cancel()
	err := srv.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) {
		return srv.Close() // what has not ended by now is cut off
	}
	if err != nil {
		return fmt.Errorf("结束网页：%w", err)
	}
	return nil
}

// connections logs what the server says of connections: they break all the time,
// so only whoever looks closely is told.
func connections(l *slog.Logger) *log.Logger { return slog.NewLogLogger(l.Handler(), slog.LevelDebug) }
