package opendata

import (
	"mingbai/internal/diag"
	"mingbai/internal/render/data"
)

// schemas are the JSON Schemas of what is given out as JSON, by address.
func schemas() map[string][]byte {
	return map[string][]byte{
		disclosureSchema: data.Schema(),
		reportSchema:     []byte(diag.Schema()),
	}
}

// schemaNames are what they are called in the description of the API.
var schemaNames = map[string]string{disclosureSchema: "Disclosure", reportSchema: "Report"}
