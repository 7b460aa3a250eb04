// Command mingbai compiles and checks public budgets.
package main

import (
	"os"

	"mingbai/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr)) }
