package demo

import "io/fs"

// Shop is the storefront's files: index.html (English), zh/index.html and what
// they need, to be served under one folder. No page has an inline script or
// style, and none asks for anything off its own origin.
func Shop() fs.FS {
	shop, err := fs.Sub(files, "shop")
	if err != nil {
		panic(err) // the folder is named by the embed directive
	}
	return shop
}
