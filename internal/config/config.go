// Package config is the one place that reads flags and environment: a struct
// whose tags are also the reference (docs/config.md is made from them).
package config

// Config is everything an operator sets. The zero configuration starts a whole
// product on one machine.
type Config struct {
	Listen         string   `name:"listen" env:"FIRSTLINE_LISTEN" default:"127.0.0.1:8080" help:"Address and port to serve on."`
	PublicURL      string   `name:"public-url" env:"FIRSTLINE_PUBLIC_URL" help:"Address under which people reach the product. With https:// the session cookie is bound to the host and browsers are told to stay on HTTPS."`
	TrustedProxies []string `name:"trusted-proxy" env:"FIRSTLINE_TRUSTED_PROXIES" help:"Addresses or networks of reverse proxies whose X-Forwarded-For is believed. None by default."`
	MetricsListen  string   `name:"metrics-listen" env:"FIRSTLINE_METRICS_LISTEN" help:"Address for Prometheus metrics; never on the public port. Off by default."`

	SecretKey   string   `name:"secret-key" env:"FIRSTLINE_SECRET_KEY" help:"Master key that seals stored secrets: 32 bytes in base64 (openssl rand -base64 32). The same on every node. Default: secret.key in the data folder, made at the first start. Prefer the environment."`
	ImportHosts []string `name:"import-host" env:"FIRSTLINE_IMPORT_HOSTS" help:"Hosts with ports (wiki.internal:443) that imports of websites may read though they are not on the public internet. None by default."`
	ActionHosts []string `name:"action-host" env:"FIRSTLINE_ACTION_HOSTS" help:"Hosts with ports (orders.internal:8443) that actions and MCP servers of the workspaces may reach though they are not on the public internet, and without TLS. None by default."`

	Database Database `embed:""`
	Model    Model    `embed:""`
	Mail     Mail     `embed:""`
	Log      Log      `embed:"" prefix:"log-"`
	Limits   Limits   `embed:""`
}

// Database says where the data is.
type Database struct {
	URL      string `name:"database-url" env:"DATABASE_URL" help:"Postgres with pgvector. Without it a private one is started in the data folder."`
	OwnerURL string `name:"database-owner-url" env:"DATABASE_OWNER_URL" help:"Login that owns the tables and migrates them. Default: the same as the database URL, with the app role assumed on each connection."`
	DataDir  string `name:"data" env:"FIRSTLINE_DATA" help:"Folder of the private Postgres. Default: /var/lib/firstline as root, else the user's data folder."`
	MaxConns int32  `name:"database-connections" env:"FIRSTLINE_DATABASE_CONNECTIONS" default:"16" help:"Most connections to the database."`
}

// Model is an OpenAI-compatible endpoint.
type Model struct {
	URL             string  `name:"llm-url" env:"FIRSTLINE_LLM_URL" help:"Base URL of an OpenAI-compatible endpoint, for example http://127.0.0.1:11434/v1. Without it answers are quoted from the articles."`
	Key             string  `name:"llm-key" env:"FIRSTLINE_LLM_KEY" help:"Key for the endpoint. Prefer the environment: flags can be read by other users of the machine."`
	ChatModel       string  `name:"llm-model" env:"FIRSTLINE_LLM_MODEL" help:"Model that writes answers and drafts."`
	PromptPrice     float64 `name:"llm-prompt-price" env:"FIRSTLINE_LLM_PROMPT_PRICE" help:"US dollars a million tokens of prompt, for budgets and traces. Default: 0, a model of your own."`
	CompletionPrice float64 `name:"llm-completion-price" env:"FIRSTLINE_LLM_COMPLETION_PRICE" help:"US dollars a million tokens of reply."`
	EmbedModel      string  `name:"llm-embed-model" env:"FIRSTLINE_LLM_EMBED_MODEL" help:"Model that makes embeddings. Without it the built-in retrieval serves."`
	EmbedPrice      float64 `name:"llm-embed-price" env:"FIRSTLINE_LLM_EMBED_PRICE" help:"US dollars a million tokens of embeddings, for the figure on the status page. Default: 0, a model of your own."`
	RerankModel     string  `name:"llm-rerank-model" env:"FIRSTLINE_LLM_RERANK_MODEL" help:"Model that orders what search found, behind /rerank of the endpoint (as of Cohere, Jina, vLLM). Search does without it when it fails or takes longer than a second."`
	RerankURL       string  `name:"llm-rerank-url" env:"FIRSTLINE_LLM_RERANK_URL" help:"Base URL of that endpoint, called with the same key. Default: the same endpoint."`
}

// Mail is how visitors are answered who left their e-mail.
type Mail struct {
	URL     string `name:"smtp-url" env:"FIRSTLINE_SMTP_URL" help:"Mail server: smtp://user:password@host:587 or smtps://…. Without it what visitors leave is kept and shown to agents, and no mail goes out."`
	From    string `name:"mail-from" env:"FIRSTLINE_MAIL_FROM" help:"Sender of mails, for example Juniper Home <help@shop.example>."`
	ReplyTo string `name:"mail-reply-to" env:"FIRSTLINE_MAIL_REPLY_TO" help:"Mailbox for replies; each conversation gets an address of it, reply+TOKEN@in.shop.example. What arrives there is to be posted to /v1/mail/inbound."`
	Secret  string `name:"mail-secret" env:"FIRSTLINE_MAIL_SECRET" help:"Secret that signs reply addresses and the calls of /v1/mail/inbound."`
}

// Log says what is logged and how.
type Log struct {
	Level  string `name:"level" env:"FIRSTLINE_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"Least severe level to log: debug, info, warn or error."`
	Format string `name:"format" env:"FIRSTLINE_LOG_FORMAT" default:"text" enum:"text,json" help:"text for people, json for machines."`
}

// Limits bound what one caller may do.
type Limits struct {
	MessagesPerSecond  float64 `name:"visitor-messages-per-second" env:"FIRSTLINE_VISITOR_MESSAGES_PER_SECOND" default:"5" help:"Messages a second that one visitor's tab may send."`
	MessageBurst       int     `name:"visitor-message-burst" env:"FIRSTLINE_VISITOR_MESSAGE_BURST" default:"20" help:"Messages that may come at once."`
	AttachmentMiB      int     `name:"attachment-size" env:"FIRSTLINE_ATTACHMENT_SIZE" default:"10" help:"Largest file that may be sent in a conversation, in MiB: 1 to 10."`
	AttachmentsPerHour int     `name:"visitor-attachments-per-hour" env:"FIRSTLINE_VISITOR_ATTACHMENTS_PER_HOUR" default:"30" help:"Files that one visitor may send in an hour."`
	AttachmentsGiB     int     `name:"attachments-total" env:"FIRSTLINE_ATTACHMENTS_TOTAL" default:"20" help:"The most that the conversations of one workspace keep in files, in GiB."`
	SocketsPerIP       int     `name:"sockets-per-address" env:"FIRSTLINE_SOCKETS_PER_ADDRESS" default:"2000" help:"Open sockets from one address."`
}
