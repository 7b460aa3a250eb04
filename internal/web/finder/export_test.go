package finder

// Step sets how many entries of the log one request looks at.
func (f *Finder) Step(n int64) { f.ledger.step = n }
