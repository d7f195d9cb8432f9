package xlsx

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// stream is one stream of an OLE file.
type stream struct {
	name string
	data []byte
}

// oleFile writes an OLE compound file, version 3, by [MS-CFB]: header, one or more FAT
// sectors, one directory, streams of at least 4096 bytes (so that none needs the mini
// stream). It is our own second source: the library under test reads what it never wrote.
func oleFile(streams ...stream) []byte {
	const sector, end, free, fat = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
	var body []byte
	type place struct{ first, size int }
	var places []place
	var next []uint32 // the FAT of the data sectors
	for _, s := range streams {
		data := append(bytes.Clone(s.data), make([]byte, max(0, 4096-len(s.data)))...)
		data = append(data, make([]byte, (sector-len(data)%sector)%sector)...)
		places = append(places, place{len(next), len(data)})
		for k := range len(data) / sector {
			follow := uint32(len(next) + 1)
			if (k+1)*sector == len(data) {
				follow = end
			}
			next = append(next, follow)
		}
		body = append(body, data...)
	}
	directory := len(next)
	sectors := (len(streams)*128 + 128 + sector - 1) / sector
	for k := range sectors {
		follow := uint32(directory + k + 1)
		if k == sectors-1 {
			follow = end
		}
		next = append(next, follow)
	}
	fats := 1
	for fats*128 < len(next)+fats {
		fats++
	}
	first := len(next)
	for range fats {
		next = append(next, fat)
	}
	for len(next) < fats*128 {
		next = append(next, free)
	}

	entry := func(name string, kind byte, right, child uint32, at, size int) []byte {
		e := make([]byte, 128)
		for i, u := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(e[2*i:], u)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		binary.LittleEndian.PutUint32(e[68:], free)
		binary.LittleEndian.PutUint32(e[72:], right)
		binary.LittleEndian.PutUint32(e[76:], child)
		binary.LittleEndian.PutUint32(e[116:], uint32(at))
		binary.LittleEndian.PutUint64(e[120:], uint64(size))
		return e
	}
	dir := entry("Root Entry", 5, free, 1, end, 0)
	for i, s := range streams {
		right := uint32(i + 2)
		if i == len(streams)-1 {
			right = free
		}
		dir = append(dir, entry(s.name, 2, right, free, places[i].first, places[i].size)...)
	}
	dir = append(dir, make([]byte, sectors*sector-len(dir))...)

	head := make([]byte, sector)
	copy(head, oleMagic)
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(fats), 48: uint32(directory), 56: 4096, 60: end, 68: end} {
		binary.LittleEndian.PutUint32(head[at:], v)
	}
	for i := range 109 {
		v := uint32(free)
		if i < fats {
			v = uint32(first + i)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], v)
	}
	out := append(append(head, body...), dir...)
	for _, v := range next {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	return out
}

// agileInfo is the EncryptionInfo stream of the agile form.
func agileInfo(xml string) []byte {
	return append([]byte{4, 0, 4, 0, 0x40, 0, 0, 0}, xml...)
}

const agileXML = `<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">` +
	`<keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%[1]s"/>` +
	`<keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="%[4]d" saltSize="16" blockSize="16" keyBits="256" hashSize="64" ` +
	`cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%[2]s" encryptedVerifierHashInput="" encryptedVerifierHashValue="" encryptedKeyValue="%[3]s"/></keyEncryptor></keyEncryptors></encryption>`

// agileFile encrypts a workbook as Excel 2013 does: AES-256 in CBC, keys through SHA-512.
//
// Reference: [MS-OFFCRYPTO] 2.3.4.11 to 2.3.4.15.
func agileFile(plain []byte, password string, spins int) []byte {
	hash := func(parts ...[]byte) []byte {
		h := sha512.Sum512(bytes.Join(parts, nil))
		return h[:]
	}
	number := func(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }
	encrypt := func(key, iv, data []byte) []byte {
		data = append(bytes.Clone(data), make([]byte, (16-len(data)%16)%16)...)
		block, err := aes.NewCipher(key)
		if err != nil {
			panic(err)
		}
		cipher.NewCBCEncrypter(block, iv[:16]).CryptBlocks(data, data)
		return data
	}
	keySalt, dataSalt := []byte("0123456789abcdef"), []byte("fedcba9876543210")
	packageKey := []byte("a key of 32 bytes, no more, yes!")
	var typed []byte
	for _, u := range utf16.Encode([]rune(password)) {
		typed = binary.LittleEndian.AppendUint16(typed, u)
	}
	key := hash(keySalt, typed)
	for i := range spins {
		key = hash(number(i), key)
	}
	key = hash(key, []byte{0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6})[:32]
	pack := binary.LittleEndian.AppendUint64(nil, uint64(len(plain)))
	for i := 0; i*4096 < len(plain); i++ {
		pack = append(pack, encrypt(packageKey, hash(dataSalt, number(i)), plain[i*4096:min(len(plain), i*4096+4096)])...)
	}
	b64 := base64.StdEncoding.EncodeToString
	info := agileInfo(fmt.Sprintf(agileXML, b64(dataSalt), b64(keySalt), b64(encrypt(key, keySalt, packageKey)), spins))
	return oleFile(stream{"EncryptionInfo", info}, stream{"EncryptedPackage", pack})
}
