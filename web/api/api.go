package api

import (
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/soothe"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/worklist"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
	"github.com/firstlinehq/firstline/knowledge/intake"
	"github.com/firstlinehq/firstline/knowledge/overlap"
	"github.com/firstlinehq/firstline/knowledge/question"
	"github.com/firstlinehq/firstline/sentiment"
	"github.com/firstlinehq/firstline/web/live"
)

// Version is the version of the wire, not of the product.
const Version = "1"

// Deps are the parts that operations call.
type Deps struct {
	DB            *postgres.DB
	Accounts      *account.Store
	Identities    *account.Identities
	Conversations *conversation.Store
	Library       *knowledge.Library
	Gaps          *gap.Queue
	Overlaps      *overlap.Finder
	Questions     *question.Store
	Importer      *intake.Importer
	Files         *files.Store
	Queue         *handoff.Queue
	Desk          *frontdesk.Desk
	Bot           *bot.Bot
	Intents       *intent.Store
	Flows         *guide.Guide
	Actions       *action.Runner
	Moods         *sentiment.Store
	Assistant     *agentassist.Assistant
	Lists         *worklist.Lists
	Models        *endpoint.Models
	// LocalModels is where to look for models on this machine; nil is
	// endpoint.Locals.
	LocalModels []endpoint.Local
	// Embedder is the model that searches by meaning; "none" without one.
	Embedder string
	// Version of the product.
	Version string
	// VisitorOnline reports whether a visitor has a tab open.
	VisitorOnline func(visitor uuid.UUID) bool
	Cookies       Cookies
	Limits        *Limits
}

// API is the REST edge.
type API struct {
	Deps
	huma      huma.API
	playbooks soothe.Store
	access    map[string]access // "METHOD /path" → who may; for the test that walks all routes
}

// configureHuma sets what huma keeps in package variables: once, because tests
// make several edges at the same time.
var configureHuma = sync.OnceFunc(func() {
	huma.DefaultArrayNullable = false // a Go slice is an array, never null
	huma.NewErrorWithContext = fromHuma
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return fromHuma(nil, status, msg, errs...)
	}
})

// New registers every operation on the router.
func New(router *gin.Engine, deps Deps) *API {
	configureHuma()
	config := huma.DefaultConfig("Firstline", Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema links in bodies
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"visitor": {Type: "http", Scheme: "bearer"},
		"session": {Type: "apiKey", In: "cookie", Name: deps.Cookies.Name()},
	}
	checked := router.Group("/", checkAddress, sameSite, checkMail(deps.Desk), checkUploader(deps), checkBody)
	a := &API{Deps: deps, huma: humagin.NewWithGroup(router, checked, config), access: make(map[string]access)}
	a.registerSetUp()
	a.registerSession()
	a.registerWorkspace()
	a.registerVisitor()
	a.registerIdentity()
	a.registerInbox()
	a.registerActions()
	a.registerTeams()
	a.registerMail()
	a.registerFollowUps()
	a.registerSLA()
	a.registerMerge()
	a.registerPriorities()
	a.registerAssist()
	a.registerKnowledge()
	a.registerGaps()
	a.registerQuestions()
	a.registerImports()
	a.registerFiles()
	a.registerAttachments()
	a.registerBot()
	a.registerIntents()
	a.registerFlows()
	a.registerActionBook()
	a.registerReports()
	a.registerRatings()
	a.registerRules()
	a.registerSoothing()
	a.registerModels()
	live.Describe(a.huma.OpenAPI().Components.Schemas)
	return a
}

// Document is the OpenAPI document as JSON.
func (a *API) Document() ([]byte, error) { return a.huma.OpenAPI().MarshalJSON() }
