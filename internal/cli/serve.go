package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/service"
)

// serveFlags are the settings of the server beside those of the store.
type serveFlags struct {
	config      string
	addr        string
	metricsAddr string
	base        string
	cert, key   string
	only        []string
	log         string
	trust       []string
	proxies     []string
	rate        float64
	burst       int
	level       string
	workers     int
	profileDir  string
	snapshots   string
}

func newServe(ui *terminal) *cobra.Command {
	var at storeFlags
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: ui.t("开网站：看、搜、对照库里的公开件", "serve the site over the store"),
		Long: ui.t("把库里的公开件做成网站。停下用 Ctrl-C 或 SIGTERM：手上的请求答完再停。\n"+
			"每个选项都可以写在 --config 的 TOML 里（名称 = 值），或写成环境变量（--trusted-proxy 是 MINGBAI_TRUSTED_PROXY）；\n"+
			"都写了，命令行的算数，其次是环境变量。日志写在标准错误，一行一个 JSON。",
			"Serves the documents of the store as a site until Ctrl-C or SIGTERM; what is under way is answered first.\nEvery option may stand in a TOML file (--config) or in the environment (MINGBAI_TRUSTED_PROXY); the command line\ncounts most, then the environment. Logs go to standard error as JSON."),
		Example: ui.t("  mingbai serve --data 数据\n  mingbai serve --config /etc/mingbai.toml\n  mingbai serve --data 数据 --addr 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem --base-url https://例.gov.cn",
			"  mingbai serve --data data\n  mingbai serve --config /etc/mingbai.toml\n  mingbai serve --data data --addr 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem --base-url https://example.org"),
		Args: ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if flags.config == "" {
				flags.config = os.Getenv(variable("config"))
			}
			if err := ui.settled(cmd, flags.config); err != nil {
				return err
			}
			chosen := cmd.Flags().Changed("addr") || os.Getenv(variable("addr")) != "" || flags.config != ""
			return at.with(cmd.Context(), func(s *store.Store) error { return ui.serveSite(cmd.Context(), s, at.dir, flags, chosen) })
		},
	}
	at.add(ui, cmd)
	flags.add(ui, cmd)
	return cmd
}

func (o *serveFlags) add(ui *terminal, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.config, "config", "", ui.t("设置`文件`（TOML），也可用环境变量 MINGBAI_CONFIG", "settings `FILE` (TOML); or the variable MINGBAI_CONFIG"))
	f.StringVar(&o.addr, "addr", "127.0.0.1:8080", ui.t("网页的`地址`", "`ADDRESS` to serve on"))
	f.StringVar(&o.base, "base-url", "", ui.t("大家用的`网址`，如 https://例.gov.cn；订阅、站点地图里要用", "`URL` that readers come by, for feeds and sitemaps"))
	f.StringVar(&o.cert, "tls-cert", "", ui.t("TLS `证书`（PEM）；换了新的，一分钟内用上", "TLS `CERTIFICATE` (PEM); a renewed one is taken up"))
	f.StringVar(&o.key, "tls-key", "", ui.t("TLS `私钥`（PEM）", "TLS `KEY` (PEM)"))
	f.StringSliceVar(&o.only, "only", nil, ui.t("只开这几`部分`：portal 公众看的，service 查一查", "`SECTIONS` to serve: portal, service"))
	f.StringVar(&o.log, "log", "", ui.t("透明日志的`文件夹`，放在 /tlog/；不写就用数据文件夹里的 log", "`DIR` of the transparency log, at /tlog/; default log in the folder of data"))
	f.StringSliceVar(&o.trust, "trust", nil, ui.t("日志页信任的密钥`名单`；不写就用日志文件夹里的 keys.note", "key `LISTS` that the log's page trusts; default keys.note in the log"))
	f.IntVar(&o.workers, "workers", 0, ui.t("查一查同时读几`个`文件，各在一个进程里；不写就按处理器数", "`N` files of readers checked at once, each in a process; default the processors"))
	f.StringVar(&o.profileDir, "profile-dir", "", ui.t("查一查用的自己的模板，所在的`文件夹`", "`DIR` of your own profiles for the check of files"))
	f.StringVar(&o.snapshots, "snapshots", "", ui.t("开放数据快照的`文件夹`；不写就用数据文件夹里的 snapshots", "`DIR` of snapshots of the open data; default snapshots in the folder of data"))
	f.StringSliceVar(&o.proxies, "trusted-proxy", nil, ui.t("前面的代理，`网段`或地址：信它们写的 X-Forwarded-For", "`NETWORKS` of proxies whose X-Forwarded-For is believed"))
	f.Float64Var(&o.rate, "rate", 20, ui.t("一个来访者每秒至多几`次`；0 不限", "`N` requests a second of one client; 0: no limit"))
	f.IntVar(&o.burst, "burst", 200, ui.t("攒着一下子至多几`次`", "`N` requests at once of one client"))
	f.StringVar(&o.metricsAddr, "metrics-addr", "", ui.t("Prometheus 指标的`地址`，如 127.0.0.1:9090；不写就没有", "`ADDRESS` of Prometheus metrics; default none"))
	f.StringVar(&o.level, "log-level", "info", ui.t("日志写到哪`级`：debug、info、warn、error", "`LEVEL` of logs: debug, info, warn, error"))
}

// serveSite serves the site, and the metrics where they have an address.
func (ui *terminal) serveSite(ctx context.Context, s *store.Store, dir string, flags serveFlags, chosen bool) error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(flags.level)); err != nil {
		return fmt.Errorf(ui.t("--log-level 应为 debug、info、warn 或 error，现为“%s”", "--log-level takes debug, info, warn or error, not %q"), flags.level)
	}
	collectLate()
	log := guard.NewLogger(ui.err, level)
	metrics := guard.NewMetrics(Version)
	o, err := flags.options(ui, dir)
	if err != nil {
		return err
	}
	o.Store, o.Logger, o.Guard.Logger, o.Guard.Metrics = s, log, log, metrics
	config, err := flags.tls(ui)
	if err != nil {
		return err
	}
	site, err := web.Assemble(o)
	if err != nil {
		return err
	}
	l, err := ui.listen(ctx, flags.addr, chosen, ui.t("换一个地址：--addr 127.0.0.1:9000", "try --addr 127.0.0.1:9000"))
	if err != nil {
		return errors.Join(err, site.Close())
	}
	defer l.Close()
	if o.Log != "" && len(o.Trust) == 0 {
		log.Warn("log without keys", "log", o.Log, "do", "copy keys.note into it or give --trust; until then /log shows nothing")
	}
	ui.address(l, flags)
	ctx, end := context.WithCancel(ctx)
	var ahead sync.WaitGroup
	ahead.Go(func() {
		if err := s.CountAhead(ctx); err != nil && ctx.Err() == nil {
			log.Warn("counting ahead", "error", err)
		}
	})
	defer ahead.Wait()
	defer end()
	server := web.Server{Handler: site, TLS: config, Logger: log}
	err = ui.withMetrics(ctx, flags.metricsAddr, metrics.Handler(), func(ctx context.Context) error { return server.Serve(ctx, l) })
	if err = errors.Join(err, site.Close()); err != nil {
		return err
	}
	ui.sayf("%s", ui.t("网页已结束", "stopped"))
	return nil
}

// address says where the site is.
func (ui *terminal) address(l net.Listener, flags serveFlags) {
	scheme := "http"
	if flags.cert != "" {
		scheme = "https"
	}
	ui.sayf(ui.t("网页：%s://%s/  （按 Ctrl-C 结束）", "page: %s://%s/  (Ctrl-C ends it)"), scheme, l.Addr())
}

// withMetrics runs serve with the metrics beside it, until one of them ends.
func (ui *terminal) withMetrics(ctx context.Context, addr string, metrics http.Handler, serve func(context.Context) error) error {
	if addr == "" {
		return serve(ctx)
	}
	l, err := ui.listen(ctx, addr, true, ui.t("换一个地址：--metrics-addr 127.0.0.1:9091", "try --metrics-addr 127.0.0.1:9091"))
	if err != nil {
		return err
	}
	defer l.Close()
	ui.sayf(ui.t("指标：http://%s/metrics", "metrics: http://%s/metrics"), l.Addr())
	ctx, end := context.WithCancel(ctx)
	defer end()
	ended := make(chan error, 1)
	go func() {
		err := web.Serve(ctx, l, metrics)
		end()
		ended <- err
	}()
	err = serve(ctx)
	end()
	return errors.Join(err, <-ended)
}

// options are what the site is made of, as far as settings say.
func (o *serveFlags) options(ui *terminal, dir string) (web.Options, error) {
	out := web.Options{Base: strings.TrimSuffix(o.base, "/"), Log: o.log, Trust: o.trust}
	for _, s := range o.only {
		section, err := web.ParseSection(s)
		if err != nil {
			return out, fmt.Errorf("--only：%w", err)
		}
		out.Only = append(out.Only, section)
	}
	if u, err := url.Parse(o.base); o.base != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "") {
		return out, fmt.Errorf(ui.t("--base-url 应是 https://主机名，后面没有路径，现为“%s”", "--base-url takes https://host without a path, not %q"), o.base)
	}
	var err error
	if out.Guard.Trusted, err = networks(o.proxies); err != nil {
		return out, err
	}
	if out.Guard.Rate, out.Guard.Burst = o.rate, o.burst; o.rate <= 0 {
		out.Guard.Rate = -1
	}
	out.Guard.HTTPS = o.cert != "" || strings.HasPrefix(o.base, "https://")
	out.Check = service.Options{Dir: filepath.Join(dir, "check"), ProfileDir: o.profileDir, Workers: o.workers}
	if out.Bulk = o.snapshots; o.snapshots == "" {
		out.Bulk = filepath.Join(dir, "snapshots")
	}
	findLog(&out, dir)
	return out, nil
}

// findLog fills in where the log is, and whom it may be believed by, where they
// stand where one would look for them.
func findLog(o *web.Options, dir string) {
	there := func(path string) bool { _, err := os.Stat(path); return err == nil }
	if o.Log == "" && there(filepath.Join(dir, "log", "checkpoint")) {
		o.Log = filepath.Join(dir, "log")
	}
	keys := filepath.Join(o.Log, "keys.note")
	if o.Log != "" && len(o.Trust) == 0 && there(keys) {
		o.Trust = []string{keys}
	}
}

// networks reads networks and single addresses.
func networks(list []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, s := range list {
		p, err := netip.ParsePrefix(s)
		if a, single := netip.ParseAddr(s); single == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("--trusted-proxy 应是网段或地址，如 10.0.0.0/8，现为“%s”", s)
		}
		out = append(out, p)
	}
	return out, nil
}

// tls is the configuration of TLS; nil where there is no certificate.
func (o *serveFlags) tls(ui *terminal) (*tls.Config, error) {
	switch {
	case o.cert == "" && o.key == "":
		return nil, nil
	case o.cert == "" || o.key == "":
		return nil, errors.New(ui.t("--tls-cert 和 --tls-key 要一起写", "--tls-cert and --tls-key go together"))
	}
	return web.Certificate(o.cert, o.key)
}
