package api

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
)

// InQuestionSet is the path of everything that belongs to one question set.
type InQuestionSet struct {
	InWorkspace
	Set uuid.UUID `path:"set" format:"uuid"`
}

type questionSetsOutput struct {
	Body struct {
		Sets []QuestionSet `json:"sets"`
	}
}

type setNameInput struct {
	InWorkspace
	Body struct {
		Name string `json:"name" minLength:"1" maxLength:"120"`
	}
}

type renameSetInput struct {
	InQuestionSet
	Body struct {
		Name string `json:"name" minLength:"1" maxLength:"120"`
	}
}

type questionSetOutput struct{ Body QuestionSet }

type setQuestionsOutput struct {
	Body struct {
		Questions []SetQuestion `json:"questions"`
		Runs      []QuestionRun `json:"runs"`
	}
}

type saveQuestionsInput struct {
	InQuestionSet
	Body struct {
		Questions []SetQuestion `json:"questions" minItems:"1" maxItems:"500"`
	}
}

type importQuestionsInput struct {
	InQuestionSet
	Body struct {
		File string `json:"file" maxLength:"4000000" doc:"Lines of the evaluation format, one object each"`
	}
}

type importQuestionsOutput struct {
	Body struct {
		Added int `json:"added"`
	}
}

type exportQuestionsOutput struct {
	Body struct {
		File string `json:"file" doc:"Lines of the evaluation format, one object each"`
	}
}

type removeQuestionInput struct {
	InQuestionSet
	Body struct {
		ID string `json:"id" minLength:"1" maxLength:"120"`
	}
}

type fillInput struct {
	InQuestionSet
	Body struct {
		Gap  *uuid.UUID `json:"gap,omitempty" format:"uuid" doc:"The questions of this gap"`
		Days int        `json:"days,omitempty" minimum:"1" maximum:"180" doc:"Or what visitors said helped and did not, in as many days"`
	}
}

type startRunInput struct {
	InQuestionSet
	Body struct {
		ArticleID *uuid.UUID `json:"article_id,omitempty" format:"uuid" doc:"Try this article's draft beside what is live"`
	}
}

type runInput struct {
	InWorkspace
	Run     uuid.UUID `path:"run" format:"uuid"`
	Against uuid.UUID `query:"against" format:"uuid" doc:"A run of the same set to compare with"`
}

type runOutput struct{ Body QuestionRun }

type reportOutput struct{ Body QuestionReport }

func (a *API) registerQuestions() {
	read, edit := forMember(account.Converse), forMember(account.EditKnowledge)
	const sets, set = "/v1/workspaces/{workspace}/question-sets", "/v1/workspaces/{workspace}/question-sets/{set}"
	register(a, op{http.MethodGet, sets, "list-question-sets", "Saved sets of questions, with what each came to last", read, 0}, a.questionSets)
	register(a, op{http.MethodPost, sets, "create-question-set", "Begin a set", edit, http.StatusCreated}, a.createQuestionSet)
	register(a, op{http.MethodPut, set, "rename-question-set", "Rename a set", edit, http.StatusNoContent}, a.renameQuestionSet)
	register(a, op{http.MethodDelete, set, "delete-question-set", "Delete a set with its runs", edit, http.StatusNoContent}, a.deleteQuestionSet)
	register(a, op{http.MethodGet, set, "get-question-set", "A set's questions and runs", read, 0}, a.setQuestions)
	register(a, op{http.MethodPost, set + "/questions", "save-questions", "Add questions, or replace those with the same ids", edit, 0}, a.saveQuestions)
	register(a, op{http.MethodPost, set + "/remove", "remove-question", "Take a question out", edit, http.StatusNoContent}, a.removeQuestion)
	register(a, op{http.MethodPost, set + "/import", "import-questions", "Add the lines of a file of the evaluation format", edit, 0}, a.importQuestions)
	register(a, op{http.MethodGet, set + "/export", "export-questions", "The set as a file of the evaluation format", read, 0}, a.exportQuestions)
	register(a, op{http.MethodPost, set + "/fill", "fill-question-set", "Add questions from real conversations", edit, 0}, a.fillQuestionSet)
	register(a, op{http.MethodPost, set + "/runs", "start-question-run", "Ask the set: of what is live, or of a draft beside it", edit, http.StatusAccepted}, a.startQuestionRun)
	register(a, op{http.MethodGet, "/v1/workspaces/{workspace}/question-runs/{run}", "get-question-run", "A run by question, against its draft or an earlier run", read, 0}, a.questionReport)
}
