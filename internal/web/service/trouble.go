package service

import "mingbai/internal/web/page"

// trouble is why an item could not be read, and what to do: a code that lasts,
// and either the reader's own sentence or one of ours.
type trouble struct {
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"` // the reader's, in Chinese; empty: that of the code
}

// The codes of what went wrong around a reader.
const (
	tooLong  = "timeout"
	tooMuch  = "memory"
	tooLarge = "too_large"
	tooMany  = "too_many"
	tooOften = "rate"
	tooBig   = "output"
	broken   = "broken"
	noRoom   = "no_room"
	deepNest = "nested"

	noProfile = "no_profile" // the reader's own; its words are for the command line
	notOurs   = "not_ours"
)

var troubles = map[string][2]string{
	tooLong:   {"读了太久，停下了：这份文件太大或者结构异常。拆成几份，或者另存为新的文件再试", "Reading took too long and was stopped. Split the file, or save it anew and try again"},
	tooMuch:   {"读这份文件要用太多内存，停下了：也许解压后特别大，或者已损坏。去掉图片、拆成几份，或者另存为新的文件再试", "Reading needed too much memory and was stopped. Remove pictures, split the file, or save it anew and try again"},
	tooLarge:  {"大于 50 MB，没有读。去掉图片或拆开再传", "Larger than 50 MB, not read. Remove pictures or split it"},
	tooMany:   {"一次至多 20 份，这一份没有读。分几次传", "No more than 20 files at once; this one was not read. Send it next time"},
	tooOften:  {"传得太多了，这一份没有读。过一会儿再传", "Too many files sent; this one was not read. Send it again later"},
	tooBig:    {"读出的内容太大，没有留。拆成几份再试", "What came of it is too large. Split the file and try again"},
	broken:    {"读这份文件时出了错，没有读成；别的文件不受影响。另存为新的文件再试", "Reading failed; other files are not affected. Save the file anew and try again"},
	noRoom:    {"这里暂时放不下了，没有读。过半小时再传", "There is no room for it now. Send it again in half an hour"},
	noProfile: {"不像任何一个模板的公开件，没有检查。确认是预算或决算公开文件；是的话，从列表里选一个模板再传", "Not like a document of any profile, not checked. Make sure that it is a published budget or final account; if so, choose a profile of the list and send it again"},
	notOurs:   {"这份 JSON 不是本程序写出的公开数据，没有检查。传公开件的 PDF、Word、Excel 或网页", "This JSON is not a disclosure written by this program. Send its PDF, Word, Excel or web page"},
	deepNest:  {"压缩包套压缩包太多层，没有读。解压后再传", "Archives within archives within archives are not read. Unpack it first"},
}

// ofReader says in English what a reader says in Chinese, by its code.
var ofReader = map[string]string{
	"damaged":     "The file is not whole, or is damaged. Open it to see, or export it anew and try again",
	"encrypted":   "The file has a password or is encrypted. Save a copy without it and try again",
	"image_only":  "The pages are scanned pictures without text. Send the original file, or have the text recognised first",
	"empty":       "The file is empty. Make sure that it was downloaded or copied whole",
	"unsupported": "Files of this kind are not read. Send a PDF, Word, Excel, web page or text file",
	"too_large":   "The file is too large to be read, or takes too long. Split it, or export it anew and try again",
	"unreadable":  "The file could not be read. Save it anew and try again",
}

// Text is what to say.
func (t trouble) Text(l page.Lang) string {
	if in, ok := ofReader[t.Code]; ok && t.Message != "" && l == page.English {
		return in
	}
	if t.Message != "" {
		return t.Message
	}
	w, ok := troubles[t.Code]
	if !ok {
		w = troubles[broken]
	}
	return l.T(w[0], w[1])
}
