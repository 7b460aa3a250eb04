package cli

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func contrib(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "contrib", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// understood sees that the program has a command with these options.
func understood(t *testing.T, where string, args []string) {
	t.Helper()
	cmd, rest, err := newRoot(newTerminal(io.Discard, io.Discard, args)).Find(args)
	if err != nil || !cmd.Runnable() || !cmd.HasParent() {
		t.Errorf("%s: there is no command %s: %v", where, args, err)
		return
	}
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("%s: %s: %v", where, args, err)
		return
	}
	if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
		t.Errorf("%s: %s: %v", where, args, err)
	}
}

// TestImageRunsWhatThereIs: the commands of the image exist, in the form in which no
// shell is asked, and nobody runs them as root.
func TestImageRunsWhatThereIs(t *testing.T) {
	file := contrib(t, "Dockerfile")
	var entry, start, health []string
	for _, c := range []struct {
		line *regexp.Regexp
		into *[]string
	}{
		{regexp.MustCompile(`(?m)^ENTRYPOINT (\[.*\])$`), &entry},
		{regexp.MustCompile(`(?m)^CMD (\[.*\])$`), &start},
		{regexp.MustCompile(`(?m)^HEALTHCHECK .* CMD (\[.*\])$`), &health},
	} {
		m := c.line.FindStringSubmatch(file)
		if m == nil || json.Unmarshal([]byte(m[1]), c.into) != nil {
			t.Fatalf("no line %s", c.line)
		}
	}
	if !slices.Equal(entry, health[:1]) || !strings.Contains(file, " "+entry[0]+"\n") {
		t.Errorf("%s and %s, which is not what was copied", entry, health[0])
	}
	understood(t, "CMD", start)
	understood(t, "HEALTHCHECK", health[1:])
	_, port, _ := strings.Cut(start[slices.Index(start, "--addr")+1], ":")
	if !strings.Contains(file, "\nEXPOSE "+port+"\n") || !strings.HasSuffix(health[len(health)-1], ":"+port) {
		t.Errorf("the site is at :%s, which is not what is exposed and asked", port)
	}
	if dir := start[slices.Index(start, "--data")+1]; !strings.Contains(file, "\nVOLUME "+dir+"\n") {
		t.Errorf("%s is no volume", dir)
	}
	if !regexp.MustCompile(`(?m)^USER [1-9]\d*:[1-9]\d*$`).MatchString(file) {
		t.Error("it runs as root, or as a name that the image does not know")
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\S+)$`).FindStringSubmatch(string(mod))[1]
	if !strings.Contains(file, "\nARG GO_IMAGE=golang:"+version+"\n") {
		t.Errorf("it is not built by Go %s, which go.mod asks for", version)
	}
}

// TestServiceRunsWhatThereIs: the unit's command and the settings beside it exist,
// and the data is where the unit may write.
func TestServiceRunsWhatThereIs(t *testing.T) {
	unit := map[string]string{}
	for line := range strings.Lines(contrib(t, "mingbai.service")) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && !strings.HasPrefix(line, "#") {
			unit[key] = value
		}
	}
	args := strings.Fields(unit["ExecStart"])
	understood(t, "ExecStart", args[1:])
	for name, value := range map[string]string{"User": "mingbai", "StateDirectory": "mingbai", "NoNewPrivileges": "yes", "ProtectSystem": "strict"} {
		if unit[name] != value {
			t.Errorf("%s=%s", name, unit[name])
		}
	}
	settings := regexp.MustCompile(`(?m)^# ([a-z-]+ = )`).ReplaceAllString(contrib(t, "mingbai.toml"), "$1")
	file := filepath.Join(t.TempDir(), "mingbai.toml")
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	ui := newTerminal(io.Discard, io.Discard, nil)
	serve, _, err := newRoot(ui).Find([]string{"serve"})
	if err != nil {
		t.Fatal(err)
	}
	given, err := ui.readSettings(serve, file)
	if err != nil || len(given) < 5 {
		t.Fatalf("%d settings: %v", len(given), err)
	}
	if data := given["data"].Values[0]; data != "/var/lib/"+unit["StateDirectory"] {
		t.Errorf("the data is in %s, where the unit may not write", data)
	}
}
