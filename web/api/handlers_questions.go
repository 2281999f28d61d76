package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/gap"
	"github.com/firstlinehq/firstline/knowledge/question"
)

func (a *API) questionSets(ctx context.Context, in *InWorkspace) (*questionSetsOutput, error) {
	sets, err := a.Questions.Sets(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	runs, err := a.Questions.LastRuns(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	shown, err := a.runsShown(ctx, in.Workspace, runs, names)
	if err != nil {
		return nil, err
	}
	last := make(map[uuid.UUID]*QuestionRun, len(shown))
	for i := range shown {
		last[shown[i].SetID] = &shown[i]
	}
	out := &questionSetsOutput{}
	out.Body.Sets = make([]QuestionSet, len(sets))
	for i, s := range sets {
		out.Body.Sets[i] = QuestionSet{ID: s.ID, Name: s.Name, Questions: s.Questions, CreatedAt: s.CreatedAt, LastRun: last[s.ID]}
	}
	return out, nil
}

func (a *API) createQuestionSet(ctx context.Context, in *setNameInput) (*questionSetOutput, error) {
	s, err := a.Questions.Create(ctx, in.Workspace, callerOf(ctx).ID, in.Body.Name)
	if err != nil {
		return nil, err
	}
	return &questionSetOutput{Body: QuestionSet{ID: s.ID, Name: s.Name, CreatedAt: s.CreatedAt}}, nil
}

func (a *API) renameQuestionSet(ctx context.Context, in *renameSetInput) (*struct{}, error) {
	return nil, a.Questions.Rename(ctx, in.Workspace, in.Set, in.Body.Name)
}

func (a *API) deleteQuestionSet(ctx context.Context, in *InQuestionSet) (*struct{}, error) {
	return nil, a.Questions.Drop(ctx, in.Workspace, in.Set)
}

func (a *API) setQuestions(ctx context.Context, in *InQuestionSet) (*setQuestionsOutput, error) {
	questions, err := a.Questions.Questions(ctx, in.Workspace, in.Set)
	if err != nil {
		return nil, err
	}
	runs, err := a.Questions.Runs(ctx, in.Workspace, in.Set)
	if err != nil {
		return nil, err
	}
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &setQuestionsOutput{}
	out.Body.Questions = make([]SetQuestion, len(questions))
	for i, q := range questions {
		out.Body.Questions[i] = questionView(q)
	}
	out.Body.Runs, err = a.runsShown(ctx, in.Workspace, runs, names)
	return out, err
}

func questionView(q question.Question) SetQuestion {
	return SetQuestion{
		ID: q.ID, Lang: q.Lang, Question: q.Question, Answerable: q.Answerable, Article: q.Article, Also: q.Also,
		MustContain: q.MustContain, MustNotContain: q.MustNotContain, ConversationID: q.Conversation,
	}
}

// saveQuestions keeps what a form does not show of a question: its history and
// other spellings.
func (a *API) saveQuestions(ctx context.Context, in *saveQuestionsInput) (*setQuestionsOutput, error) {
	err := a.Questions.Edit(ctx, in.Workspace, in.Set, func(was map[string]question.Question) []question.Question {
		questions := make([]question.Question, len(in.Body.Questions))
		for i, v := range in.Body.Questions {
			q := was[v.ID]
			q.ID, q.Lang, q.Question, q.Answerable = v.ID, v.Lang, v.Question, v.Answerable
			q.Article, q.Also, q.MustContain, q.MustNotContain = v.Article, v.Also, v.MustContain, v.MustNotContain
			questions[i] = q
		}
		return questions
	})
	if err != nil {
		return nil, err
	}
	return a.setQuestions(ctx, &in.InQuestionSet)
}

func (a *API) removeQuestion(ctx context.Context, in *removeQuestionInput) (*struct{}, error) {
	return nil, a.Questions.Remove(ctx, in.Workspace, in.Set, in.Body.ID)
}

func (a *API) importQuestions(ctx context.Context, in *importQuestionsInput) (*importQuestionsOutput, error) {
	if _, err := a.Questions.Questions(ctx, in.Workspace, in.Set); err != nil {
		return nil, err // the set comes before what is wrong with the file
	}
	questions, err := question.Read(strings.NewReader(in.Body.File))
	if err != nil {
		return nil, err
	}
	if err := a.Questions.Save(ctx, in.Workspace, in.Set, questions...); err != nil {
		return nil, err
	}
	out := &importQuestionsOutput{}
	out.Body.Added = len(questions)
	return out, nil
}

func (a *API) exportQuestions(ctx context.Context, in *InQuestionSet) (*exportQuestionsOutput, error) {
	questions, err := a.Questions.Questions(ctx, in.Workspace, in.Set)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := question.Write(&b, questions); err != nil {
		return nil, err
	}
	out := &exportQuestionsOutput{}
	out.Body.File = b.String()
	return out, nil
}

// fillQuestionSet adds what was really asked, labelled by what is known of it:
// a gap's questions have its article as their answer, or none; elsewhere the
// articles that visitors said helped.
func (a *API) fillQuestionSet(ctx context.Context, in *fillInput) (*importQuestionsOutput, error) {
	if _, err := a.Questions.Questions(ctx, in.Workspace, in.Set); err != nil {
		return nil, err
	}
	var questions []question.Question
	var err error
	switch {
	case in.Body.Gap != nil:
		questions, err = a.questionsOfGap(ctx, in.Workspace, *in.Body.Gap)
	case in.Body.Days > 0:
		questions, err = a.questionsTold(ctx, in.Workspace, in.Body.Days)
	}
	if err != nil {
		return nil, err
	}
	if len(questions) == 0 {
		return nil, problem.New(problem.Invalid, "question_none")
	}
	if err := a.Questions.Save(ctx, in.Workspace, in.Set, questions...); err != nil {
		return nil, err
	}
	out := &importQuestionsOutput{}
	out.Body.Added = len(questions)
	return out, nil
}

func (a *API) questionsOfGap(ctx context.Context, ws, id uuid.UUID) (out []question.Question, err error) {
	g, err := a.Gaps.Get(ctx, ws, id)
	if err != nil {
		return nil, err
	}
	slug := ""
	if g.Article != nil {
		article, err := a.Library.Article(ctx, ws, *g.Article)
		if err != nil {
			return nil, err
		}
		slug = article.Slug
	}
	for _, q := range g.Questions {
		if q.Outcome != gap.Answered {
			out = append(out, asked(q.Conversation, q.Seq, q.Lang, q.Text, slug))
		}
	}
	return out, nil
}

func (a *API) questionsTold(ctx context.Context, ws uuid.UUID, days int) (out []question.Question, err error) {
	told, err := a.Gaps.Told(ctx, ws, days)
	for _, q := range told {
		out = append(out, asked(q.Conversation, q.Seq, q.Lang, q.Text, q.Articles...))
	}
	return out, err
}

// asked is a question from a conversation. The same one is taken up once.
func asked(conversation uuid.UUID, seq int64, lang, text string, articles ...string) question.Question {
	q := question.Question{ID: fmt.Sprintf("%s-%d", conversation, seq), Lang: lang, Question: text, Conversation: &conversation}
	if q.Lang != "zh" {
		q.Lang = "en"
	}
	if len(articles) > 0 && articles[0] != "" {
		q.Answerable, q.Article, q.Also = true, articles[0], articles[1:]
	}
	return q
}
