package api

import (
	"net/http"

	"github.com/firstlinehq/firstline/internal/account"
)

func (a *API) registerIntents() {
	read, edit := forMember(account.Converse), forMember(account.EditKnowledge)
	const base = "/v1/workspaces/{workspace}/intents"
	register(a, op{http.MethodGet, base, "list-intents", "Intents, trained models and the last week's counts", read, 0}, a.listIntents)
	register(a, op{http.MethodPost, base, "create-intent", "Add an intent", edit, http.StatusCreated}, a.createIntent)
	register(a, op{http.MethodPut, base + "/{intent}", "change-intent", "Change an intent", edit, 0}, a.changeIntent)
	register(a, op{http.MethodDelete, base + "/{intent}", "delete-intent", "Delete an intent with its examples", edit, http.StatusNoContent}, a.deleteIntent)
	register(a, op{http.MethodGet, base + "/examples", "list-examples", "Labelled messages", edit, 0}, a.examples)
	register(a, op{http.MethodPost, base + "/examples", "add-examples", "Label texts, or a visitor's message", edit, 0}, a.addExamples)
	register(a, op{http.MethodPatch, base + "/examples", "move-examples", "Give examples another label, or delete them", edit, http.StatusNoContent}, a.moveExamples)
	register(a, op{http.MethodPost, base + "/import", "import-examples", "Add the lines of a file of the evaluation format", edit, 0}, a.importExamples)
	register(a, op{http.MethodGet, base + "/export", "export-examples", "All examples as a file of the evaluation format", edit, 0}, a.exportExamples)
	register(a, op{http.MethodPost, base + "/train", "train-intents", "Train a model of the examples as they are now", edit, http.StatusAccepted}, a.trainIntents)
	register(a, op{http.MethodPut, base + "/live", "set-live-intents", "Let a version read live messages", edit, http.StatusNoContent}, a.setLiveIntents)
	register(a, op{http.MethodPost, base + "/try", "try-intent", "What a version makes of a text", edit, 0}, a.tryIntent)
	register(a, op{http.MethodGet, base + "/seen", "list-seen-messages", "Live messages and what they were taken to want", edit, 0}, a.seenMessages)
}
