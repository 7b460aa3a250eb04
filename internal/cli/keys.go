package cli

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"mingbai/internal/release"
)

func newKeys(ui *terminal) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "keys",
		Short:   ui.t("造、换、列出签名用的密钥", "make, rotate and list the keys that sign"),
		Example: ui.t("  mingbai keys new 密钥 --owner 大同市某中心", "  mingbai keys new keys --owner NAME"),
		Args:    ui.noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newKeysNew(ui), newKeysRotate(ui), newKeysList(ui))
	return cmd
}

// keyFlags say which key of a folder is meant.
type keyFlags struct {
	role string
	sm2  bool
}

func (k *keyFlags) add(ui *terminal, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&k.role, "role", "", ui.t("`用途`：unit 单位、head 负责人、log 日志", "`ROLE`: unit, head, log"))
	f.BoolVar(&k.sm2, "sm2", false, ui.t("SM2 密钥（国密），另加一个签名", "an SM2 key, for a second signature"))
}

func (k *keyFlags) algorithm() string {
	if k.sm2 {
		return release.SM2
	}
	return release.Ed25519
}

func newKeysNew(ui *terminal) *cobra.Command {
	var n release.NewKey
	var which keyFlags
	var anyUnit bool
	cmd := &cobra.Command{
		Use:   ui.t("new 文件夹", "new DIR"),
		Short: ui.t("造一把密钥，写进名单", "make a key and put it on the list"),
		Long: ui.t("造一把密钥。不写 --role，新文件夹里造单位的和日志的各一把。\n私钥只有自己能读；别人核对用的是文件夹里的 keys.note，可以公开。",
			"Makes a key. Without --role a new folder gets a unit's and a log's.\nPrivate keys are readable by their owner alone; keys.note is what others verify with, and is public."),
		Example: ui.t("  mingbai keys new 密钥 --owner 大同市某中心\n  mingbai keys new 密钥 --role unit --sm2\n  mingbai keys new 负责人 --owner 大同市某中心负责人 --role head --for 大同市某中心",
			"  mingbai keys new keys --owner NAME\n  mingbai keys new keys --role unit --sm2\n  mingbai keys new head --owner NAME --role head --for UNIT"),
		Args: ui.args(1, 1, ui.t("放密钥的文件夹", "the folder of the keys")),
		RunE: func(_ *cobra.Command, args []string) error {
			folder := release.OpenKeyFolder(args[0])
			if anyUnit && n.Unit != "" {
				return errors.New(ui.t("--for 和 --any-unit 只能写一个", "either --for or --any-unit"))
			}
			if n.Unit == "" && !anyUnit {
				n.Unit = n.Owner
				if l, _, err := folder.List(); err == nil {
					n.Unit = l.Owner
				}
			}
			roles := []string{which.role}
			if which.role == "" {
				roles = []string{string(release.RoleUnit), string(release.RoleLog)}
				if _, _, err := folder.List(); !errors.Is(err, fs.ErrNotExist) || which.sm2 {
					roles = []string{string(release.RoleUnit)}
				}
			}
			for _, r := range roles {
				if err := ui.makeKey(folder, n, r, which.algorithm()); err != nil {
					return err
				}
			}
			ui.sayf(ui.t("名单：%s，公开它，别人用它核对", "list: %s; make it public, others verify with it"), folder.ListFile())
			return nil
		},
	}
	which.add(ui, cmd)
	f := cmd.Flags()
	f.StringVar(&n.Owner, "owner", "", ui.t("谁的`密钥`，单位的全称；第一把要写", "`NAME` of the owner; needed for the first key"))
	f.StringVar(&n.Name, "name", "", ui.t("密钥的`名称`；不写就用单位的，日志的后面加 /log", "`NAME` of the key; default the owner's"))
	f.StringVar(&n.Unit, "for", "", ui.t("只为这个`单位`签名；不写就是密钥的主人", "sign for this `UNIT` only; default the owner"))
	f.BoolVar(&anyUnit, "any-unit", false, ui.t("可以为任何单位签名", "sign for any unit"))
	return cmd
}

func (ui *terminal) makeKey(folder *release.KeyFolder, n release.NewKey, role, algorithm string) error {
	var err error
	if n.Role, err = release.ParseRole(role); err != nil {
		return err
	}
	if n.Role == release.RoleLog {
		n.Unit = ""
	}
	n.Algorithm = algorithm
	k, err := folder.New(n)
	if err != nil {
		return err
	}
	ui.sayf(ui.t("%s：%s，%s，私钥 %s", "%s: %s, %s, private key %s"), k.Role, k, k.Algorithm, folder.KeyFile(k.Role, algorithm))
	return nil
}

func newKeysRotate(ui *terminal) *cobra.Command {
	var which keyFlags
	var log string
	cmd := &cobra.Command{
		Use:   ui.t("rotate 文件夹", "rotate DIR"),
		Short: ui.t("换一把密钥：旧的从现在起停用，并为新的签名", "replace a key: the old one ends now and signs for the new one"),
		Long: ui.t("换一把密钥。旧密钥签过的发布照样核对得过；从现在起它签的不再算数。\n旧的私钥移到 retired，确认不再需要后销毁。换日志的密钥要写 --log，好让检查点改由新密钥签。",
			"Replaces a key. What the old key signed stays good; what it signs from now on does not count.\nThe old private key goes to retired; destroy it. For a log's key give --log, so that the new key signs the checkpoint."),
		Example: "  mingbai keys rotate " + ui.t("密钥", "keys") + " --role unit",
		Args:    ui.args(1, 1, ui.t("放密钥的文件夹", "the folder of the keys")),
		RunE: func(cmd *cobra.Command, args []string) error {
			if which.role == "" {
				which.role = string(release.RoleUnit)
			}
			role, err := release.ParseRole(which.role)
			if err != nil {
				return err
			}
			if role == release.RoleLog && log == "" {
				return errors.New(ui.t("换日志的密钥要用 --log 写明日志的文件夹", "give the log's folder with --log"))
			}
			folder := release.OpenKeyFolder(args[0])
			old, next, err := folder.Rotate(role, which.algorithm())
			if err != nil {
				return err
			}
			if role == release.RoleLog {
				if err := signAnew(cmd, log, folder.KeyFile(role, release.Ed25519)); err != nil {
					return err
				}
			}
			ui.sayf(ui.t("%s：%s 停用，%s 起用", "%s: %s ended, %s begins"), role, old, next)
			ui.sayf(ui.t("名单：%s，公开新的这一份", "list: %s; make the new one public"), folder.ListFile())
			return nil
		},
	}
	which.add(ui, cmd)
	cmd.Flags().StringVar(&log, "log", "", ui.t("日志的`文件夹`，换日志的密钥时写", "`DIR` of the log, for a log's key"))
	return cmd
}

// signAnew lets the key of today sign the log's checkpoint.
func signAnew(cmd *cobra.Command, log, key string) error {
	k, err := release.ReadLogKey(key)
	if err != nil {
		return err
	}
	w, err := release.OpenWriter(log, k)
	if err != nil {
		return err
	}
	_, _, err = w.Append(cmd.Context())
	return err
}

func newKeysList(ui *terminal) *cobra.Command {
	return &cobra.Command{
		Use:     ui.t("list 文件夹|keys.note", "list DIR|keys.note"),
		Short:   ui.t("列出名单上的密钥：谁的、做什么用、从何时到何时", "list keys: whose, what for, from when until when"),
		Example: "  mingbai keys list " + ui.t("密钥", "keys"),
		Args:    ui.args(1, 1, ui.t("放密钥的文件夹，或名单", "a folder of keys, or a list")),
		RunE: func(_ *cobra.Command, args []string) error {
			l, err := release.ReadKeyList(args[0])
			if err != nil {
				return err
			}
			ui.sayf(ui.t("%s，第 %d 号名单，%s", "%s, list %d, %s"), l.Owner, l.Serial, l.Time)
			for _, k := range l.Keys {
				until := k.Until
				if until == "" {
					until = ui.t("在用", "in use")
				}
				ui.sayf("  %s  %-7s  %s  %s – %s", k.Role, k.Algorithm, k, k.From, until)
				if k.Unit != "" {
					ui.sayf(ui.t("    只为 %s 签名", "    signs for %s only"), k.Unit)
				}
				ui.sayf("    %s", k.Public)
			}
			return nil
		},
	}
}

// readTrust reads what a verifier trusts.
func (ui *terminal) readTrust(files []string) (*release.Trust, error) {
	if len(files) == 0 {
		return nil, fmt.Errorf("%s", ui.t("没有写信任谁；用 --trust 写明单位和日志的密钥名单 keys.note，向单位或财政部门要", "say whom to trust: --trust keys.note, as the unit or the finance department publishes it"))
	}
	return release.ReadTrust(files...)
}
