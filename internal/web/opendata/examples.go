package opendata

// Examples of reading the files, as pages show them.
const (
	sqlExample = `select sum(amount) from 'cells.parquet'
where kind='budget' and scope='unit' and "table"='T03'
  and "row"='合计' and "column"='合计'`
	pythonExample = `import pandas as pd
d = pd.read_parquet('cells.parquet')
d[d.name == '取暖费'].groupby('unit_name').amount.max()`
)

// curl fetches the largest of the files.
func (v *extentView) curl() string { return "curl --compressed -O \\\n  " + v.Base + v.at("cells.csv") }
