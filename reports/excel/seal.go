package excel

import (
	"github.com/xuri/excelize/v2"
)

// Seal encrypts a workbook with a password, as Excel does (ECMA-376 agile encryption).
// The bytes differ each time: salts are random.
func Seal(workbook []byte, password string) ([]byte, error) {
	return excelize.Encrypt(workbook, &excelize.Options{Password: password})
}
