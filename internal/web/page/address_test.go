package page

import "testing"

func TestOriginTellsNoFolders(t *testing.T) {
	for source, want := range map[string]string{
		"/srv/in/2023/公开.pdf":            "公开.pdf",
		`D:\预算\公开.pdf`:                   "公开.pdf",
		"公开.pdf":                         "公开.pdf",
		"https://example.org/a/2023.pdf": "https://example.org/a/2023.pdf",
		"由账册编出":                          "由账册编出",
	} {
		if got := Origin(source); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}
