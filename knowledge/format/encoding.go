package format

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	enc "golang.org/x/text/encoding/unicode"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Text decodes a text file: UTF-8, UTF-16 with or without a mark, GB 18030 (and
// so GBK), else Windows-1252 (and so Latin-1). Bytes that are no text in any of
// them are refused.
func Text(data []byte) (string, error) {
	e := encodingOf(data)
	text := string(data)
	if e != nil {
		decoded, err := e.NewDecoder().Bytes(data)
		if err != nil {
			return "", problem.Wrap(err, problem.Invalid, "file_not_text")
		}
		text = string(decoded)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if !legible(text) {
		return "", problem.New(problem.Invalid, "file_not_text")
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), nil
}

// encodingOf is nil for UTF-8.
func encodingOf(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return enc.UTF16(enc.LittleEndian, enc.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return enc.UTF16(enc.BigEndian, enc.UseBOM)
	}
	head := data[:min(len(data), 64<<10)]
	if even, odd := nuls(head); even+odd > len(head)/5 {
		// Half of UTF-16's bytes are zero where the text is Latin.
		if odd > even {
			return enc.UTF16(enc.LittleEndian, enc.IgnoreBOM)
		}
		return enc.UTF16(enc.BigEndian, enc.IgnoreBOM)
	}
	switch {
	case utf8.Valid(data):
		return nil
	case looksGB(data):
		return simplifiedchinese.GB18030
	}
	return charmap.Windows1252
}

func nuls(data []byte) (even, odd int) {
	for i, b := range data {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	return even, odd
}

// looksGB reports that nearly all bytes above ASCII pair up as common Chinese
// characters (level one of GB 2312 and its punctuation), which accented Latin
// letters between ASCII letters do not.
func looksGB(data []byte) bool {
	pairs, strays := 0, 0
	for i := 0; i < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		lead := data[i]
		if i+1 < len(data) && data[i+1] >= 0xA1 && (lead >= 0xA1 && lead <= 0xA9 || lead >= 0xB0 && lead <= 0xF7) {
			pairs++
			i++
			continue
		}
		strays++
	}
	return pairs > 0 && strays*20 <= pairs
}

// legible refuses control characters: they stand in programs and pictures, and
// NUL cannot be stored.
func legible(text string) bool {
	for _, r := range text {
		if unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' && r != '\r' && r != '\f' && r != '\v' && (r < 0x80 || r > 0x9f) || r == utf8.RuneError {
			return false
		}
	}
	return true
}
