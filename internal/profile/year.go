package profile

// InYear is the profile with another year in the place of its own: forms mostly
// stay as they are from one year to the next.
func (p *Profile) InYear(year int) *Profile {
	q := *p
	q.Year = year
	return &q
}
