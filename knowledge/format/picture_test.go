package format_test

import (
	"encoding/base64"
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
			<w:p><w:r><w:drawing><wp:docPr descr="Drawn"/><a:blip r:embed="rId5"/></w:drawing></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId4" Type="http://x/image" Target="media/image1.png"/>
			<Relationship Id="rId5" Type="http://x/image" Target="media/image2.emf"/></Relationships>`,
		"word/media/image1.png": "picture", "word/media/image2.emf": "drawing",
	})
	docs, err := confined(t).Read(t.Context(), "label.docx", raw, format.Web{})
	require.NoError(t, err)
	require.Contains(t, docs[0].Page.Body, "![The (label)](picture:rId4)")
	require.Equal(t, map[string]format.Shown{"picture:rId4": {Data: []byte("picture")}}, docs[0].Pictures)
}
