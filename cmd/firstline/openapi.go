package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/gin-gonic/gin"

	"github.com/firstlinehq/firstline/web/api"
)

// openAPICmd prints the document that the TypeScript types are made from.
type openAPICmd struct{}

// Run prints the document. It needs no database: operations are described, not
// called.
func (*openAPICmd) Run() error {
	gin.SetMode(gin.ReleaseMode)
	document, err := api.New(gin.New(), api.Deps{}).Document()
	if err != nil {
		return fmt.Errorf("describe the API: %w", err)
	}
	var readable bytes.Buffer // indented: the file is committed, and its diffs are read
	if err := json.Indent(&readable, document, "", " "); err != nil {
		return fmt.Errorf("indent the document: %w", err)
	}
	readable.WriteByte('\n')
	_, err = readable.WriteTo(os.Stdout)
	return err
}
