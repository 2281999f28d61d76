package files

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
)

// orientation is how a camera was held, as the EXIF block of a picture says: 1 to
// 8 of TIFF's tag 0x0112; 1, upright, where nothing readable does.
func orientation(exif []byte) int {
	const upright, entry, tag, short = 1, 12, 0x0112, 3
	if len(exif) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return upright
	}
	rest := exif[at+2:]
	for n := int(order.Uint16(exif[at:])); n > 0 && len(rest) >= entry; n-- {
		if order.Uint16(rest) == tag && order.Uint16(rest[2:]) == short {
			if o := int(order.Uint16(rest[8:])); o >= 1 && o <= 8 {
				return o
			}
		}
		rest = rest[entry:]
	}
	return upright
}

// exifOfJPEG is the first EXIF block among the segments before the pixels.
func exifOfJPEG(data []byte) []byte {
	const app1, scan = 0xe1, 0xda
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != scan; {
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) || end <= at+4 {
			return nil
		}
		if found, ok := bytes.CutPrefix(data[at+4:end], []byte("Exif\x00\x00")); ok && data[at+1] == app1 {
			return found
		}
		at = end
	}
	return nil
}

// exifOfWebP is the EXIF chunk of a RIFF container.
func exifOfWebP(data []byte) []byte {
	const header = 12
	for at := int64(header); at+8 <= int64(len(data)); {
		end := at + 8 + int64(binary.LittleEndian.Uint32(data[at+4:]))
		if end > int64(len(data)) {
			return nil
		}
		if string(data[at:at+4]) == "EXIF" {
			return bytes.TrimPrefix(data[at+8:end], []byte("Exif\x00\x00"))
		}
		at = end + end&1
	}
	return nil
}

// turned is a picture upright. It unpacks a line at a time: a second copy of forty
// million pixels is 160 MB.
func turned(img image.Image, orientation int) image.Image {
	if orientation <= 1 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 { // it lay on its side
		size = image.Rect(0, 0, h, w)
	}
	to, line := image.NewRGBA(size), image.NewRGBA(image.Rect(0, 0, w, 1))
	for y := range h {
		draw.Draw(line, line.Rect, img, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
		for x := range w {
			tx, ty := place(orientation, x, y, w-1, h-1)
			copy(to.Pix[to.PixOffset(tx, ty):][:4], line.Pix[4*x:][:4])
		}
	}
	return to
}

// place is where a pixel goes; right and bottom are the largest x and y before.
func place(orientation, x, y, right, bottom int) (int, int) {
	switch orientation {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6:
		return bottom - y, x
	case 7:
		return bottom - y, right - x
	case 8:
		return y, right - x
	}
	return x, y
}
