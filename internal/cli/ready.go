package cli

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/spf13/cobra"
)

// readyTime is how long a site may take to say whether it is ready.
const readyTime = 5 * time.Second

// newReady asks a running site whether it is ready: what a container is looked
// after with, in which there is no other program. It stands in no list.
func newReady(ui *terminal) *cobra.Command {
	return &cobra.Command{
		Use:    "ready [URL]",
		Hidden: true,
		Args:   ui.args(0, 1, ui.t("网站的地址", "the site's address")),
		RunE: func(cmd *cobra.Command, args []string) error {
			at := "http://127.0.0.1:8080"
			if len(args) > 0 {
				at = args[0]
			}
			req, err := http.NewRequestWithContext(cmd.Context(), http.MethodGet, at+"/readyz", nil)
			if err != nil {
				return fmt.Errorf(ui.t("网站的地址“%s”不对，应如 http://127.0.0.1:8080", "the address %q is wrong, it should be like http://127.0.0.1:8080"), at)
			}
			res, err := (&http.Client{Timeout: readyTime}).Do(req)
			var u *url.Error // says the address again
			if errors.As(err, &u) {
				err = u.Err
			}
			if err != nil {
				return fmt.Errorf(ui.t("网站 %s 没有应答：%w", "the site %s does not answer: %w"), at, err)
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				return fmt.Errorf(ui.t("网站 %s 没有准备好：%s；原因在它的日志里", "the site %s is not ready: %s; why stands in its log"), at, res.Status)
			}
			return nil
		},
	}
}
