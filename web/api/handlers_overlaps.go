package api

import (
	"context"

	"github.com/firstlinehq/firstline/knowledge/overlap"
)

func (a *API) overlaps(ctx context.Context, in *InArticle) (*overlapsOutput, error) {
	list, err := a.Overlaps.Overlaps(ctx, in.Workspace, in.Article)
	if err != nil {
		return nil, err
	}
	out := &overlapsOutput{}
	out.Body.Overlaps = make([]Overlap, len(list))
	for i, o := range list {
		out.Body.Overlaps[i] = Overlap{
			Kind: string(o.Kind), ArticleID: o.Article, Title: o.Title, Lang: o.Lang, Share: o.Share,
			Here: o.Here, There: o.There, HereFigure: o.HereFigure, ThereFigure: o.ThereFigure,
		}
	}
	return out, nil
}

func (a *API) articlePairs(ctx context.Context, in *pairsInput) (*pairsOutput, error) {
	list, pending, err := a.Overlaps.Pairs(ctx, in.Workspace, in.Ignored)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &pairsOutput{}
	out.Body.Pending, out.Body.Pairs = pending, make([]ArticlePair, len(list))
	for i, p := range list {
		view := ArticlePair{A: pairSide(p.A), B: pairSide(p.B), Kind: string(p.Kind), Share: p.Share, Findings: make([]PairFinding, len(p.Findings)), FoundAt: p.FoundAt}
		for n, f := range p.Findings {
			view.Findings[n] = PairFinding(f)
		}
		if p.IgnoredBy != nil {
			view.IgnoredBy = names.agent(p.IgnoredBy)
		}
		out.Body.Pairs[i] = view
	}
	return out, nil
}

func pairSide(s overlap.Side) PairSide {
	return PairSide{ID: s.Article, Title: s.Title, Lang: s.Lang, Audience: string(s.Audience)}
}

func (a *API) ignorePair(ctx context.Context, in *ignorePairInput) (*nothing, error) {
	return nil, a.Overlaps.IgnorePair(ctx, in.Workspace, callerOf(ctx).ID, in.Body.A, in.Body.B, in.Body.Ignored)
}
