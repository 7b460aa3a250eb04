package finder

import "net/http"

func (f *Finder) method(http.ResponseWriter, *http.Request) error { return errAddress }

func (f *Finder) logPage(http.ResponseWriter, *http.Request) error { return errAddress }
