package check

import "slices"

// graph tells, for each number, the relations that it stands in.
type graph struct {
	first []int32 // number → its first entry in list
	list  []use
}

// use is one relation of a number and the number's place among its terms.
type use struct{ relation, term int32 }

func (l *ledger) graph() *graph {
	g := &graph{first: make([]int32, len(l.numbers)+1), list: make([]use, len(l.terms))}
	for _, t := range l.terms {
		g.first[t.v+1]++
	}
	for v := 1; v < len(g.first); v++ {
		g.first[v] += g.first[v-1]
	}
	next := slices.Clone(g.first)
	for i := range l.relations {
		r := &l.relations[i]
		for k, t := range l.of(r) {
			g.list[next[t.v]] = use{int32(i), int32(k)}
			next[t.v]++
		}
	}
	return g
}

func (g *graph) uses(v Var) []use { return g.list[g.first[v]:g.first[v+1]] }

// components groups broken relations that share numbers, in order of the first
// relation of each.
func (l *ledger) components(brokenOnes []int32) [][]int32 {
	owner := map[Var]int{} // number → group
	var parent []int
	find := func(g int) int {
		for parent[g] != g {
			parent[g] = parent[parent[g]]
			g = parent[g]
		}
		return g
	}
	group := make([]int, len(brokenOnes))
	for i, id := range brokenOnes {
		parent = append(parent, i)
		group[i] = i
		for _, t := range l.of(&l.relations[id]) {
			if g, ok := owner[t.v]; ok {
				a, b := find(g), find(i)
				parent[max(a, b)] = min(a, b)
			}
			owner[t.v] = i
		}
	}
	index := map[int]int{}
	var out [][]int32
	for i, id := range brokenOnes {
		g := find(group[i])
		k, ok := index[g]
		if !ok {
			k = len(out)
			index[g] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], id)
	}
	return out
}
