package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// prefixes keep types apart that have the same short name in packages of their
// own: a step of a flow, a field of a form, a detail of an action.
var prefixes = map[string]string{"bot/flow": "Flow", "bot/form": "Form", "bot/action.Detail": "Action"}

// schemaName is the name of a type in the API's document.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map || t.Kind() == reflect.Array {
		t = t.Elem()
	}
	for pkg, prefix := range prefixes {
		if strings.HasSuffix(t.PkgPath(), "/"+pkg) || strings.HasSuffix(t.PkgPath()+"."+t.Name(), "/"+pkg) {
			return prefix + name
		}
	}
	return name
}
