# 明白账：常用的事。make help 列出全部。

GO      ?= go
TOOL     = $(GO) tool -modfile=tools/go.mod
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS  = -s -w -X mingbai/internal/cli.Version=$(VERSION)
FUZZTIME ?= 60s
TORTURE_TIME ?= 20s

.DEFAULT_GOAL = help
.PHONY: help demo build test bench fuzz torture lint pages deadcode notice release clean

help: ## 列出可以做的事
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: ## 编出大同 2023 年的例子，用网页展示（ARGS="--no-serve" 只写文件）
	@$(MAKE) -s build
	@bin/mingbai demo $(ARGS)

build: ## 编出 bin/mingbai
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "$(LDFLAGS)" -o bin/mingbai ./cmd/mingbai

test: ## 装好测试要用的程序，跑全部测试
	@scripts/need.sh
	@GO="$(GO)" scripts/test.sh

bench: ## 跑全部基准，印成“名称 数值 单位”各一行
	@GO="$(GO)" scripts/bench.sh

fuzz: ## 每个 Fuzz 测试跑 FUZZTIME（60s）
	@GO="$(GO)" FUZZTIME="$(FUZZTIME)" scripts/fuzz.sh

torture: ## 反复杀掉正在写的程序，看有没有丢东西，每项 TORTURE_TIME（20s）
	@GO="$(GO)" TORTURE_TIME="$(TORTURE_TIME)" scripts/torture.sh

lint: ## 格式、go vet、staticcheck
	@GO="$(GO)" scripts/lint.sh

pages: ## 由 .templ 重新生成网页的 Go 代码
	@GO="$(GO)" scripts/templ.sh

deadcode: ## 列出谁也走不到的函数
	$(TOOL) deadcode -test ./...

notice: ## 由 go.mod 重写 NOTICE
	@GO="$(GO)" scripts/notice.sh

release: ## 不用 cgo，为六个平台编到 dist/，附 SHA256SUMS
	@GO="$(GO)" LDFLAGS="$(LDFLAGS)" VERSION="$(VERSION)" scripts/release.sh

clean: ## 删去 bin/、dist/、out/
	rm -rf bin dist out
