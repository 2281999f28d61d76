package format_test

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge/format"
)

func TestPicturesOfPages(t *testing.T) {
	t.Parallel()

	held := base64.StdEncoding.EncodeToString([]byte("picture"))
	page := `<html><main><h1>Label</h1><p>What the numbers on the label of your parcel mean, one by one.</p>
		<p><img src="img/label.png" alt="The label"> <img src="x.gif" data-src="/late.png" alt="Late"> <img src="data:image/png;base64,` + held + `" alt="Held">
		<img src="/count.gif" width="1" height="1" alt=""> <img src="data:image/svg+xml,<svg/>" alt="Drawn"> <img src="javascript:alert(1)" alt="Code"></p></main></html>`
	for name, c := range map[string]struct{ address, label string }{
		"File": {"", "img/label.png"},
		"Page": {"https://shop.test/help/", "https://shop.test/help/img/label.png"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			docs, err := confined(t).Read(t.Context(), "a.html", []byte(page), format.Web{Address: c.address})
			require.NoError(t, err)
			body := docs[0].Page.Body
			require.Contains(t, body, "![The label](picture:1)")
			require.NotContains(t, body, "base64")
			require.NotContains(t, body, "count.gif")
			require.Equal(t, c.label, docs[0].Pictures["picture:1"].Address)
			require.Equal(t, "picture", string(docs[0].Pictures["picture:3"].Data))
			for _, p := range docs[0].Pictures {
				require.NotContains(t, p.Address, "svg")
				require.False(t, c.address != "" && strings.HasPrefix(p.Address, "javascript"))
			}
		})
	}
}

func TestPicturesOfWordDocuments(t *testing.T) {
	t.Parallel()

	raw := zipped(t, map[string]string{
		"word/document.xml": `<w:document xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:wp="wp"><w:body><w:p><w:r><w:t>Look at the label:</w:t></w:r></w:p>
			<w:p><w:r><w:drawing><wp:docPr descr="The [label]"/><a:blip r:embed="rId4"/></w:drawing></w:r></w:p>
			<w:p><w:r><w:drawing><wp:docPr descr="Drawn"/><a:blip r:embed="rId5"/></w:drawing></w:r></w:p>
			<w:p><w:r><mc:AlternateContent xmlns:mc="mc" xmlns:v="v"><mc:Choice><a:blip r:embed="rId4"/></mc:Choice>
			<mc:Fallback><w:pict><v:imagedata r:id="rId4" title="Twice"/></w:pict></mc:Fallback></mc:AlternateContent>
			<w:pict><v:imagedata xmlns:v="v" r:id="rId4" title="Old"/></w:pict></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId4" Type="http://x/image" Target="media/image1.png"/>
			<Relationship Id="rId5" Type="http://x/image" Target="media/image2.emf"/></Relationships>`,
		"word/media/image1.png": "picture", "word/media/image2.emf": "drawing",
	})
	docs, err := confined(t).Read(t.Context(), "label.docx", raw, format.Web{})
	require.NoError(t, err)
	require.Contains(t, docs[0].Page.Body, "![The (label)](picture:rId4)")
	require.Contains(t, docs[0].Page.Body, "![Old](picture:rId4)")
	require.NotContains(t, docs[0].Page.Body, "Twice")
	require.Equal(t, map[string]format.Shown{"picture:rId4": {Data: []byte("picture")}}, docs[0].Pictures)
	require.Equal(t, []format.LeftOut{{}}, docs[0].LeftOut, "the drawing is missed")
}

// Pictures of a PDF stand between the lines where its pages show them.
func TestPicturesOfPDF(t *testing.T) {
	t.Parallel()

	packed := func(samples ...byte) string {
		var out bytes.Buffer
		w := zlib.NewWriter(&out)
		_, err := w.Write(samples)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return out.String()
	}
	red := image.NewRGBA(image.Rect(0, 0, 2, 2))
	draw.Draw(red, red.Bounds(), image.NewUniform(color.RGBA{R: 255, A: 255}), image.Point{}, draw.Src)
	var photo bytes.Buffer
	require.NoError(t, jpeg.Encode(&photo, red, nil))
	stream := func(head, data string) string {
		return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", head, len(data), data)
	}
	picture := func(head, data string) string {
		return stream("/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8"+head, data)
	}
	page := "BT /F 20 Tf 50 800 Td (Labels) Tj ET\nBT /F 10 Tf 50 780 Td (Read the label first.) Tj ET\nq 100 0 0 100 50 600 cm /Photo Do Q\n" +
		"BT /F 10 Tf 50 560 Td (Then look at the box.) Tj ET\nq 100 0 0 100 50 400 cm /Rows Do Q\nq 100 0 0 100 200 400 cm /Laid Do Q\n" +
		"BT /F 10 Tf 50 380 Td (It opens on the left.) Tj ET\nq 100 0 0 100 50 200 cm /Print Do Q\nq 9 0 0 9 50 100 cm /Photo Do Q\nq 595 0 0 842 0 0 cm /Photo Do Q"
	raw := pdfOf([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[4 0 R]/MediaBox[0 0 595 842]>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>/XObject<</Photo 6 0 R/Rows 7 0 R/Laid 8 0 R/Print 10 0 R>>>>/Contents 5 0 R>>",
		stream("", page),
		picture("/ColorSpace/DeviceRGB/Filter/DCTDecode", photo.String()),
		picture("/ColorSpace/DeviceRGB/Filter[/FlateDecode]/DecodeParms<</Predictor 15/Colors 3/Columns 2>>", packed(1, 255, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0)),
		picture("/ColorSpace[/Indexed/DeviceRGB 1<0000FFFF0000>]/Filter/FlateDecode/SMask 9 0 R", packed(0, 1, 1, 0)),
		picture("/ColorSpace/DeviceGray/Filter/FlateDecode", packed(255, 255, 0, 255)),
		picture("/ColorSpace/DeviceCMYK/Filter/FlateDecode", packed(make([]byte, 16)...)),
	})
	docs, err := confined(t).Read(t.Context(), "label.pdf", raw, format.Web{})
	require.NoError(t, err)
	require.Len(t, docs, 1)
	require.Equal(t, "Labels", docs[0].Page.Meta.Title)
	require.Regexp(t, `^Read the label first\.\n\n!\[\]\((\S+)\)\n\nThen look at the box\.\n\n!\[\]\((\S+)\)\n\n!\[\]\((\S+)\)\n\nIt opens on the left\.$`, docs[0].Page.Body)
	require.Equal(t, []format.LeftOut{{Page: 1}}, docs[0].LeftOut, "colours for printing")
	require.Len(t, docs[0].Pictures, 3)
	keys := regexp.MustCompile(`picture:\d+`).FindAllString(docs[0].Page.Body, -1)
	require.Equal(t, photo.Bytes(), docs[0].Pictures[keys[0]].Data, "as it stands")
	at := func(key string, x, y int) string {
		img, err := png.Decode(bytes.NewReader(docs[0].Pictures[key].Data))
		require.NoError(t, err)
		r, g, b, _ := img.At(x, y).RGBA()
		return fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
	}
	require.Equal(t, []string{"ff0000", "ff0000"}, []string{at(keys[1], 0, 0), at(keys[1], 1, 1)}, "its predictors are undone")
	require.Equal(t, []string{"0000ff", "ff0000", "ffffff", "0000ff"},
		[]string{at(keys[2], 0, 0), at(keys[2], 1, 0), at(keys[2], 0, 1), at(keys[2], 1, 1)}, "paper shows where the mask is shut")
}

// A scan as fax machines send it is shown as it is; forms that nothing here unpacks are
// named with their page.
func TestScansInPDF(t *testing.T) {
	t.Parallel()

	// Two rows of four black points and four white ones (ITU-T T.6): horizontal mode,
	// no white, four black, then as the row above.
	bits := "001" + "00110101" + "011" + "1" + "111" + strings.Repeat("000000000001", 2) + "00"
	var fax []byte
	for at := 0; at+8 <= len(bits); at += 8 {
		b, err := strconv.ParseUint(bits[at:at+8], 2, 8)
		require.NoError(t, err)
		fax = append(fax, byte(b))
	}
	stream := func(head string, data []byte) string {
		return fmt.Sprintf("<</Type/XObject/Subtype/Image/Width 8/Height 2/ColorSpace/DeviceGray%s/Length %d>>stream\n%s\nendstream", head, len(data), data)
	}
	const first = "BT /F 20 Tf 50 800 Td (Labels) Tj ET\nBT /F 10 Tf 50 780 Td (Read the label first.) Tj ET\nq 100 0 0 100 50 600 cm /Fax Do Q"
	const second = "BT /F 10 Tf 50 780 Td (Then open it.) Tj ET\nq 100 0 0 100 50 600 cm /Jpx Do Q\nq 100 0 0 100 50 400 cm /Jbig Do Q"
	page := func(contents string) string {
		return "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>/XObject<</Fax 8 0 R/Jpx 9 0 R/Jbig 10 0 R>>>>/Contents " + contents + " 0 R>>"
	}
	text := func(s string) string { return fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s) }
	raw := pdfOf([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[4 0 R 6 0 R]/MediaBox[0 0 595 842]>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		page("5"), text(first), page("7"), text(second),
		stream("/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 8/Rows 2>>", fax),
		stream("/Filter/JPXDecode", []byte("jpx")), stream("/BitsPerComponent 1/Filter/JBIG2Decode", []byte("jbig")),
	})
	docs, err := confined(t).Read(t.Context(), "label.pdf", raw, format.Web{})
	require.NoError(t, err)
	require.Equal(t, []format.LeftOut{{Page: 2, Form: "JPEG 2000"}, {Page: 2, Form: "JBIG2"}}, docs[0].LeftOut)
	require.Len(t, docs[0].Pictures, 1)
	for _, shown := range docs[0].Pictures {
		img, err := png.Decode(bytes.NewReader(shown.Data))
		require.NoError(t, err)
		row := func(y int) (out string) {
			for x := range 8 {
				r, _, _, _ := img.At(x, y).RGBA()
				out += map[bool]string{true: "#", false: "."}[r == 0]
			}
			return out
		}
		require.Equal(t, []string{"####....", "####...."}, []string{row(0), row(1)})
	}
}

// A picture that is broken, swells or lies about its size costs itself.
func TestHostilePicturesOfPDF(t *testing.T) {
	t.Parallel()

	var bomb bytes.Buffer
	w, err := zlib.NewWriterLevel(&bomb, zlib.BestCompression)
	require.NoError(t, err)
	_, err = w.Write(make([]byte, 60<<20))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	for name, c := range map[string]struct{ head, data string }{
		"Bomb":     {"/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode", bomb.String()},
		"Short":    {"/Width 4000/Height 4000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode", bomb.String()[:2000]},
		"Negative": {"/Width -4/Height 4/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode", "x"},
		"Itself":   {"/Width 4/Height 4/BitsPerComponent 8/ColorSpace 6 0 R/Filter/FlateDecode", "x"},
		"Bits":     {"/Width 4/Height 4/BitsPerComponent 77/ColorSpace/DeviceGray/Filter/FlateDecode", "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			page := "BT /F 10 Tf 50 780 Td (Read the label.) Tj ET\nq 100 0 0 100 50 600 cm /P Do Q"
			docs, err := confined(t).Read(t.Context(), "a.pdf", pdfOf([]string{
				"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[4 0 R]>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
				"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>/XObject<</P 7 0 R>>>>/Contents 5 0 R>>",
				fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(page), page), "[/Indexed 6 0 R 1 <00>]",
				fmt.Sprintf("<</Subtype/Image%s/Length %d>>stream\n%s\nendstream", c.head, len(c.data), c.data),
			}), format.Web{})
			require.NoError(t, err)
			require.Equal(t, "Read the label.", docs[0].Page.Body)
			require.Equal(t, []format.LeftOut{{Page: 1}}, docs[0].LeftOut)
		})
	}
}
