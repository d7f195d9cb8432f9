package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/format/raw"
)

var update = flag.Bool("update", false, "rewrite the encrypted workbooks")

// TestEncryptedFiles keeps small workbooks in every scheme that a CRM or an office
// may hand over, for the tests of the program: each opens or is refused as it must.
func TestEncryptedFiles(t *testing.T) {
	plain := func() []byte {
		f := excelize.NewFile()
		defer f.Close()
		for r, row := range [][]any{{"line_id", "date", "salesperson", "client", "list_amount", "net_amount"}, {"L1", "2026-10-01", "Abe", "Kita", 1000, 900}} {
			for c, v := range row {
				if err := f.SetCellValue("Sheet1", string(rune('A'+c))+string(rune('1'+r)), v); err != nil {
					t.Fatal(err)
				}
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	rc4 := append([]byte{3, 0, 2, 0, 0x24, 0, 0, 0, 40, 0, 0, 0}, make([]byte, 40+72)...)
	binary.LittleEndian.PutUint32(rc4[12+8:], 0x6801)
	sealed := func(info []byte) []byte {
		return oleFile(stream{"EncryptionInfo", info}, stream{"EncryptedPackage", make([]byte, 4096)})
	}
	const want = "1: line_id/1 date/1 salesperson/1 client/1 list_amount/1 net_amount/1\n2: L1/1 2026-10-01/1 Abe/1 Kita/1 1000/2 900/2\n"
	for _, c := range []struct {
		file  string
		make  func() []byte
		with  error // with the password "pass word"; nil = it opens
		none  error // without one
		wrong error
	}{
		{"agile.xlsx", func() []byte { return agileFile(plain(), "pass word", 1000) }, nil, ErrPassword, ErrWrongPassword},
		{"standard.xlsx", func() []byte {
			b, err := excelize.Encrypt(plain(), &excelize.Options{Password: "pass word"})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}, nil, ErrPassword, ErrWrongPassword},
		{"readonly.xlsx", func() []byte { return agileFile(plain(), readOnly, 1000) }, ErrWrongPassword, nil, ErrWrongPassword},
		{"des.xlsx", func() []byte {
			return []byte(strings.ReplaceAll(string(agileFile(plain(), "pass word", 1000)), `cipherAlgorithm="AES"`, `cipherAlgorithm="DES"`))
		}, ErrEncryption, ErrEncryption, ErrEncryption},
		{"rc4.xlsx", func() []byte { return sealed(rc4) }, ErrEncryption, ErrEncryption, ErrEncryption},
		{"certificate.xlsx", func() []byte { return sealed([]byte("\x04\x00\x03\x00\x40\x00\x00\x00\x00\x00\x00\x00")) }, ErrEncryption, ErrEncryption, ErrEncryption},
		{"old.xls", func() []byte { return oleFile(stream{"Workbook", nil}) }, ErrOldFormat, ErrOldFormat, ErrOldFormat},
	} {
		path := filepath.Join("testdata", "encrypted", c.file)
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, c.make(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for password, refused := range map[string]error{"pass word": c.with, "": c.none, "another": c.wrong} {
			got, err := guarded(t, c.file, func() (string, error) { return dump(path, password, raw.Limits{}) })
			if !errors.Is(err, refused) || refused == nil && got != want {
				t.Errorf("%s, password %q: %q, %v; want %v", c.file, password, got, err, refused)
			}
		}
	}
}
