package api

import (
	"context"
	"strings"

	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/intake"
)

func (a *API) imports(ctx context.Context, in *InWorkspace) (*importsOutput, error) {
	list, err := a.Importer.Imports(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &importsOutput{}
	out.Body.Imports = make([]ImportView, len(list))
	for i, im := range list {
		out.Body.Imports[i] = importView(ctx, names, im)
	}
	return out, nil
}

func (a *API) beginImport(ctx context.Context, in *newImportInput) (*importOutput, error) {
	by := callerOf(ctx).ID
	im, err := a.Importer.Begin(ctx, in.Workspace, &by, intake.New{
		Kind: in.Body.Kind, Name: in.Body.Name, Address: in.Body.Address,
		Settings: intake.Settings{Audience: knowledge.Audience(in.Body.Audience), Drafts: in.Body.Drafts, MaxPages: in.Body.MaxPages},
	})
	return a.shownImport(ctx, in.InWorkspace, im, err)
}

func (a *API) readImport(ctx context.Context, in *InImport) (*importOutput, error) {
	im, err := a.Importer.Import(ctx, in.Workspace, in.Import)
	return a.shownImport(ctx, in.InWorkspace, im, err)
}

func (a *API) addPiece(ctx context.Context, in *pieceInput) (*nothing, error) {
	return nil, a.Importer.AddPiece(ctx, in.Workspace, in.Import, intake.Piece{Path: in.Path, Number: in.Piece, Data: in.RawBody})
}

func (a *API) startImport(ctx context.Context, in *InImport) (*importOutput, error) {
	im, err := a.Importer.Start(ctx, in.Workspace, in.Import)
	return a.shownImport(ctx, in.InWorkspace, im, err)
}

func (a *API) applyImport(ctx context.Context, in *applyImportInput) (*importOutput, error) {
	im, err := a.Importer.Apply(ctx, in.Workspace, in.Import, in.Body.Remove)
	return a.shownImport(ctx, in.InWorkspace, im, err)
}

func (a *API) cancelImport(ctx context.Context, in *InImport) (*importOutput, error) {
	im, err := a.Importer.Cancel(ctx, in.Workspace, in.Import)
	return a.shownImport(ctx, in.InWorkspace, im, err)
}

func (a *API) importItems(ctx context.Context, in *importItemsInput) (*importItemsOutput, error) {
	im, err := a.Importer.Import(ctx, in.Workspace, in.Import)
	if err != nil {
		return nil, err
	}
	items, err := a.Importer.Items(ctx, in.Workspace, in.Import, intake.ItemFilter{Change: in.Change, After: in.After})
	if err != nil {
		return nil, err
	}
	out := &importItemsOutput{}
	out.Body.Items = make([]ImportItem, len(items))
	for i, it := range items {
		out.Body.Items[i] = ImportItem{
			Number: it.Number, Source: strings.TrimPrefix(it.Source, im.Name+"/"), Title: it.Title, Lang: it.Lang, Change: it.Change,
			Problem: problemText(ctx, it.Problem), Article: it.Article, Applied: it.Applied,
		}
		if it.Problem != nil {
			out.Body.Items[i].Code = it.Problem.Code
		}
	}
	return out, nil
}

func (a *API) shownImport(ctx context.Context, in InWorkspace, im intake.Import, err error) (*importOutput, error) {
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	return &importOutput{Body: importView(ctx, names, im)}, nil
}

func importView(ctx context.Context, n names, im intake.Import) ImportView {
	return ImportView{
		ID: im.ID, Kind: im.Kind, Name: im.Name, Address: im.Address, State: im.State, Problem: problemText(ctx, im.Problem), Partial: im.Partial,
		Audience: string(im.Settings.Audience), Drafts: im.Settings.Drafts, MaxPages: im.Settings.MaxPages,
		Files: im.Files, FilesRead: im.FilesRead, Added: im.Added, Changed: im.Changed, Unchanged: im.Unchanged, Removed: im.Removed,
		Failed: im.Failed, Applied: im.Applied, By: n.agent(im.CreatedBy), CreatedAt: im.CreatedAt, FinishedAt: im.FinishedAt,
	}
}

// problemText is a stored problem in the caller's language; "" for none.
func problemText(ctx context.Context, p *problem.Error) string {
	if p == nil {
		return ""
	}
	return locale.Text(langOf(ctx), "problem."+p.Code, p.Pairs()...)
}
