package reports

import (
	"tenbin/reports/excel"
	"tenbin/reports/export"
	"tenbin/reports/forms"
	"tenbin/reports/operator"
	"tenbin/reports/reader"
)

// What the job hands over and gets back, under the names by which it asks for it.
type (
	Stamp           = reader.Stamp
	Since           = reader.Since
	Published       = reader.Published
	Told            = reader.Publication
	Restated        = reader.Restated
	DivisionOf      = reader.DivisionOf
	AgendaSettings  = export.AgendaSettings
	ParquetColumn   = export.ParquetColumn
	Entry           = forms.Entry
	NoticeFacts     = forms.NoticeFacts
	Quality         = operator.Quality
	Matter          = operator.Matter
	TableCount      = operator.TableCount
	Outside         = operator.Outside
	Again           = operator.Again
	ColumnMatter    = operator.ColumnMatter
	Validation      = operator.Validation
	ValidationRow   = operator.ValidationRow
	ValidationTenth = operator.ValidationTenth
	Identity        = excel.Identity
)

// SchemaVersion is [reader.SchemaVersion].
const SchemaVersion = reader.SchemaVersion

// The rooms below under the names by which the job asks for them.
var (
	WriteJSON        = export.WriteJSON
	WriteParquet     = export.WriteParquet
	WriteParquetRows = export.WriteParquetRows
	Templates        = forms.Templates
	TemplateColumns  = forms.TemplateColumns
	ValidationWords  = operator.ValidationWords
	Identify         = excel.Identify
	Seal             = excel.Seal
)
