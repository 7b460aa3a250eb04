package rules

import "mingbai/internal/check"

var form = []check.Rule{}
