package demo_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/demo"
)

var pages = []string{"index.html", "track.html", "zh/index.html", "zh/track.html"}

func page(t *testing.T, name string) string {
	t.Helper()
	raw, err := fs.ReadFile(demo.Shop(), name)
	require.NoError(t, err)
	return string(raw)
}

var (
	scriptTag  = regexp.MustCompile(`<script[^>]*>`)
	styleUse   = regexp.MustCompile(`<style|\sstyle=|\son[a-z]+=`)
	addressUse = regexp.MustCompile(`(?:src|href|action)="([^"]*)"`)
	tagName    = regexp.MustCompile(`<(/?[a-z0-9]+)`)
)

// A shop pastes this one line and nothing else; the address and the attribute are the widget's contract.
const embed = `<script async src="/widget/loader.js" data-workspace="` + demo.Slug + `">`

func TestShopEmbedsTheWidgetAsACustomerWould(t *testing.T) {
	t.Parallel()
	for _, name := range pages {
		require.Equal(t, []string{embed}, scriptTag.FindAllString(page(t, name), -1), name)
	}
}

func TestShopWorksUnderAStrictPolicy(t *testing.T) {
	t.Parallel()
	for _, name := range pages {
		html := page(t, name)
		require.Empty(t, styleUse.FindAllString(html, -1), name)
		for _, match := range addressUse.FindAllStringSubmatch(html, -1) {
			checkAddress(t, name, html, match[1])
		}
	}
	css := page(t, "shop.css")
	require.NotContains(t, css, "//", "the style sheet asks another origin")
	require.NotContains(t, css, "@import")
}

func checkAddress(t *testing.T, name, html, address string) {
	t.Helper()
	path, fragment, _ := strings.Cut(address, "#")
	switch {
	case address == "/widget/loader.js":
	case path == "":
		require.Contains(t, html, `id="`+fragment+`"`, "%s: %s leads nowhere", name, address)
	default:
		file, ours := strings.CutPrefix(path, "/demo/")
		require.True(t, ours, "%s: %s is off the shop", name, address)
		if file == "" || strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		_, err := fs.Stat(demo.Shop(), file)
		require.NoError(t, err, "%s: %s", name, address)
	}
}

func TestShopPagesAreTheSameInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"index.html", "track.html"} {
		require.Contains(t, page(t, name), `<html lang="en">`)
		require.Contains(t, page(t, "zh/"+name), `<html lang="zh-CN">`)
		require.Equal(t,
			tagName.FindAllString(page(t, name), -1), tagName.FindAllString(page(t, "zh/"+name), -1), name)
	}
}

func TestIllustrationsHoldNothingActive(t *testing.T) {
	t.Parallel()
	images, err := fs.Glob(demo.Shop(), "img/*.svg")
	require.NoError(t, err)
	require.NotEmpty(t, images)
	for _, name := range images {
		svg := page(t, name)
		require.NotContains(t, svg, "<script", name)
		require.NotContains(t, svg, "href", name)
		require.NotContains(t, svg, "style", name)
	}
}
