package frontdesk_test

import (
	"context"
	"slices"

	"github.com/stretchr/testify/require"
)

// backgroundOf is a context for t, which may be a rapid check without one.
func backgroundOf(t require.TestingT) context.Context {
	if with, ok := t.(interface{ Context() context.Context }); ok {
		return with.Context()
	}
	return context.Background()
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}
