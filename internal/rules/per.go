package rules

import "mingbai/internal/check"

var per = []check.Rule{}
