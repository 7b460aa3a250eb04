package cli

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mingbai/internal/book"
	"mingbai/internal/profile"
)

func newInit(ui *terminal) *cobra.Command {
	var o book.InitOptions
	var dir string
	var force bool
	cmd := &cobra.Command{
		Use:   ui.t("init [文件夹|文件.xlsx]", "init [DIR|FILE.xlsx]"),
		Short: ui.t("新建一本空账册：下拉选项、每列说明都备好", "begin a book: dropdowns and notes on each column"),
		Example: ui.t("  mingbai init 账册.xlsx --unit 大同市某中心\n  mingbai init 账册 --profile shanxi-datong-2023-unit",
			"  mingbai init book.xlsx --unit NAME\n  mingbai init book --profile shanxi-datong-2023-unit"),
		Args: ui.args(0, 1, ui.t("新账册的名字（文件夹或 .xlsx）", "the new book (a folder or an .xlsx)")),
		RunE: func(_ *cobra.Command, args []string) error {
			path := ui.t("账册.xlsx", "book.xlsx")
			if len(args) == 1 {
				path = args[0]
			}
			if err := ui.bookName(path); err != nil {
				return err
			}
			set, err := profile.Open(dir)
			if err != nil {
				return err
			}
			if o.Profile == "" {
				o.Profile = set.ForUnit(o.Unit)
			}
			p, err := set.Load(o.Profile)
			if err != nil {
				return err
			}
			if p.ReadOnly != "" {
				return fmt.Errorf(ui.t("模板 %s 不能用来编文件：%s", "profile %s is not for writing: %s"), p.ID, p.ReadOnly)
			}
			o.Year = p.Year
			keysOf(p, &o)
			if err := book.Init(path, o, overwrite(force)...); err != nil {
				return ui.unforced(err)
			}
			ui.sayf(ui.t("新账册：%s（模板 %s，%s）", "new book: %s (profile %s, %s)"), path, p.ID, p.Name)
			ui.sayf(ui.t("填好后运行：mingbai build %s -o 公开", "fill it in, then: mingbai build %s -o out"), path)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Profile, "profile", "", ui.t("`模板`，见 mingbai profiles", "`PROFILE`, see mingbai profiles"))
	f.StringVar(&o.Unit, "unit", "", ui.t("单位`名称`", "`NAME` of the unit"))
	f.StringVar(&dir, "profile-dir", "", ui.t("自己的模板所在的`文件夹`", "`DIR` of your own profiles"))
	f.BoolVar(&force, "force", false, ui.t("覆盖已有的文件", "overwrite what is there"))
	return cmd
}

// keysOf takes from the profile what a new book leaves rows for.
func keysOf(p *profile.Profile, o *book.InitOptions) {
	for _, t := range p.Texts {
		o.Texts = append(o.Texts, t.Key)
	}
	o.Totals, o.Reasons = p.PriorKeys(), p.ReasonKeys()
}

// otherFiles are names of files that are no books: a folder called so would be a
// mistake.
var otherFiles = regexp.MustCompile(`(?i)\.(xlsm|xlsb|xls|et|ods|csv|toml|docx?|wps|pdf|txt|json|html?)$`)

// bookName refuses a name for a new book that promises another kind of file.
func (ui *terminal) bookName(path string) error {
	if otherFiles.MatchString(path) {
		return fmt.Errorf(ui.t("账册是文件夹或 .xlsx 工作簿，不能叫 %s", "a book is a folder or an .xlsx workbook and cannot be called %s"), path)
	}
	return nil
}

// unforced adds to an error of writing what would let it be written.
func (ui *terminal) unforced(err error) error {
	if strings.Contains(err.Error(), "已经存在") {
		return fmt.Errorf(ui.t("%w\n要覆盖它，加 --force", "%w\nto overwrite it, add --force"), err)
	}
	return err
}

func overwrite(force bool) []book.Option {
	if force {
		return []book.Option{book.Overwrite()}
	}
	return nil
}

func newBook(ui *terminal) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "book",
		Short: ui.t("账册的转换和导入", "convert and import books"),
		Example: ui.t("  mingbai book convert 账册 账册.xlsx\n  mingbai book import 导出.xlsx -m 对应.toml -o 账册",
			"  mingbai book convert book book.xlsx\n  mingbai book import export.xlsx -m mapping.toml -o book"),
		Args: ui.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConvert(ui), newImport(ui))
	return cmd
}

func newConvert(ui *terminal) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   ui.t("convert 甲 乙", "convert A B"),
		Short: ui.t("账册在文件夹和 Excel 工作簿之间互转，内容不变", "folder to workbook and back, the same content"),
		Example: ui.t("  mingbai book convert examples/datong-2023 账册.xlsx\n  mingbai book convert 账册.xlsx 账册",
			"  mingbai book convert examples/datong-2023 book.xlsx\n  mingbai book convert book.xlsx book"),
		Args: ui.args(2, 2, ui.t("原账册和新账册", "the book and the new book")),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := ui.bookName(args[1]); err != nil {
				return err
			}
			findings, err := book.Convert(args[0], args[1], overwrite(force)...)
			if ended := ui.ended(findings); ended != nil {
				return ended
			}
			if err != nil {
				return ui.unforced(err)
			}
			ui.sayf("%s → %s", args[0], args[1])
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, ui.t("覆盖已有的文件", "overwrite what is there"))
	return cmd
}

func newImport(ui *terminal) *cobra.Command {
	var mapping, out string
	var force bool
	cmd := &cobra.Command{
		Use:   ui.t("import 导出文件", "import EXPORT"),
		Short: ui.t("把财务系统的导出表变成账册", "a finance system's export into a book"),
		Example: ui.t("  mingbai book import 导出.xlsx -m 对应.toml -o 账册.xlsx",
			"  mingbai book import export.xlsx -m mapping.toml -o book.xlsx"),
		Args: ui.args(1, 1, ui.t("一个导出文件（.csv 或 .xlsx）", "one export (.csv or .xlsx)")),
		RunE: func(_ *cobra.Command, args []string) error {
			if missing := missingFlags(map[string]string{"-m": mapping, "-o": out}); missing != "" {
				return fmt.Errorf(ui.t("还要写 %s：对应关系文件用 -m，新账册用 -o", "%s missing: the mapping with -m, the new book with -o"), missing)
			}
			if err := ui.bookName(out); err != nil {
				return err
			}
			started := time.Now()
			findings := book.Import(args[0], mapping, out, overwrite(force)...)
			if err := ui.ended(findings); err != nil {
				return err
			}
			ui.sayf(ui.t("%s → %s，用时 %d 毫秒", "%s → %s, %d ms"), args[0], out, time.Since(started).Milliseconds())
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVarP(&mapping, "mapping", "m", "", ui.t("列名对应关系的`文件`（TOML）", "`FILE` that maps the columns (TOML)"))
	f.StringVarP(&out, "out", "o", "", ui.t("`新账册`（文件夹或 .xlsx）", "the new `BOOK` (folder or .xlsx)"))
	f.BoolVar(&force, "force", false, ui.t("覆盖已有的文件", "overwrite what is there"))
	return cmd
}

func missingFlags(values map[string]string) string {
	var out []string
	for _, name := range []string{"-m", "-o"} {
		if values[name] == "" {
			out = append(out, name)
		}
	}
	return strings.Join(out, " ")
}
