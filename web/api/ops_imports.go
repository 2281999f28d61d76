package api

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

// InImport is the path of everything that belongs to one import.
type InImport struct {
	InWorkspace
	Import uuid.UUID `path:"import" format:"uuid"`
}

type importsOutput struct {
	Body struct {
		Imports []ImportView `json:"imports"`
	}
}

type importOutput struct{ Body ImportView }

type newImportInput struct {
	InWorkspace
	Body NewImport
}

// pieceInput is a part of a file. It is the one body that is not JSON.
type pieceInput struct {
	InImport
	Path    string `query:"path" maxLength:"1000" doc:"The file's path within the import, with slashes"`
	Piece   int    `query:"piece" minimum:"0" maximum:"1000" doc:"Number of the part, from 0; every part but the last has 4 MiB"`
	RawBody []byte `contentType:"application/octet-stream"`
}

type applyImportInput struct {
	InImport
	Body struct {
		// Remove archives articles that the source no longer has.
		Remove bool `json:"remove"`
	}
}

type importItemsInput struct {
	InImport
	Change string `query:"change" enum:"added,changed,unchanged,removed,failed,"`
	After  int    `query:"after" minimum:"0" doc:"Number of the last item seen"`
}

type importItemsOutput struct {
	Body struct {
		Items []ImportItem `json:"items" doc:"At most 100; more follow if there are 100"`
	}
}

const importsPath = "/v1/workspaces/{workspace}/imports"

func (a *API) registerImports() {
	read, edit := forMember(account.Converse), forMember(account.EditKnowledge)
	const one = importsPath + "/{import}"
	register(a, op{http.MethodGet, importsPath, "list-imports", "Imports, newest first", read, 0}, a.imports)
	register(a, op{http.MethodPost, importsPath, "begin-import", "Begin an import of files or of a website", edit, http.StatusCreated}, a.beginImport)
	register(a, op{http.MethodGet, one, "get-import", "An import and how far it is", read, 0}, a.readImport)
	register(a, op{http.MethodPut, one + "/pieces", "add-import-piece", "Upload a part of a file", edit, http.StatusNoContent}, a.addPiece)
	a.huma.OpenAPI().Paths[one+"/pieces"].Put.RequestBody.Required = false // an empty file has an empty body
	register(a, op{http.MethodPost, one + "/start", "start-import", "End the upload and read the source", edit, 0}, a.startImport)
	register(a, op{http.MethodPost, one + "/apply", "apply-import", "Carry out the plan", edit, 0}, a.applyImport)
	register(a, op{http.MethodPost, one + "/cancel", "cancel-import", "End it; what was applied stays", edit, 0}, a.cancelImport)
	register(a, op{http.MethodGet, one + "/items", "list-import-items", "What becomes of each article", read, 0}, a.importItems)
}
