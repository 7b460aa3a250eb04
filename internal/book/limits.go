package book

// The bounds on what is read. A unit's book is some hundreds of rows; what goes
// beyond these is not one.
const (
	maxFile    = 32 << 20  // bytes of a file as it lies on disk
	maxTOML    = 4 << 20   // bytes of book.toml or a mapping
	maxUnpack  = 128 << 20 // bytes of a workbook's parts, unpacked, in all
	maxPart    = 96 << 20  // bytes of one part
	maxParts   = 4000      // entries of a workbook's archive
	maxRows    = 100_000   // rows of a sheet that hold something
	maxColumns = 400       // columns of a sheet that hold something
	maxCells   = 2_000_000 // cells of a sheet
	maxCell    = 1 << 20   // bytes of a cell
)
