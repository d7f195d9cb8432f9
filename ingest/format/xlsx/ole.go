package xlsx

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"tenbin/ingest/format/raw"
)

// mostSpins bounds the hashing that a file may ask for; Excel asks for 100,000.
const mostSpins = 1_000_000

// readOnly is the password that Excel itself uses for workbooks that anybody may open
// but that are marked as protected.
const readOnly = "VelvetSweatshop"

var oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// decrypt opens an OLE container: an encrypted workbook, or an old .xls.
func decrypt(f io.ReaderAt, size int64, password string, limits raw.Limits) (plain []byte, err error) {
	info, err := oleStreams(f, size)
	if err != nil {
		return nil, err
	}
	if size > limits.Unpacked {
		return nil, &raw.LimitError{Key: "unpacked", Limit: limits.Unpacked, Got: size}
	}
	if err := scheme(info); err != nil {
		return nil, err
	}
	if password == "" {
		plain, err = unlock(f, size, readOnly)
		if errors.Is(err, ErrWrongPassword) {
			err = ErrPassword
		}
		return plain, err
	}
	return unlock(f, size, password)
}

// unlock decrypts with one password. What comes out must be a zip: the library does
// not check the password itself.
func unlock(f io.ReaderAt, size int64, password string) (plain []byte, err error) {
	defer func() { // the library panics on some schemes it only seems to know
		if r := recover(); r != nil {
			plain, err = nil, fmt.Errorf("%w (%v)", ErrEncryption, r)
		}
	}()
	data := make([]byte, size)
	if _, err := f.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	plain, err = excelize.Decrypt(data, &excelize.Options{Password: password})
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrEncryption, err)
	}
	if !bytes.HasPrefix(plain, zipMagic) {
		return nil, ErrWrongPassword
	}
	return plain, nil
}

// oleStreams lists the streams of an OLE file and returns its EncryptionInfo. The
// library, and excelize behind it, allocate what the header and the directory claim:
// both are held against the size of the file first.
func oleStreams(f io.ReaderAt, size int64) (info []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			info, err = nil, fmt.Errorf("%w: its OLE directory cannot be read (%v)", ErrTruncated, r)
		}
	}()
	head := make([]byte, 512)
	if _, err := f.ReadAt(head, 0); err != nil {
		return nil, fmt.Errorf("%w: its OLE header is cut off", ErrTruncated)
	}
	sectors := size/512 + 1
	for _, at := range []int{40, 44, 64, 72} { // directory, FAT, mini FAT, DIFAT sectors
		if n := int64(binary.LittleEndian.Uint32(head[at:])); n > sectors {
			return nil, fmt.Errorf("%w: its OLE header claims %d sectors of %d", ErrTruncated, n, sectors)
		}
	}
	doc, err := mscfb.New(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	encrypted := false
	for _, e := range doc.File {
		if e.Size < 0 || e.Size > size {
			return nil, fmt.Errorf("%w: its OLE stream %s claims %d bytes", ErrTruncated, e.Name, e.Size)
		}
		switch e.Name {
		case "Workbook", "Book":
			return nil, ErrOldFormat
		case "WordDocument":
			return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, raw.Foreign("word"))
		case "PowerPoint Document":
			return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, raw.Foreign("powerpoint"))
		case "EncryptedPackage":
			encrypted = true
		case "EncryptionInfo":
			info = make([]byte, min(e.Size, 1<<20))
			if _, err := io.ReadFull(e, info); err != nil {
				return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
			}
		}
	}
	if !encrypted || info == nil {
		return nil, fmt.Errorf("%w: an OLE file without a workbook in it", ErrNotWorkbook)
	}
	return info, nil
}

// scheme refuses every encryption but the two that Excel itself writes, AES by a
// password in the standard and the agile form, before a password is tried.
//
// Reference: [MS-OFFCRYPTO] 2.3.4.5, 2.3.4.10.
func scheme(info []byte) error {
	if len(info) < 12 {
		return fmt.Errorf("%w: its encryption header is cut off", ErrTruncated)
	}
	major, minor := binary.LittleEndian.Uint16(info), binary.LittleEndian.Uint16(info[2:])
	switch {
	case major >= 2 && major <= 4 && minor == 2:
		const header = 32
		size := int64(binary.LittleEndian.Uint32(info[8:]))
		if size < header || size+12+72 > int64(len(info)) {
			return fmt.Errorf("%w: its encryption header is cut off", ErrTruncated)
		}
		id, bits := binary.LittleEndian.Uint32(info[12+8:]), binary.LittleEndian.Uint32(info[12+16:])
		if id < 0x660E || id > 0x6610 || bits != 128 && bits != 192 && bits != 256 {
			return fmt.Errorf("%w: algorithm %#x with %d bits", ErrEncryption, id, bits)
		}
		return nil
	case major == 4 && minor == 4:
		return agile(info[8:])
	}
	return fmt.Errorf("%w: version %d.%d", ErrEncryption, major, minor)
}

// agile checks the XML of the agile form.
func agile(b []byte) error {
	type parameters struct {
		Spins  int    `xml:"spinCount,attr"`
		Block  int    `xml:"blockSize,attr"`
		Bits   int    `xml:"keyBits,attr"`
		Cipher string `xml:"cipherAlgorithm,attr"`
		Chain  string `xml:"cipherChaining,attr"`
		Hash   string `xml:"hashAlgorithm,attr"`
	}
	var x struct {
		Data parameters   `xml:"keyData"`
		Keys []parameters `xml:"keyEncryptors>keyEncryptor>encryptedKey"`
	}
	if err := xml.Unmarshal(bytes.TrimRight(b, "\x00"), &x); err != nil {
		return fmt.Errorf("%w: its encryption header: %v", ErrTruncated, err)
	}
	if len(x.Keys) == 0 {
		return fmt.Errorf("%w: no key by password", ErrEncryption)
	}
	for _, p := range append(x.Keys, x.Data) {
		switch {
		case p.Cipher != "AES" || p.Chain != "ChainingModeCBC" || p.Block != 16 || p.Bits != 128 && p.Bits != 192 && p.Bits != 256:
			return fmt.Errorf("%w: %.20q %.20q with %d bits", ErrEncryption, p.Cipher, p.Chain, p.Bits)
		case !strings.Contains(" SHA1 SHA256 SHA384 SHA512 ", " "+p.Hash+" "):
			return fmt.Errorf("%w: hash %.20q", ErrEncryption, p.Hash)
		case p.Spins < 0 || p.Spins > mostSpins:
			return fmt.Errorf("%w: it asks for %d rounds of hashing, more than %d", ErrEncryption, p.Spins, mostSpins)
		}
	}
	return nil
}
