package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/format/raw"
)

// saved writes bytes to a file.
func saved(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func secret(t testing.TB) (plain, standard []byte) {
	t.Helper()
	f := excelize.NewFile()
	f.SetCellValue("Sheet1", "A1", "秘密")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	standard, err := excelize.Encrypt(b.Bytes(), &excelize.Options{Password: "pass word"})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), standard
}

// Each scheme opens with its password and with nothing else. The standard one is
// written by excelize, the agile one by the specification.
func TestEncrypted(t *testing.T) {
	plain, standard := secret(t)
	for name, b := range map[string][]byte{"standard": standard, "agile": agileFile(plain, "pass word", 1000)} {
		path := saved(t, b)
		if _, err := dump(path, "", raw.Limits{}); !errors.Is(err, ErrPassword) {
			t.Errorf("%s without a password: %v", name, err)
		}
		if _, err := dump(path, "wrong", raw.Limits{}); !errors.Is(err, ErrWrongPassword) {
			t.Errorf("%s with a wrong password: %v", name, err)
		}
		if got, err := dump(path, "pass word", raw.Limits{}); err != nil || got != "1: 秘密/1\n" {
			t.Errorf("%s with the password: %q, %v", name, got, err)
		}
		for cut := 4; cut < len(b); cut += len(b)/19 + 1 {
			got, err := dump(saved(t, b[:cut]), "pass word", raw.Limits{})
			if err == nil && got != "1: 秘密/1\n" {
				t.Errorf("%s cut at %d: read as %q", name, cut, got)
			}
		}
	}
	if got, err := dump(saved(t, agileFile(plain, readOnly, 1000)), "", raw.Limits{}); err != nil || got != "1: 秘密/1\n" {
		t.Errorf("marked as protected only: %q, %v", got, err)
	}
}

// Wrong headers: each is refused for what it is, without a panic, before a password is
// tried and before anything of the claimed size is allocated.
func TestHostileEncryption(t *testing.T) {
	plain, standard := secret(t)
	agile := string(agileFile(plain, "pass word", 1000))
	patch := func(b []byte, at int, v uint32) []byte {
		b = bytes.Clone(b)
		binary.LittleEndian.PutUint32(b[at:], v)
		return b
	}
	ole := func(info string) []byte {
		return oleFile(stream{"EncryptionInfo", []byte(info)}, stream{"EncryptedPackage", make([]byte, 4096)})
	}
	change := func(old, new string) []byte {
		if !strings.Contains(agile, old) {
			t.Fatalf("no %s", old)
		}
		head, rest, _ := strings.Cut(agile, old) // the XML must keep its length
		return []byte(head + new + strings.TrimPrefix(rest, strings.Repeat(" ", len(new)-len(old))))
	}
	info := agileInfo(fmt.Sprintf(agileXML, "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAA==", "AAAA", 2000000000))
	entry := bytes.Index(standard, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00"))
	rc4 := append([]byte{3, 0, 2, 0, 0x24, 0, 0, 0, 40, 0, 0, 0}, make([]byte, 40+72)...)
	binary.LittleEndian.PutUint32(rc4[12+8:], 0x6801)
	for _, c := range []struct {
		name string
		b    []byte
		want error
	}{
		{"an old .xls", oleFile(stream{"Workbook", nil}, stream{"SummaryInformation", nil}), ErrOldFormat},
		{"an older .xls", oleFile(stream{"Book", nil}), ErrOldFormat},
		{"a Word file", oleFile(stream{"WordDocument", nil}), ErrNotWorkbook},
		{"a package without its key", oleFile(stream{"EncryptedPackage", nil}), ErrNotWorkbook},
		{"an empty key", ole(""), ErrEncryption},
		{"two billion rounds", ole(string(info)), ErrEncryption},
		{"DESede", change(`cipherAlgorithm="AES"`, `cipherAlgorithm="DES"`), ErrEncryption},
		{"another chaining", change(`ChainingModeCBC`, `ChainingModeCFB`), ErrEncryption},
		{"an unknown hash", change(`hashAlgorithm="SHA512"`, `hashAlgorithm="SHA999"`), ErrEncryption},
		{"blocks of 0", change(`blockSize="16"`, `blockSize="00"`), ErrEncryption},
		{"keys of 100 bits", change(`keyBits="256"`, `keyBits="100"`), ErrEncryption},
		{"a salt that is none", change(`saltValue="Z`, `saltValue="!`), ErrEncryption},
		{"XML that is none", ole(string(agileInfo("<encryption"))), ErrTruncated},
		{"RC4", ole(string(rc4)), ErrEncryption},
		{"certificates", ole("\x04\x00\x03\x00"), ErrEncryption},
		{"a huge mini FAT", patch(standard, 64, 0xFFFFFFF0), ErrTruncated},
		{"a huge FAT", patch(standard, 44, 0xFFFFFFF0), ErrTruncated},
		{"a huge DIFAT", patch(standard, 72, 0x00FFFFFF), ErrTruncated},
		{"a directory beyond the end", patch(standard, 48, 0x00FFFFFF), ErrTruncated},
		{"a stream larger than the file", patch(standard, entry+120, 0x7FFFFFFF), ErrTruncated},
		{"sectors of 2 GiB", patch(standard, 30, 31), ErrTruncated},
	} {
		for _, password := range []string{"", "pass word"} {
			_, err := guarded(t, c.name, func() (string, error) { return dump(saved(t, c.b), password, raw.Limits{}) })
			if !errors.Is(err, c.want) {
				t.Errorf("%s, password %q: %v, want %v", c.name, password, err, c.want)
			}
		}
	}
}

// Any byte of the containers may be wrong: nothing panics, hangs or reads as another text.
func TestDamagedEncryption(t *testing.T) {
	plain, standard := secret(t)
	for name, b := range map[string][]byte{"standard": standard, "agile": agileFile(plain, "p", 10)} {
		for at := 8; at < 2048; at += 97 {
			damaged := bytes.Clone(b)
			damaged[at] ^= 0xFF
			password := map[string]string{"standard": "pass word", "agile": "p"}[name]
			got, err := guarded(t, name, func() (string, error) { return dump(saved(t, damaged), password, raw.Limits{}) })
			if err == nil && got != "1: 秘密/1\n" {
				t.Errorf("%s damaged at %d reads as %q", name, at, got)
			}
		}
	}
}
