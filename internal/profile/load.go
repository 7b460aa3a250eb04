package profile

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"mingbai/internal/budget"
)

//go:embed data/*.toml
var builtin embed.FS

// Set is the profiles at hand: the built-in ones and those of a user's folder.
type Set struct {
	sources map[string]source // by profile id
	ids     []string

	mu    sync.Mutex
	ready map[string]*Profile // those asked for before
}

type source struct {
	file string
	data []byte
}

// Open reads the built-in profiles and, where dir is not empty, the .toml files
// of that folder, which win over built-in ones of the same id.
func Open(dir string) (*Set, error) {
	s := &Set{sources: map[string]source{}, ready: map[string]*Profile{}}
	if err := s.add(builtin, "data", ""); err != nil {
		return nil, err
	}
	if dir == "" {
		return s, nil
	}
	if err := s.add(os.DirFS(dir), ".", dir); err != nil {
		return nil, fmt.Errorf("读模板文件夹 %s：%w", dir, err)
	}
	return s, nil
}

func (s *Set) add(fsys fs.FS, dir, shown string) error {
	files, err := fs.Glob(fsys, path.Join(dir, "*.toml"))
	if err != nil {
		return err
	}
	if shown != "" && len(files) == 0 {
		if _, err := fs.Stat(fsys, dir); err != nil {
			return err
		}
		return errors.New("里面没有 .toml 文件")
	}
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f)
		if err != nil {
			return err
		}
		name := f
		if shown != "" {
			name = path.Join(shown, f)
		}
		var p Profile
		if err := strict(name, data, &p); err != nil {
			return err
		}
		if p.ID == "" {
			return fmt.Errorf("%s：缺少 id，应写明模板的名字，如 id = \"shanxi-datong-2023-unit\"", name)
		}
		if old, ok := s.sources[p.ID]; ok && shown != "" && strings.HasPrefix(old.file, shown) {
			return fmt.Errorf("%s 与 %s 的 id 相同：%s", name, old.file, p.ID)
		} else if !ok {
			s.ids = append(s.ids, p.ID)
		}
		s.sources[p.ID] = source{name, data}
	}
	slices.Sort(s.ids)
	return nil
}

// strict decodes TOML and refuses unknown keys with their line.
func strict(file string, data []byte, v any) error {
	dec := toml.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	var unknown *toml.StrictMissingError
	var syntax *toml.DecodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unknown):
		var lines []string
		for _, e := range unknown.Errors {
			row, _ := e.Position()
			lines = append(lines, fmt.Sprintf("%s:%d：不认识的键 %s", file, row, strings.Join(e.Key(), ".")))
		}
		return errors.New(strings.Join(lines, "\n"))
	case errors.As(err, &syntax):
		row, col := syntax.Position()
		return fmt.Errorf("%s:%d:%d：%s", file, row, col, syntax.Error())
	}
	return fmt.Errorf("%s：%w", file, err)
}

// Load is the profile with that id, what it extends merged in, checked. It is
// shared between those who ask for it and not to be changed.
func (s *Set) Load(id string) (*Profile, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.ready[id]; ok {
		return p, nil
	}
	p, err := s.load(id)
	if err == nil {
		s.ready[id] = p
	}
	return p, err
}

func (s *Set) load(id string) (*Profile, error) {
	tree, err := s.tree(id, nil)
	if err != nil {
		return nil, err
	}
	merged, err := toml.Marshal(tree)
	if err != nil {
		return nil, fmt.Errorf("合并模板 %s：%w", id, err)
	}
	p := &Profile{}
	if err := strict(s.sources[id].file, merged, p); err != nil {
		return nil, err
	}
	if p.Abstract {
		return nil, fmt.Errorf("模板 %s 只供别的模板继承，不能直接用；可用的：%s", id, strings.Join(s.usable(), "、"))
	}
	if err := p.prepare(); err != nil {
		return nil, fmt.Errorf("模板 %s（%s）：%w", id, s.sources[id].file, err)
	}
	return p, nil
}

func (s *Set) tree(id string, seen []string) (map[string]any, error) {
	src, ok := s.sources[id]
	if !ok {
		msg := fmt.Sprintf("没有模板 %s", id)
		if names := s.usable(); budget.NearestOf(id, names) >= 0 {
			msg += "，是否为 " + names[budget.NearestOf(id, names)] + "？"
		}
		return nil, fmt.Errorf("%s（mingbai profiles 列出全部）", msg)
	}
	if slices.Contains(seen, id) {
		return nil, fmt.Errorf("模板互相继承：%s", strings.Join(append(seen, id), " → "))
	}
	var own map[string]any
	if err := toml.Unmarshal(src.data, &own); err != nil {
		return nil, fmt.Errorf("%s：%w", src.file, err)
	}
	base, _ := own["extends"].(string)
	if base == "" {
		return own, nil
	}
	under, err := s.tree(base, append(seen, id))
	if err != nil {
		return nil, fmt.Errorf("%s 继承 %s：%w", id, base, err)
	}
	return merge(under, own), nil
}

// merge lays over on under: tables merge, lists of tables merge by id, key or
// name, anything else is replaced.
func merge(under, over map[string]any) map[string]any {
	out := make(map[string]any, len(under)+len(over))
	for k, v := range under {
		out[k] = v
	}
	for k, v := range over {
		old, had := out[k]
		switch nv := v.(type) {
		case map[string]any:
			if om, ok := old.(map[string]any); had && ok {
				out[k] = merge(om, nv)
				continue
			}
		case []any:
			if ol, ok := old.([]any); had && ok && identity(nv) != "" && identity(nv) == identity(ol) {
				out[k] = mergeList(ol, nv, identity(nv))
				continue
			}
		}
		out[k] = v
	}
	return out
}

// identity is the key by which a list's tables are told apart; empty where they
// cannot be.
func identity(list []any) string {
	for _, key := range []string{"id", "key", "name"} {
		all := len(list) > 0
		for _, v := range list {
			m, ok := v.(map[string]any)
			if !ok {
				return ""
			}
			if _, ok := m[key]; !ok {
				all = false
			}
		}
		if all {
			return key
		}
	}
	return ""
}

func mergeList(under, over []any, key string) []any {
	out := slices.Clone(under)
	for _, v := range over {
		m := v.(map[string]any)
		i := slices.IndexFunc(out, func(o any) bool { return o.(map[string]any)[key] == m[key] })
		if i < 0 {
			out = append(out, m)
			continue
		}
		out[i] = merge(out[i].(map[string]any), m)
	}
	return out
}

// Summary is one line of the list of profiles.
type Summary struct {
	ID, Name, File string
	ReadOnly       string // why documents cannot be written by it
	Place          string // 上海市; empty: told by nothing
	Default        bool
}

// ForUnit is the profile for a new book of a unit: one of the place that the
// unit's name begins with, else the one that says that it is the default, else
// the first.
func (s *Set) ForUnit(unit string) string {
	list := s.Writable()
	for _, fits := range []func(Summary) bool{
		func(p Summary) bool { return p.Place != "" && strings.HasPrefix(unit, p.Place) },
		func(p Summary) bool { return p.Default },
	} {
		if i := slices.IndexFunc(list, fits); i >= 0 {
			return list[i].ID
		}
	}
	return list[0].ID
}

// Writable is the profiles that documents can be written by, by id.
func (s *Set) Writable() []Summary {
	return slices.DeleteFunc(s.List(), func(sum Summary) bool { return sum.ReadOnly != "" })
}

// List is the profiles that can be used, by id.
func (s *Set) List() []Summary {
	var out []Summary
	for _, id := range s.usable() {
		var p Profile
		tree, err := s.tree(id, nil)
		if err == nil {
			p.Name, _ = tree["name"].(string)
			p.ReadOnly, _ = tree["read_only"].(string)
			p.Place, _ = tree["place"].(string)
			p.Default, _ = tree["default"].(bool)
		}
		out = append(out, Summary{ID: id, Name: p.Name, File: s.sources[id].file, ReadOnly: p.ReadOnly, Place: p.Place, Default: p.Default})
	}
	return out
}

func (s *Set) usable() []string {
	var out []string
	for _, id := range s.ids {
		var head struct {
			Abstract bool `toml:"abstract"`
		}
		if toml.Unmarshal(s.sources[id].data, &head) == nil && !head.Abstract {
			out = append(out, id)
		}
	}
	return out
}
