-- Made from the migrations by scripts/generate.sh; do not edit.

CREATE FUNCTION public.app_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT now() + coalesce(nullif(current_setting('app.clock_shift', true), '')::interval, interval '0') $$;

CREATE FUNCTION public.current_workspace() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.workspace', true), '')::uuid $$;

CREATE FUNCTION public.firstline_isolate(t regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY in_workspace ON %s USING (workspace_id = current_workspace())', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO firstline_app', t);
END $$;

CREATE FUNCTION public.firstline_serve(t regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY across_workspaces ON %s TO firstline_service USING (true)', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO firstline_service', t);
END $$;

CREATE FUNCTION public.forget_search_index() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
DECLARE
  before text := current_setting('app.workspace', true);
BEGIN
  PERFORM set_config('app.workspace', OLD.id::text, true);
  DELETE FROM posting_groups WHERE workspace_id = OLD.id;
  DELETE FROM postings WHERE workspace_id = OLD.id;
  DELETE FROM spellings WHERE workspace_id = OLD.id;
  DELETE FROM words WHERE workspace_id = OLD.id;
  PERFORM set_config('app.workspace', coalesce(before, ''), true);
  RETURN NULL;
END $$;

CREATE FUNCTION public.note_gap_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
  q asked_questions%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    q := OLD;
  ELSE
    q := NEW;
  END IF;
  IF current_workspace() IS DISTINCT FROM q.workspace_id THEN
    RETURN NULL; -- the workspace itself goes
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.outcome = NEW.outcome AND OLD.gap_id IS NOT DISTINCT FROM NEW.gap_id THEN
    RETURN NULL;
  END IF;
  INSERT INTO gap_changes (workspace_id, gap_id)
  SELECT DISTINCT q.workspace_id, o.gap_id FROM asked_questions o
  WHERE o.workspace_id = q.workspace_id AND o.conversation_id = q.conversation_id AND o.gap_id IS NOT NULL;
  IF TG_OP <> 'INSERT' AND OLD.gap_id IS NOT NULL THEN
    INSERT INTO gap_changes (workspace_id, gap_id) VALUES (q.workspace_id, OLD.gap_id);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION public.note_help_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
  ws uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    ws := OLD.workspace_id;
  ELSE
    ws := NEW.workspace_id;
  END IF;
  IF current_workspace() IS DISTINCT FROM ws OR current_setting('app.help_noted', true) = pg_current_xact_id()::text THEN
    RETURN NULL; -- the workspace itself goes, or it is counted already
  END IF;
  PERFORM set_config('app.help_noted', pg_current_xact_id()::text, true);
  INSERT INTO help_stamps (workspace_id) VALUES (ws) ON CONFLICT (workspace_id) DO UPDATE SET stamp = help_stamps.stamp + 1;
  RETURN NULL;
END $$;

CREATE FUNCTION public.read_first_side() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.side := 0;
  NEW.building := NULL;
  RETURN NEW;
END $$;

CREATE TABLE public.action_calls (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    action_id uuid NOT NULL,
    action text NOT NULL,
    version integer NOT NULL,
    conversation_id uuid,
    visitor_id uuid,
    turn_id uuid,
    by_kind text NOT NULL,
    agent_id uuid,
    confirmed_by text DEFAULT ''::text NOT NULL,
    inputs jsonb NOT NULL,
    outcome text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    status integer DEFAULT 0 NOT NULL,
    took_ms integer DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    wish bytea,
    fields jsonb,
    CONSTRAINT action_calls_by_kind_check CHECK ((by_kind = ANY (ARRAY['model'::text, 'flow'::text, 'agent'::text, 'try'::text]))),
    CONSTRAINT action_calls_confirmed_by_check CHECK ((confirmed_by = ANY (ARRAY[''::text, 'visitor'::text, 'agent'::text])))
);

ALTER TABLE ONLY public.action_calls FORCE ROW LEVEL SECURITY;

CREATE TABLE public.action_confirmations (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    action_id uuid NOT NULL,
    version integer NOT NULL,
    conversation_id uuid NOT NULL,
    visitor_id uuid NOT NULL,
    turn_id uuid,
    by_kind text NOT NULL,
    inputs jsonb NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    decided_by text DEFAULT ''::text NOT NULL,
    agent_id uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    wish bytea,
    fields jsonb,
    CONSTRAINT action_confirmations_by_kind_check CHECK ((by_kind = ANY (ARRAY['model'::text, 'flow'::text, 'agent'::text]))),
    CONSTRAINT action_confirmations_decided_by_check CHECK ((decided_by = ANY (ARRAY[''::text, 'visitor'::text, 'agent'::text]))),
    CONSTRAINT action_confirmations_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'confirmed'::text, 'started'::text, 'declined'::text, 'done'::text, 'failed'::text, 'unknown'::text, 'expired'::text])))
);

ALTER TABLE ONLY public.action_confirmations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.action_retention (
    workspace_id uuid NOT NULL,
    days integer NOT NULL,
    CONSTRAINT action_retention_days_check CHECK (((days >= 1) AND (days <= 3650)))
);

ALTER TABLE ONLY public.action_retention FORCE ROW LEVEL SECURITY;

CREATE TABLE public.action_servers (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    sealed_token bytea,
    tools jsonb DEFAULT '[]'::jsonb NOT NULL,
    failure text DEFAULT ''::text NOT NULL,
    listed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT action_servers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT action_servers_url_check CHECK (((length(url) >= 1) AND (length(url) <= 500)))
);

ALTER TABLE ONLY public.action_servers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.actions (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    definition jsonb NOT NULL,
    sealed_secrets bytea,
    server_id uuid,
    enabled boolean DEFAULT false NOT NULL,
    review text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT actions_name_check CHECK ((name ~ '^[a-z][a-z0-9_]{0,47}$'::text)),
    CONSTRAINT actions_review_check CHECK ((review = ANY (ARRAY[''::text, 'changed'::text, 'gone'::text])))
);

ALTER TABLE ONLY public.actions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agents (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    color text DEFAULT ''::text NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    operator boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT agents_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
    CONSTRAINT agents_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY public.agents FORCE ROW LEVEL SECURITY;

CREATE TABLE public.articles (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    collection_id uuid,
    key text NOT NULL,
    lang text NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    audience text DEFAULT 'public'::text NOT NULL,
    for_bot boolean DEFAULT true NOT NULL,
    owner_id uuid,
    review_by date,
    source text DEFAULT ''::text NOT NULL,
    source_hash bytea,
    source_version integer,
    version integer DEFAULT 1 NOT NULL,
    published_version integer,
    published_revision integer,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    published_at timestamp with time zone,
    feedback real DEFAULT 0 NOT NULL,
    text_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT articles_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'internal'::text]))),
    CONSTRAINT articles_check CHECK (((status = 'published'::text) <= (published_revision IS NOT NULL))),
    CONSTRAINT articles_feedback_check CHECK (((feedback >= ('-0.1'::numeric)::double precision) AND (feedback <= (0.1)::double precision))),
    CONSTRAINT articles_key_check CHECK (((length(key) >= 1) AND (length(key) <= 300))),
    CONSTRAINT articles_lang_check CHECK ((lang ~ '^[a-z]{2,3}(-[a-z0-9]{2,8})?$'::text)),
    CONSTRAINT articles_slug_check CHECK (((length(slug) >= 1) AND (length(slug) <= 300))),
    CONSTRAINT articles_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'review'::text, 'published'::text, 'archived'::text]))),
    CONSTRAINT articles_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
);

ALTER TABLE ONLY public.articles FORCE ROW LEVEL SECURITY;

CREATE VIEW public.article_list WITH (security_invoker='true') AS
 SELECT articles.workspace_id,
    articles.id,
    articles.title,
    articles.lang,
    articles.status,
    articles.audience,
    articles.collection_id
   FROM public.articles;

CREATE TABLE public.article_outcomes (
    workspace_id uuid NOT NULL,
    article_id uuid NOT NULL,
    day date NOT NULL,
    outcome text NOT NULL,
    slot smallint NOT NULL,
    count bigint NOT NULL,
    CONSTRAINT article_outcomes_outcome_check CHECK ((outcome = ANY (ARRAY['shown'::text, 'cited'::text, 'resolved'::text, 'escalated'::text, 'helpful'::text, 'not_helpful'::text])))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.article_outcomes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.article_pairs (
    workspace_id uuid NOT NULL,
    a_id uuid NOT NULL,
    b_id uuid NOT NULL,
    found_from uuid NOT NULL,
    kind text NOT NULL,
    share double precision NOT NULL,
    findings jsonb DEFAULT '[]'::jsonb NOT NULL,
    hash bytea NOT NULL,
    found_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    ignored_at timestamp with time zone,
    ignored_by uuid,
    CONSTRAINT article_pairs_check CHECK ((a_id < b_id)),
    CONSTRAINT article_pairs_kind_check CHECK ((kind = ANY (ARRAY['duplicate'::text, 'contradiction'::text]))),
    CONSTRAINT article_pairs_share_check CHECK (((share >= (0)::double precision) AND (share <= (1)::double precision)))
);

ALTER TABLE ONLY public.article_pairs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.asked_questions (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    answer_seq bigint,
    lang text NOT NULL,
    text text NOT NULL,
    outcome text NOT NULL,
    gap_id uuid,
    placed boolean DEFAULT false NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    cited uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    helped boolean DEFAULT false NOT NULL,
    CONSTRAINT asked_questions_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'missed'::text, 'rejected'::text, 'escalated'::text]))),
    CONSTRAINT asked_questions_text_check CHECK (((length(text) >= 1) AND (length(text) <= 1000)))
);

ALTER TABLE ONLY public.asked_questions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.assignments (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    handoff_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    state text DEFAULT 'offered'::text NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT assignments_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text, 'passed_on'::text])))
);

ALTER TABLE ONLY public.assignments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.assist_panels (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    for_seq bigint NOT NULL,
    articles jsonb DEFAULT '[]'::jsonb NOT NULL,
    canned uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.assist_panels FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attachments (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    visitor_id uuid,
    agent_id uuid,
    conversation_id uuid,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT attachments_check CHECK ((num_nonnulls(visitor_id, agent_id) = 1)),
    CONSTRAINT attachments_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY public.attachments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bot_budgets (
    workspace_id uuid NOT NULL,
    visitor_day_tokens bigint DEFAULT 0 NOT NULL,
    day_tokens bigint DEFAULT 0 NOT NULL,
    day_micros bigint DEFAULT 0 NOT NULL,
    month_micros bigint DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT bot_budgets_day_micros_check CHECK ((day_micros >= 0)),
    CONSTRAINT bot_budgets_day_tokens_check CHECK ((day_tokens >= 0)),
    CONSTRAINT bot_budgets_month_micros_check CHECK ((month_micros >= 0)),
    CONSTRAINT bot_budgets_visitor_day_tokens_check CHECK ((visitor_day_tokens >= 0))
);

ALTER TABLE ONLY public.bot_budgets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bot_rescues (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    visitor_seq bigint NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL
);

ALTER TABLE ONLY public.bot_rescues FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bot_settings (
    workspace_id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    brand text DEFAULT ''::text NOT NULL,
    voice text DEFAULT ''::text NOT NULL,
    use_model boolean DEFAULT true NOT NULL,
    mask_personal boolean DEFAULT true NOT NULL,
    link_hosts text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    refuse text[] DEFAULT '{}'::text[] NOT NULL,
    lang text DEFAULT ''::text NOT NULL,
    rewrite boolean DEFAULT false NOT NULL,
    check_in_minutes integer DEFAULT 5 NOT NULL,
    settle_minutes integer DEFAULT 30 NOT NULL,
    CONSTRAINT bot_settings_brand_check CHECK ((length(brand) <= 120)),
    CONSTRAINT bot_settings_check_in_minutes_check CHECK (((check_in_minutes >= 0) AND (check_in_minutes <= 1440))),
    CONSTRAINT bot_settings_house_check CHECK ((length(voice) <= 4000)),
    CONSTRAINT bot_settings_lang_check CHECK ((lang = ANY (ARRAY[''::text, 'en'::text, 'zh'::text]))),
    CONSTRAINT bot_settings_settle_minutes_check CHECK (((settle_minutes >= 0) AND (settle_minutes <= 10080)))
);

ALTER TABLE ONLY public.bot_settings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bot_settings_versions (
    workspace_id uuid NOT NULL,
    version integer NOT NULL,
    settings jsonb NOT NULL,
    editor uuid,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL
);

ALTER TABLE ONLY public.bot_settings_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bot_turns (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    visitor_seq bigint NOT NULL,
    message_seq bigint,
    outcome text NOT NULL,
    mode text NOT NULL,
    lang text NOT NULL,
    confidence real DEFAULT 0 NOT NULL,
    fallback text DEFAULT ''::text NOT NULL,
    model text DEFAULT ''::text NOT NULL,
    prompt_tokens integer DEFAULT 0 NOT NULL,
    completion_tokens integer DEFAULT 0 NOT NULL,
    first_token_ms integer DEFAULT 0 NOT NULL,
    took_ms integer DEFAULT 0 NOT NULL,
    trace jsonb DEFAULT '{}'::jsonb NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    prompt text DEFAULT ''::text NOT NULL,
    reply text DEFAULT ''::text NOT NULL,
    endpoint text DEFAULT ''::text NOT NULL,
    cost_micros bigint DEFAULT 0 NOT NULL,
    CONSTRAINT bot_turns_mode_check CHECK ((mode = ANY (ARRAY['model'::text, 'extractive'::text, 'fixed'::text, 'none'::text]))),
    CONSTRAINT bot_turns_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'missed'::text, 'clarified'::text, 'small_talk'::text, 'line'::text, 'handed_over'::text, 'superseded'::text, 'failed'::text, 'guided'::text])))
);

ALTER TABLE ONLY public.bot_turns FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bot_usage (
    workspace_id uuid NOT NULL,
    day date NOT NULL,
    calls bigint DEFAULT 0 NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL,
    cost_micros bigint DEFAULT 0 NOT NULL,
    refused bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.bot_usage FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bot_visitor_usage (
    workspace_id uuid NOT NULL,
    visitor_id uuid NOT NULL,
    day date NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.bot_visitor_usage FORCE ROW LEVEL SECURITY;

CREATE TABLE public.canned_replies (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    shortcut text NOT NULL,
    lang text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    team_id uuid,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT canned_replies_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
    CONSTRAINT canned_replies_lang_check CHECK ((lang = ANY (ARRAY['en'::text, 'zh'::text]))),
    CONSTRAINT canned_replies_shortcut_check CHECK ((shortcut ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT canned_replies_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);

ALTER TABLE ONLY public.canned_replies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.chunks (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    article_id uuid NOT NULL,
    ordinal integer NOT NULL,
    path text[] NOT NULL,
    anchor text NOT NULL,
    text text NOT NULL,
    words bytea NOT NULL
);

ALTER TABLE ONLY public.chunks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.collections (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    titles jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT collections_slug_check CHECK (((length(slug) >= 1) AND (length(slug) <= 120))),
    CONSTRAINT collections_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
    CONSTRAINT collections_titles_check CHECK ((jsonb_typeof(titles) = 'object'::text))
);

ALTER TABLE ONLY public.collections FORCE ROW LEVEL SECURITY;

CREATE TABLE public.compared_articles (
    workspace_id uuid NOT NULL,
    article_id uuid NOT NULL,
    revision integer NOT NULL
);

ALTER TABLE ONLY public.compared_articles FORCE ROW LEVEL SECURITY;

CREATE TABLE public.conversations (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    visitor_id uuid NOT NULL,
    lang text DEFAULT 'en'::text NOT NULL,
    stage text DEFAULT 'bot'::text NOT NULL,
    agent_id uuid,
    team_id uuid,
    last_agent_id uuid,
    snoozed_until timestamp with time zone,
    claim_token uuid,
    claim_until timestamp with time zone,
    claim_seq bigint DEFAULT 0 NOT NULL,
    answered_seq bigint DEFAULT 0 NOT NULL,
    last_seq bigint DEFAULT 0 NOT NULL,
    last_vseq bigint DEFAULT 0 NOT NULL,
    last_visitor_seq bigint DEFAULT 0 NOT NULL,
    last_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    last_author text DEFAULT ''::text NOT NULL,
    preview text DEFAULT ''::text NOT NULL,
    waiting_since timestamp with time zone,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    resolved_at timestamp with time zone,
    last_hour timestamp with time zone GENERATED ALWAYS AS (date_bin('01:00:00'::interval, last_at, '2020-01-01 00:00:00+00'::timestamp with time zone)) STORED,
    merged_into uuid,
    resolution text DEFAULT ''::text NOT NULL,
    resolution_via text DEFAULT ''::text NOT NULL,
    resolution_at timestamp with time zone,
    check_in_seq bigint,
    CONSTRAINT conversations_check CHECK (((stage = 'person'::text) = (agent_id IS NOT NULL))),
    CONSTRAINT conversations_merged_check CHECK (((merged_into IS NULL) OR ((stage = 'resolved'::text) AND (merged_into <> id)))),
    CONSTRAINT conversations_resolution_check CHECK ((resolution = ANY (ARRAY[''::text, 'open'::text, 'confirmed'::text, 'assumed'::text]))),
    CONSTRAINT conversations_resolution_via_check CHECK ((resolution_via = ANY (ARRAY[''::text, 'words'::text, 'thumb'::text, 'silence'::text]))),
    CONSTRAINT conversations_stage_check CHECK ((stage = ANY (ARRAY['bot'::text, 'waiting'::text, 'person'::text, 'resolved'::text])))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.conversations FORCE ROW LEVEL SECURITY;

CREATE VIEW public.conversation_head_list WITH (security_invoker='true') AS
 SELECT conversations.workspace_id,
    conversations.id,
    conversations.number,
    conversations.visitor_id,
    conversations.lang,
    conversations.stage,
    conversations.agent_id,
    conversations.team_id,
    conversations.preview,
    conversations.last_at,
    conversations.last_hour,
    conversations.snoozed_until,
    conversations.resolved_at
   FROM public.conversations;

CREATE TABLE public.visitors (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    external_id text,
    name text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    lang text DEFAULT 'en'::text NOT NULL,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    page_url text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    email_signed boolean DEFAULT false NOT NULL,
    CONSTRAINT visitors_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT visitors_name_check CHECK ((length(name) <= 120))
);

ALTER TABLE ONLY public.visitors FORCE ROW LEVEL SECURITY;

CREATE VIEW public.conversation_list WITH (security_invoker='true') AS
 SELECT c.workspace_id,
    c.id,
    c.number,
    c.visitor_id,
    v.name AS visitor_name,
    v.email AS visitor_email,
    c.lang,
    c.stage,
    c.agent_id,
    COALESCE(a.name, ''::text) AS agent_name,
    c.team_id,
    c.preview,
    c.last_author,
    c.last_at,
    c.last_seq,
    c.last_visitor_seq,
    c.waiting_since,
    c.snoozed_until,
    c.created_at,
    c.resolved_at
   FROM ((public.conversations c
     JOIN public.visitors v ON (((v.workspace_id = c.workspace_id) AND (v.id = c.visitor_id))))
     LEFT JOIN public.agents a ON ((a.id = c.agent_id)));

CREATE TABLE public.conversation_priorities (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    priority smallint NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT conversation_priorities_priority_check CHECK (((priority >= 0) AND (priority <= 3)))
);

ALTER TABLE ONLY public.conversation_priorities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sla_cases (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    began_at timestamp with time zone NOT NULL,
    first_replied_at timestamp with time zone,
    escalated_at timestamp with time zone,
    seen text NOT NULL,
    goal text,
    near_at timestamp with time zone,
    due_at timestamp with time zone,
    CONSTRAINT sla_cases_goal_check CHECK ((goal = ANY (ARRAY['first_reply'::text, 'next_reply'::text, 'resolution'::text])))
);

ALTER TABLE ONLY public.sla_cases FORCE ROW LEVEL SECURITY;

CREATE VIEW public.deadline_list WITH (security_invoker='true') AS
 SELECT sla_cases.workspace_id,
    sla_cases.conversation_id,
    sla_cases.goal,
    sla_cases.near_at,
    sla_cases.due_at
   FROM public.sla_cases
  WHERE (sla_cases.due_at IS NOT NULL);

CREATE TABLE public.decision_marks (
    workspace_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    mark text NOT NULL,
    cause text DEFAULT ''::text NOT NULL,
    marked_by uuid NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT decision_marks_cause_check CHECK ((length(cause) <= 100)),
    CONSTRAINT decision_marks_mark_check CHECK ((mark = ANY (ARRAY['right'::text, 'false'::text, 'missed'::text])))
);

ALTER TABLE ONLY public.decision_marks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.decisions (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    turn_id uuid,
    seq bigint NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    rule text NOT NULL,
    evidence jsonb DEFAULT '{}'::jsonb NOT NULL,
    snapshot jsonb DEFAULT '{}'::jsonb NOT NULL,
    confidence real DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT decisions_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'offer'::text, 'handover'::text])))
);

ALTER TABLE ONLY public.decisions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.embedding_versions (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    model text NOT NULL,
    dimensions integer NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    served_at timestamp with time zone,
    indexed boolean DEFAULT false NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL,
    effort integer DEFAULT 0 NOT NULL,
    recall real DEFAULT 0 NOT NULL,
    measured_vectors integer DEFAULT 0 NOT NULL,
    CONSTRAINT embedding_versions_dimensions_check CHECK (((dimensions >= 1) AND (dimensions <= 4000))),
    CONSTRAINT embedding_versions_effort_check CHECK (((effort >= 0) AND (effort <= 1000))),
    CONSTRAINT embedding_versions_recall_check CHECK (((recall >= (0)::double precision) AND (recall <= (1)::double precision))),
    CONSTRAINT embedding_versions_state_check CHECK ((state = ANY (ARRAY['building'::text, 'serving'::text])))
);

ALTER TABLE ONLY public.embedding_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.embeddings (
    workspace_id uuid NOT NULL,
    version_id uuid NOT NULL,
    chunk_id uuid NOT NULL,
    shelf smallint NOT NULL,
    vector public.halfvec NOT NULL
);

ALTER TABLE ONLY public.embeddings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ended_teams (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    ended_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    freed_at timestamp with time zone
);

ALTER TABLE ONLY public.ended_teams FORCE ROW LEVEL SECURITY;

CREATE TABLE public.events (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    vseq bigint,
    kind text NOT NULL,
    author_kind text NOT NULL,
    author_id uuid NOT NULL,
    author_name text DEFAULT ''::text NOT NULL,
    client_id text,
    data jsonb NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT events_author_kind_check CHECK ((author_kind = ANY (ARRAY['visitor'::text, 'bot'::text, 'agent'::text, 'system'::text]))),
    CONSTRAINT events_client_id_check CHECK (((length(client_id) >= 1) AND (length(client_id) <= 64)))
);

ALTER TABLE ONLY public.events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feedback_changes (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    change text NOT NULL,
    article_id uuid,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT feedback_changes_change_check CHECK ((change = ANY (ARRAY['on'::text, 'off'::text, 'reset'::text, 'reset_article'::text])))
);

ALTER TABLE ONLY public.feedback_changes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feedback_switches (
    workspace_id uuid NOT NULL,
    allowed boolean NOT NULL
);

ALTER TABLE ONLY public.feedback_switches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.file_chunks (
    workspace_id uuid NOT NULL,
    file_id uuid NOT NULL,
    number integer NOT NULL,
    data bytea NOT NULL
);
ALTER TABLE ONLY public.file_chunks ALTER COLUMN data SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.file_chunks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.file_uses (
    workspace_id uuid NOT NULL,
    file_id uuid NOT NULL,
    kind text NOT NULL,
    owner_id uuid NOT NULL,
    CONSTRAINT file_uses_kind_check CHECK ((kind = ANY (ARRAY['article'::text, 'public'::text, 'import'::text])))
);

ALTER TABLE ONLY public.file_uses FORCE ROW LEVEL SECURITY;

CREATE TABLE public.files (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    hash bytea NOT NULL,
    media text NOT NULL,
    bytes integer NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    asked_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    attachment_id uuid,
    CONSTRAINT files_bytes_check CHECK (((bytes >= 1) AND (bytes <= 10485760))),
    CONSTRAINT files_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT files_media_check CHECK ((((media = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/gif'::text, 'image/webp'::text])) AND (width > 0) AND (height > 0)) OR ((attachment_id IS NOT NULL) AND (width = 0) AND (height = 0) AND (media = ANY (ARRAY['application/pdf'::text, 'text/plain'::text, 'application/zip'::text, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'::text, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'::text])))))
);

ALTER TABLE ONLY public.files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.flow_runs (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    flow_id uuid NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    state jsonb NOT NULL,
    seq bigint NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    started_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT flow_runs_status_check CHECK ((status = ANY (ARRAY['open'::text, 'ended'::text, 'handed_over'::text, 'cancelled'::text, 'left'::text])))
);

ALTER TABLE ONLY public.flow_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.flow_versions (
    workspace_id uuid NOT NULL,
    flow_id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    definition jsonb NOT NULL,
    editor uuid,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL
);

ALTER TABLE ONLY public.flow_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.flows (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    draft jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    live_version integer,
    editor uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL
);

ALTER TABLE ONLY public.flows FORCE ROW LEVEL SECURITY;

CREATE TABLE public.follow_ups (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    mailed_seq bigint DEFAULT 0 NOT NULL,
    mailed_at timestamp with time zone,
    failure text DEFAULT ''::text NOT NULL,
    asked_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    mailing boolean DEFAULT false NOT NULL,
    unresolved_at timestamp with time zone,
    added_by uuid,
    owner_id uuid,
    due_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    outcome text DEFAULT ''::text NOT NULL,
    closed_at timestamp with time zone,
    closed_by uuid,
    CONSTRAINT follow_ups_closed_check CHECK (((state = 'done'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT follow_ups_email_check CHECK (((email = ''::text) OR ((length(email) >= 3) AND (length(email) <= 254)))),
    CONSTRAINT follow_ups_failure_check CHECK ((failure = ANY (ARRAY[''::text, 'no_server'::text, 'refused'::text]))),
    CONSTRAINT follow_ups_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT follow_ups_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'resolved'::text, 'answered'::text, 'no_answer'::text, 'not_needed'::text]))),
    CONSTRAINT follow_ups_outcome_done_check CHECK (((state = 'done'::text) OR (outcome = ''::text))),
    CONSTRAINT follow_ups_state_check CHECK ((state = ANY (ARRAY['open'::text, 'in_progress'::text, 'done'::text])))
);

ALTER TABLE ONLY public.follow_ups FORCE ROW LEVEL SECURITY;

CREATE TABLE public.gap_changes (
    workspace_id uuid NOT NULL,
    id bigint NOT NULL,
    gap_id uuid NOT NULL
);

ALTER TABLE ONLY public.gap_changes FORCE ROW LEVEL SECURITY;

ALTER TABLE public.gap_changes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.gap_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gaps (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    article_id uuid,
    linked_at timestamp with time zone,
    apart boolean DEFAULT false NOT NULL,
    dismissed_at timestamp with time zone,
    changed_by uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    asked integer DEFAULT 0 NOT NULL,
    missed integer DEFAULT 0 NOT NULL,
    rejected integer DEFAULT 0 NOT NULL,
    escalated integer DEFAULT 0 NOT NULL,
    conversations integer DEFAULT 0 NOT NULL,
    held_seconds double precision DEFAULT 0 NOT NULL,
    weeks integer[] DEFAULT '{0,0,0,0,0,0,0,0}'::integer[] NOT NULL,
    first_at timestamp with time zone,
    last_at timestamp with time zone,
    lead_conversation uuid,
    lead_seq bigint,
    counted_at timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.gaps FORCE ROW LEVEL SECURITY;

CREATE TABLE public.gesture_codes (
    workspace_id uuid NOT NULL,
    code text NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT gesture_codes_code_check CHECK (((length(code) >= 1) AND (length(code) <= 64)))
);

ALTER TABLE ONLY public.gesture_codes FORCE ROW LEVEL SECURITY;

ALTER TABLE public.gesture_codes ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.gesture_codes_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.given_facts (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    name text NOT NULL,
    "position" integer NOT NULL,
    label text NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    seq bigint NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    start_byte integer NOT NULL,
    end_byte integer NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE ONLY public.given_facts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.goose_db_version (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.goose_db_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.goose_db_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.handoffs (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    reason text NOT NULL,
    rule text NOT NULL,
    evidence jsonb DEFAULT '{}'::jsonb NOT NULL,
    brief jsonb NOT NULL,
    lang text NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    team_id uuid,
    prefer_agent uuid,
    priority smallint DEFAULT 0 NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    agent_id uuid,
    requested_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    ended_at timestamp with time zone,
    began_at_place integer,
    reason_priority smallint DEFAULT 0 NOT NULL,
    waits_since timestamp with time zone,
    CONSTRAINT handoffs_began_at_place_check CHECK ((began_at_place > 0)),
    CONSTRAINT handoffs_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
    CONSTRAINT handoffs_priority_check CHECK (((priority >= 0) AND (priority <= 3))),
    CONSTRAINT handoffs_reason_priority_check CHECK (((reason_priority >= 0) AND (reason_priority <= 3))),
    CONSTRAINT handoffs_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'cancelled'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.handoffs FORCE ROW LEVEL SECURITY;

CREATE VIEW public.handoff_list WITH (security_invoker='true') AS
 SELECT h.workspace_id,
    h.conversation_id,
    h.id,
    h.reason,
    h.priority,
    h.state,
    h.team_id,
    h.requested_at,
    a.id AS assignment_id,
    a.agent_id AS assigned_to,
    a.expires_at AS assigned_until,
    (h.brief #>> '{issue,text}'::text[]) AS issue
   FROM (public.handoffs h
     LEFT JOIN public.assignments a ON (((a.workspace_id = h.workspace_id) AND (a.handoff_id = h.id) AND (a.state = 'offered'::text))));

CREATE TABLE public.help_stamps (
    workspace_id uuid NOT NULL,
    stamp bigint DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.help_stamps FORCE ROW LEVEL SECURITY;

CREATE TABLE public.help_votes (
    workspace_id uuid NOT NULL,
    day date NOT NULL,
    voter bytea NOT NULL,
    CONSTRAINT help_votes_voter_check CHECK ((length(voter) = 16))
);

ALTER TABLE ONLY public.help_votes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.house_rules (
    workspace_id uuid NOT NULL,
    version integer NOT NULL,
    rules jsonb DEFAULT '[]'::jsonb NOT NULL,
    policy jsonb NOT NULL,
    guidance text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    restored_from integer,
    author_id uuid,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT house_rules_guidance_check CHECK ((length(guidance) <= 4000)),
    CONSTRAINT house_rules_note_check CHECK ((length(note) <= 200)),
    CONSTRAINT house_rules_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.house_rules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_files (
    workspace_id uuid NOT NULL,
    import_id uuid NOT NULL,
    number integer NOT NULL,
    path text NOT NULL,
    kind text NOT NULL,
    depth smallint DEFAULT 0 NOT NULL,
    read boolean DEFAULT false NOT NULL,
    CONSTRAINT import_files_kind_check CHECK ((kind = ANY (ARRAY['file'::text, 'page'::text, 'sitemap'::text]))),
    CONSTRAINT import_files_path_check CHECK (((length(path) >= 1) AND (length(path) <= 2000)))
);

ALTER TABLE ONLY public.import_files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_items (
    workspace_id uuid NOT NULL,
    import_id uuid NOT NULL,
    number integer NOT NULL,
    source text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    lang text DEFAULT ''::text NOT NULL,
    change text NOT NULL,
    problem jsonb,
    article_id uuid,
    hash bytea,
    incoming jsonb,
    applied boolean DEFAULT false NOT NULL,
    CONSTRAINT import_items_change_check CHECK ((change = ANY (ARRAY['read'::text, 'added'::text, 'changed'::text, 'unchanged'::text, 'removed'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.import_items FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_pieces (
    workspace_id uuid NOT NULL,
    import_id uuid NOT NULL,
    file integer NOT NULL,
    piece integer NOT NULL,
    data bytea NOT NULL
);
ALTER TABLE ONLY public.import_pieces ALTER COLUMN data SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.import_pieces FORCE ROW LEVEL SECURITY;

CREATE TABLE public.imports (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text NOT NULL,
    problem jsonb,
    partial boolean DEFAULT false NOT NULL,
    remove boolean DEFAULT true NOT NULL,
    bytes bigint DEFAULT 0 NOT NULL,
    files integer DEFAULT 0 NOT NULL,
    files_read integer DEFAULT 0 NOT NULL,
    added integer DEFAULT 0 NOT NULL,
    changed integer DEFAULT 0 NOT NULL,
    unchanged integer DEFAULT 0 NOT NULL,
    removed integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    applied integer DEFAULT 0 NOT NULL,
    faults integer DEFAULT 0 NOT NULL,
    claim uuid,
    claimed_until timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT imports_address_check CHECK ((length(address) <= 2000)),
    CONSTRAINT imports_kind_check CHECK ((kind = ANY (ARRAY['upload'::text, 'website'::text]))),
    CONSTRAINT imports_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['open'::text, 'reading'::text, 'planned'::text, 'applying'::text, 'done'::text, 'failed'::text, 'canceled'::text])))
);

ALTER TABLE ONLY public.imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.index_articles (
    workspace_id uuid NOT NULL,
    number integer NOT NULL,
    article_id uuid NOT NULL,
    shelf smallint NOT NULL,
    passages integer NOT NULL,
    article_length integer NOT NULL,
    passage_length integer NOT NULL,
    terms bytea DEFAULT '\x'::bytea NOT NULL,
    side smallint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.index_articles FORCE ROW LEVEL SECURITY;

CREATE TABLE public.index_heads (
    workspace_id uuid NOT NULL,
    next_number integer DEFAULT 0 NOT NULL,
    format integer DEFAULT 0 NOT NULL,
    side smallint DEFAULT 0 NOT NULL,
    building integer,
    building_next integer DEFAULT 0 NOT NULL,
    builder_until timestamp with time zone,
    CONSTRAINT index_heads_side_check CHECK ((side = ANY (ARRAY[0, 1])))
);

ALTER TABLE ONLY public.index_heads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.index_shelves (
    workspace_id uuid NOT NULL,
    shelf smallint NOT NULL,
    articles integer NOT NULL,
    passages integer NOT NULL,
    article_length bigint NOT NULL,
    passage_length bigint NOT NULL
);

ALTER TABLE ONLY public.index_shelves FORCE ROW LEVEL SECURITY;

CREATE VIEW public.index_shelf_list WITH (security_invoker='true') AS
 SELECT s.workspace_id,
    s.shelf,
    s.articles,
    s.passages
   FROM (public.index_shelves s
     JOIN public.index_heads h ON (((h.workspace_id = s.workspace_id) AND (h.side = (s.shelf / 32)))));

CREATE TABLE public.installation (
    key text NOT NULL,
    value text NOT NULL
);

CREATE TABLE public.intent_examples (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    intent_id uuid,
    text text NOT NULL,
    conversation_id uuid,
    created_by uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT intent_examples_text_check CHECK (((length(text) >= 1) AND (length(text) <= 1000)))
);

ALTER TABLE ONLY public.intent_examples FORCE ROW LEVEL SECURITY;

CREATE TABLE public.intents (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    team_id uuid,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    priority smallint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT intents_description_check CHECK ((length(description) <= 400)),
    CONSTRAINT intents_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT intents_priority_check CHECK (((priority >= 0) AND (priority <= 3)))
);

ALTER TABLE ONLY public.intents FORCE ROW LEVEL SECURITY;

CREATE VIEW public.intent_list WITH (security_invoker='true') AS
 SELECT intents.workspace_id,
    intents.id,
    intents.name
   FROM public.intents;

CREATE TABLE public.intent_live (
    workspace_id uuid NOT NULL,
    version integer,
    set_by uuid,
    set_at timestamp with time zone DEFAULT public.app_now() NOT NULL
);

ALTER TABLE ONLY public.intent_live FORCE ROW LEVEL SECURITY;

CREATE TABLE public.intent_models (
    workspace_id uuid NOT NULL,
    version integer NOT NULL,
    state text DEFAULT 'training'::text NOT NULL,
    problem text DEFAULT ''::text NOT NULL,
    examples integer DEFAULT 0 NOT NULL,
    embedder text DEFAULT ''::text NOT NULL,
    report jsonb DEFAULT '{}'::jsonb NOT NULL,
    took_ms integer DEFAULT 0 NOT NULL,
    model bytea,
    started_by uuid,
    started_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT intent_models_state_check CHECK ((state = ANY (ARRAY['training'::text, 'ready'::text, 'failed'::text]))),
    CONSTRAINT intent_models_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.intent_models ALTER COLUMN model SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.intent_models FORCE ROW LEVEL SECURITY;

CREATE TABLE public.intent_readings (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    intent_id uuid,
    best_id uuid,
    confidence real NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL
);

ALTER TABLE ONLY public.intent_readings FORCE ROW LEVEL SECURITY;

CREATE VIEW public.intent_reading_list WITH (security_invoker='true') AS
 SELECT r.workspace_id,
    r.conversation_id,
    r.seq,
    r.intent_id,
    r.best_id,
    r.confidence,
    r.at,
    i.name
   FROM (public.intent_readings r
     LEFT JOIN public.intents i ON (((i.workspace_id = r.workspace_id) AND (i.id = r.intent_id))));

CREATE TABLE public.presence (
    workspace_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    status text DEFAULT 'online'::text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_assigned timestamp with time zone,
    online_since timestamp with time zone DEFAULT public.app_now() NOT NULL,
    away_since timestamp with time zone,
    CONSTRAINT presence_status_check CHECK ((status = ANY (ARRAY['online'::text, 'busy'::text, 'away'::text])))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.presence FORCE ROW LEVEL SECURITY;

CREATE VIEW public.presence_list WITH (security_invoker='true') AS
 SELECT presence.workspace_id,
    presence.agent_id,
        CASE
            WHEN (presence.expires_at < public.app_now()) THEN 'offline'::text
            ELSE presence.status
        END AS presence,
        CASE
            WHEN (presence.expires_at < (public.app_now() - '00:00:30'::interval)) THEN presence.expires_at
            WHEN ((presence.status = 'away'::text) AND (presence.away_since < (public.app_now() - '00:10:00'::interval))) THEN presence.away_since
            ELSE NULL::timestamp with time zone
        END AS gone_since
   FROM public.presence;

CREATE VIEW public.left_list WITH (security_invoker='true') AS
 SELECT c.workspace_id,
    c.id AS conversation_id,
    p.gone_since
   FROM (public.conversations c
     JOIN public.presence_list p ON (((p.workspace_id = c.workspace_id) AND (p.agent_id = c.agent_id))))
  WHERE ((c.stage = 'person'::text) AND (c.waiting_since IS NULL) AND (p.gone_since IS NOT NULL) AND (NOT ((c.last_author = 'agent'::text) AND (c.last_at > p.gone_since))));

CREATE TABLE public.members (
    workspace_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    role text NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    capacity integer DEFAULT 4 NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT members_capacity_check CHECK (((capacity >= 0) AND (capacity <= 50))),
    CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'supervisor'::text, 'knowledge'::text, 'agent'::text])))
);

ALTER TABLE ONLY public.members FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mentions (
    workspace_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    seen_at timestamp with time zone
);

ALTER TABLE ONLY public.mentions FORCE ROW LEVEL SECURITY;

CREATE VIEW public.mention_list WITH (security_invoker='true') AS
 SELECT mentions.workspace_id,
    mentions.agent_id,
    mentions.conversation_id,
    mentions.seq,
    mentions.at,
    (mentions.seen_at IS NULL) AS unseen
   FROM public.mentions;

CREATE TABLE public.model_endpoints (
    id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    base_url text NOT NULL,
    model text NOT NULL,
    sealed_key bytea,
    prompt_price double precision DEFAULT 0 NOT NULL,
    completion_price double precision DEFAULT 0 NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    updated_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT model_endpoints_base_url_check CHECK ((length(base_url) <= 500)),
    CONSTRAINT model_endpoints_completion_price_check CHECK ((completion_price >= (0)::double precision)),
    CONSTRAINT model_endpoints_model_check CHECK (((length(model) >= 1) AND (length(model) <= 200))),
    CONSTRAINT model_endpoints_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT model_endpoints_prompt_price_check CHECK ((prompt_price >= (0)::double precision))
);

ALTER TABLE ONLY public.model_endpoints FORCE ROW LEVEL SECURITY;

CREATE TABLE public.moods (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    valence real NOT NULL,
    anger real NOT NULL,
    urgency real NOT NULL,
    cause text NOT NULL,
    confidence real NOT NULL,
    smooth_valence real NOT NULL,
    smooth_anger real NOT NULL,
    smooth_urgency real NOT NULL,
    slope real NOT NULL,
    peak real NOT NULL,
    peak_seq bigint NOT NULL,
    level text NOT NULL,
    scored_by text NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT moods_anger_check CHECK (((anger >= (0)::double precision) AND (anger <= (1)::double precision))),
    CONSTRAINT moods_cause_check CHECK ((cause = ANY (ARRAY['none'::text, 'product'::text, 'wait'::text, 'bot'::text, 'policy'::text]))),
    CONSTRAINT moods_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT moods_level_check CHECK ((level = ANY (ARRAY['angry'::text, 'upset'::text, 'neutral'::text, 'content'::text, 'happy'::text]))),
    CONSTRAINT moods_urgency_check CHECK (((urgency >= (0)::double precision) AND (urgency <= (1)::double precision))),
    CONSTRAINT moods_valence_check CHECK (((valence >= ('-1'::integer)::double precision) AND (valence <= (1)::double precision)))
);

ALTER TABLE ONLY public.moods FORCE ROW LEVEL SECURITY;

CREATE VIEW public.mood_list WITH (security_invoker='true') AS
 SELECT moods.workspace_id,
    moods.conversation_id,
    moods.seq,
    moods.level,
    moods.smooth_valence AS valence,
    moods.smooth_anger AS anger,
    moods.smooth_urgency AS urgency,
    moods.at
   FROM public.moods;

CREATE TABLE public.mood_opinions (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    scored_by text NOT NULL,
    valence real NOT NULL,
    anger real NOT NULL,
    urgency real NOT NULL,
    cause text NOT NULL,
    confidence real NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT mood_opinions_anger_check CHECK (((anger >= (0)::double precision) AND (anger <= (1)::double precision))),
    CONSTRAINT mood_opinions_cause_check CHECK ((cause = ANY (ARRAY['none'::text, 'product'::text, 'wait'::text, 'bot'::text, 'policy'::text]))),
    CONSTRAINT mood_opinions_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT mood_opinions_scored_by_check CHECK (((length(scored_by) >= 1) AND (length(scored_by) <= 200))),
    CONSTRAINT mood_opinions_urgency_check CHECK (((urgency >= (0)::double precision) AND (urgency <= (1)::double precision))),
    CONSTRAINT mood_opinions_valence_check CHECK (((valence >= ('-1'::integer)::double precision) AND (valence <= (1)::double precision)))
);

ALTER TABLE ONLY public.mood_opinions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.past_replies (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    lang text NOT NULL,
    question text NOT NULL,
    body text NOT NULL,
    team_id uuid,
    CONSTRAINT past_replies_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
    CONSTRAINT past_replies_lang_check CHECK ((lang = ANY (ARRAY['en'::text, 'zh'::text]))),
    CONSTRAINT past_replies_question_check CHECK (((length(question) >= 1) AND (length(question) <= 2000)))
);

ALTER TABLE ONLY public.past_replies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.posting_groups (
    workspace_id uuid NOT NULL,
    part smallint NOT NULL,
    shelf smallint NOT NULL,
    block integer NOT NULL,
    entries bytea NOT NULL
);
ALTER TABLE ONLY public.posting_groups ALTER COLUMN entries SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.posting_groups FORCE ROW LEVEL SECURITY;

CREATE TABLE public.postings (
    workspace_id uuid NOT NULL,
    term integer NOT NULL,
    shelf smallint NOT NULL,
    block integer NOT NULL,
    entries bytea NOT NULL
);
ALTER TABLE ONLY public.postings ALTER COLUMN entries SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.postings FORCE ROW LEVEL SECURITY;

CREATE VIEW public.priority_list WITH (security_invoker='true') AS
 SELECT conversation_priorities.workspace_id,
    conversation_priorities.conversation_id,
    conversation_priorities.priority
   FROM public.conversation_priorities;

CREATE TABLE public.priority_rules (
    workspace_id uuid NOT NULL,
    "position" smallint NOT NULL,
    attribute text NOT NULL,
    test text NOT NULL,
    value text DEFAULT ''::text NOT NULL,
    priority smallint NOT NULL,
    CONSTRAINT priority_rules_attribute_check CHECK (((length(attribute) >= 1) AND (length(attribute) <= 64))),
    CONSTRAINT priority_rules_position_check CHECK ((("position" >= 1) AND ("position" <= 50))),
    CONSTRAINT priority_rules_priority_check CHECK (((priority >= 1) AND (priority <= 3))),
    CONSTRAINT priority_rules_test_check CHECK ((test = ANY (ARRAY['is'::text, 'at_least'::text, 'present'::text]))),
    CONSTRAINT priority_rules_value_check CHECK ((length(value) <= 200))
);

ALTER TABLE ONLY public.priority_rules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.question_sets (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT question_sets_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);

ALTER TABLE ONLY public.question_sets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ratings (
    workspace_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    agent_id uuid,
    score smallint NOT NULL,
    comment text DEFAULT ''::text NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT ratings_comment_check CHECK ((length(comment) <= 2000)),
    CONSTRAINT ratings_score_check CHECK (((score >= 1) AND (score <= 5)))
);

ALTER TABLE ONLY public.ratings FORCE ROW LEVEL SECURITY;

CREATE VIEW public.rating_list WITH (security_invoker='true') AS
 SELECT ratings.workspace_id,
    ratings.conversation_id,
    ratings.agent_id,
    ratings.score,
    ratings.comment,
    ratings.at
   FROM public.ratings;

CREATE VIEW public.resolution_list WITH (security_invoker='true') AS
 SELECT c.workspace_id,
    c.id,
    c.created_at,
    c.resolution,
    ((EXISTS ( SELECT
           FROM public.handoffs h
          WHERE ((h.workspace_id = c.workspace_id) AND (h.conversation_id = c.id)))) OR (c.last_agent_id IS NOT NULL)) AS escalated,
    (EXISTS ( SELECT
           FROM public.bot_turns t
          WHERE ((t.workspace_id = c.workspace_id) AND (t.conversation_id = c.id) AND (t.outcome <> 'superseded'::text)))) AS by_bot
   FROM public.conversations c;

CREATE TABLE public.revisions (
    workspace_id uuid NOT NULL,
    article_id uuid NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    author_id uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    published boolean DEFAULT true NOT NULL
);

ALTER TABLE ONLY public.revisions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.service_rules (
    workspace_id uuid NOT NULL,
    team_id uuid,
    strategy text DEFAULT 'least_busy'::text NOT NULL,
    calendar jsonb DEFAULT '{}'::jsonb NOT NULL,
    changed_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    notice jsonb DEFAULT '{}'::jsonb NOT NULL,
    long_line integer DEFAULT 0 NOT NULL,
    CONSTRAINT service_rules_long_line_check CHECK (((long_line >= 0) AND (long_line <= 1000))),
    CONSTRAINT service_rules_strategy_check CHECK ((strategy = ANY (ARRAY['least_busy'::text, 'round_robin'::text])))
);

ALTER TABLE ONLY public.service_rules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sessions (
    token_hash bytea NOT NULL,
    agent_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.set_questions (
    workspace_id uuid NOT NULL,
    set_id uuid NOT NULL,
    id text NOT NULL,
    lang text NOT NULL,
    question text NOT NULL,
    answerable boolean NOT NULL,
    label jsonb DEFAULT '{}'::jsonb NOT NULL,
    conversation_id uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT set_questions_id_check CHECK (((length(id) >= 1) AND (length(id) <= 120))),
    CONSTRAINT set_questions_question_check CHECK (((length(question) >= 1) AND (length(question) <= 2000)))
);

ALTER TABLE ONLY public.set_questions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.set_results (
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    set_id uuid NOT NULL,
    question_id text NOT NULL,
    live jsonb NOT NULL,
    draft jsonb
);

ALTER TABLE ONLY public.set_results FORCE ROW LEVEL SECURITY;

CREATE TABLE public.set_runs (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    set_id uuid NOT NULL,
    article_id uuid,
    state text DEFAULT 'queued'::text NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    total integer DEFAULT 0 NOT NULL,
    started_by uuid,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT set_runs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.set_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sla_clocks (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    goal text NOT NULL,
    team_id uuid,
    priority smallint DEFAULT 0 NOT NULL,
    started_at timestamp with time zone NOT NULL,
    running_since timestamp with time zone,
    spent_s double precision DEFAULT 0 NOT NULL,
    target_s integer DEFAULT 0 NOT NULL,
    near_at timestamp with time zone,
    due_at timestamp with time zone,
    warned_at timestamp with time zone,
    missed_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome text,
    CONSTRAINT sla_clocks_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT sla_clocks_goal_check CHECK ((goal = ANY (ARRAY['first_reply'::text, 'next_reply'::text, 'resolution'::text]))),
    CONSTRAINT sla_clocks_outcome_check CHECK ((outcome = ANY (ARRAY['met'::text, 'late'::text, 'void'::text]))),
    CONSTRAINT sla_clocks_priority_check CHECK (((priority >= 0) AND (priority <= 3)))
);

ALTER TABLE ONLY public.sla_clocks FORCE ROW LEVEL SECURITY;

CREATE VIEW public.sla_facts WITH (security_invoker='true') AS
 SELECT c.workspace_id,
    c.id AS conversation_id,
    c.stage,
    c.team_id,
    c.waiting_since,
    c.snoozed_until,
    c.resolved_at,
    (COALESCE((h.priority)::integer, 0))::smallint AS priority,
    concat(
        CASE
            WHEN (c.stage = ANY (ARRAY['waiting'::text, 'person'::text])) THEN 'people'::text
            ELSE c.stage
        END, '|', c.team_id, '|', EXTRACT(epoch FROM c.waiting_since), '|', EXTRACT(epoch FROM c.snoozed_until), '|', COALESCE((h.priority)::integer, 0)) AS seen
   FROM (public.conversations c
     LEFT JOIN LATERAL ( SELECT h_1.priority
           FROM public.handoffs h_1
          WHERE ((h_1.workspace_id = c.workspace_id) AND (h_1.conversation_id = c.id))
          ORDER BY h_1.requested_at DESC
         LIMIT 1) h ON (true));

CREATE TABLE public.sla_policies (
    workspace_id uuid NOT NULL,
    team_id uuid,
    first_reply jsonb NOT NULL,
    next_reply jsonb NOT NULL,
    resolution jsonb NOT NULL,
    warn_at smallint DEFAULT 80 NOT NULL,
    escalate_hours integer DEFAULT 72 NOT NULL,
    changed_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT sla_policies_escalate_hours_check CHECK (((escalate_hours >= 0) AND (escalate_hours <= 8760))),
    CONSTRAINT sla_policies_warn_at_check CHECK (((warn_at >= 1) AND (warn_at <= 99)))
);

ALTER TABLE ONLY public.sla_policies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.soothings (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid,
    visitor_id uuid,
    seq bigint NOT NULL,
    anger real NOT NULL,
    code text DEFAULT ''::text NOT NULL,
    withheld text DEFAULT ''::text NOT NULL,
    priority smallint NOT NULL,
    at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT soothings_priority_check CHECK (((priority >= 0) AND (priority <= 3))),
    CONSTRAINT soothings_withheld_check CHECK ((withheld = ANY (ARRAY[''::text, 'off'::text, 'unsigned'::text, 'lately'::text, 'day'::text, 'none_left'::text])))
);

ALTER TABLE ONLY public.soothings FORCE ROW LEVEL SECURITY;

CREATE VIEW public.soothing_list WITH (security_invoker='true') AS
 SELECT soothings.workspace_id,
    soothings.conversation_id,
    soothings.priority
   FROM public.soothings
  WHERE (soothings.conversation_id IS NOT NULL);

CREATE TABLE public.soothing_playbooks (
    workspace_id uuid NOT NULL,
    enabled boolean NOT NULL,
    words jsonb NOT NULL,
    gesture boolean NOT NULL,
    gesture_words jsonb NOT NULL,
    signed_only boolean NOT NULL,
    every_days smallint NOT NULL,
    per_day smallint NOT NULL,
    priority smallint NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT soothing_playbooks_every_days_check CHECK (((every_days >= 1) AND (every_days <= 365))),
    CONSTRAINT soothing_playbooks_per_day_check CHECK (((per_day >= 1) AND (per_day <= 1000))),
    CONSTRAINT soothing_playbooks_priority_check CHECK (((priority >= 0) AND (priority <= 3)))
);

ALTER TABLE ONLY public.soothing_playbooks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.spellings (
    workspace_id uuid NOT NULL,
    rest integer NOT NULL,
    term integer NOT NULL,
    side smallint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.spellings FORCE ROW LEVEL SECURITY;

CREATE VIEW public.stage_move_list WITH (security_invoker='true') AS
 SELECT events.workspace_id,
    events.conversation_id,
    events.seq,
    events.at,
    (events.data ->> 'to'::text) AS stage
   FROM public.events
  WHERE (events.kind = 'stage.moved'::text);

CREATE TABLE public.suggestions (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    for_seq bigint NOT NULL,
    rank smallint NOT NULL,
    label text NOT NULL,
    text text NOT NULL,
    sources jsonb DEFAULT '[]'::jsonb NOT NULL,
    internal boolean DEFAULT false NOT NULL,
    model text DEFAULT ''::text NOT NULL,
    outcome text DEFAULT 'shown'::text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    distance real,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    superseded_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT suggestions_distance_check CHECK (((distance >= (0)::double precision) AND (distance <= (1)::double precision))),
    CONSTRAINT suggestions_label_check CHECK ((label = ANY (ARRAY['answer'::text, 'canned'::text, 'question'::text, 'acknowledge'::text]))),
    CONSTRAINT suggestions_outcome_check CHECK ((outcome = ANY (ARRAY['shown'::text, 'inserted'::text, 'sent'::text, 'edited'::text, 'dismissed'::text])))
);

ALTER TABLE ONLY public.suggestions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.team_members (
    workspace_id uuid NOT NULL,
    team_id uuid NOT NULL,
    agent_id uuid NOT NULL
);

ALTER TABLE ONLY public.team_members FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teams (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    CONSTRAINT teams_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

ALTER TABLE ONLY public.teams FORCE ROW LEVEL SECURITY;

CREATE SEQUENCE public.timer_versions
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.timers (
    workspace_id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    version bigint DEFAULT nextval('public.timer_versions'::regclass) NOT NULL,
    next_at timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    CONSTRAINT timers_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text))
);

ALTER TABLE ONLY public.timers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.transcripts (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    email text NOT NULL,
    asked_by uuid,
    state text DEFAULT 'queued'::text NOT NULL,
    asked_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT transcripts_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254))),
    CONSTRAINT transcripts_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.transcripts FORCE ROW LEVEL SECURITY;

CREATE VIEW public.visitor_list WITH (security_invoker='true') AS
 SELECT visitors.workspace_id,
    visitors.id,
    visitors.name,
    visitors.email,
    visitors.lang,
    visitors.page_url,
    visitors.created_at,
    COALESCE(visitors.external_id, ''::text) AS external_id,
    visitors.attributes
   FROM public.visitors;

CREATE VIEW public.visitor_message_list WITH (security_invoker='true') AS
 SELECT events.workspace_id,
    events.conversation_id,
    events.seq,
    (events.data ->> 'text'::text) AS text,
    events.at
   FROM public.events
  WHERE ((events.kind = 'message.added'::text) AND (events.author_kind = 'visitor'::text));

CREATE TABLE public.visitor_tokens (
    token_hash bytea NOT NULL,
    workspace_id uuid NOT NULL,
    visitor_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.visitor_tokens FORCE ROW LEVEL SECURITY;

CREATE TABLE public.words (
    workspace_id uuid NOT NULL,
    term integer NOT NULL,
    surface text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL COLLATE pg_catalog."C",
    side smallint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.words FORCE ROW LEVEL SECURITY;

CREATE TABLE public.workspaces (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    last_number bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT public.app_now() NOT NULL,
    identity_version integer DEFAULT 0 NOT NULL,
    identity_rotated_at timestamp with time zone,
    CONSTRAINT workspaces_identity_version_check CHECK ((identity_version >= 0)),
    CONSTRAINT workspaces_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT workspaces_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);

ALTER TABLE ONLY public.workspaces FORCE ROW LEVEL SECURITY;

CREATE VIEW public.workspace_list WITH (security_invoker='true') AS
 SELECT workspaces.id AS workspace_id,
    workspaces.slug,
    workspaces.name,
    workspaces.settings
   FROM public.workspaces;

ALTER TABLE ONLY public.action_calls
    ADD CONSTRAINT action_calls_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.action_confirmations
    ADD CONSTRAINT action_confirmations_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.action_retention
    ADD CONSTRAINT action_retention_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.action_servers
    ADD CONSTRAINT action_servers_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_name UNIQUE (workspace_id, name);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_email_key UNIQUE (email);

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_outcomes
    ADD CONSTRAINT article_outcomes_pkey PRIMARY KEY (workspace_id, article_id, day, outcome, slot);

ALTER TABLE ONLY public.article_pairs
    ADD CONSTRAINT article_pairs_pkey PRIMARY KEY (workspace_id, a_id, b_id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_key_key UNIQUE (workspace_id, key, lang);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_slug_key UNIQUE (workspace_id, lang, slug);

ALTER TABLE ONLY public.asked_questions
    ADD CONSTRAINT asked_questions_pkey PRIMARY KEY (workspace_id, conversation_id, seq);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.assist_panels
    ADD CONSTRAINT assist_panels_pkey PRIMARY KEY (workspace_id, conversation_id);

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.bot_budgets
    ADD CONSTRAINT bot_budgets_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.bot_rescues
    ADD CONSTRAINT bot_rescues_pkey PRIMARY KEY (workspace_id, conversation_id, visitor_seq);

ALTER TABLE ONLY public.bot_settings
    ADD CONSTRAINT bot_settings_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.bot_settings_versions
    ADD CONSTRAINT bot_settings_versions_pkey PRIMARY KEY (workspace_id, version);

ALTER TABLE ONLY public.bot_turns
    ADD CONSTRAINT bot_turns_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.bot_usage
    ADD CONSTRAINT bot_usage_pkey PRIMARY KEY (workspace_id, day);

ALTER TABLE ONLY public.bot_visitor_usage
    ADD CONSTRAINT bot_visitor_usage_pkey PRIMARY KEY (workspace_id, visitor_id, day);

ALTER TABLE ONLY public.canned_replies
    ADD CONSTRAINT canned_replies_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.canned_replies
    ADD CONSTRAINT canned_replies_shortcut_key UNIQUE (workspace_id, lang, shortcut);

ALTER TABLE ONLY public.chunks
    ADD CONSTRAINT chunks_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.chunks
    ADD CONSTRAINT chunks_workspace_id_article_id_ordinal_key UNIQUE (workspace_id, article_id, ordinal);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_slug_key UNIQUE (workspace_id, slug);

ALTER TABLE ONLY public.compared_articles
    ADD CONSTRAINT compared_articles_pkey PRIMARY KEY (workspace_id, article_id);

ALTER TABLE ONLY public.conversation_priorities
    ADD CONSTRAINT conversation_priorities_pkey PRIMARY KEY (workspace_id, conversation_id);

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_workspace_id_number_key UNIQUE (workspace_id, number);

ALTER TABLE ONLY public.decision_marks
    ADD CONSTRAINT decision_marks_pkey PRIMARY KEY (workspace_id, decision_id);

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.embedding_versions
    ADD CONSTRAINT embedding_versions_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.embedding_versions
    ADD CONSTRAINT embedding_versions_workspace_id_model_dimensions_key UNIQUE (workspace_id, model, dimensions);

ALTER TABLE ONLY public.embeddings
    ADD CONSTRAINT embeddings_pkey PRIMARY KEY (workspace_id, version_id, chunk_id);

ALTER TABLE ONLY public.ended_teams
    ADD CONSTRAINT ended_teams_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (workspace_id, conversation_id, seq);

ALTER TABLE ONLY public.feedback_changes
    ADD CONSTRAINT feedback_changes_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.feedback_switches
    ADD CONSTRAINT feedback_switches_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.file_chunks
    ADD CONSTRAINT file_chunks_pkey PRIMARY KEY (workspace_id, file_id, number);

ALTER TABLE ONLY public.file_uses
    ADD CONSTRAINT file_uses_pkey PRIMARY KEY (workspace_id, file_id, kind, owner_id);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_hash_key UNIQUE (workspace_id, hash);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.flow_runs
    ADD CONSTRAINT flow_runs_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.flow_versions
    ADD CONSTRAINT flow_versions_pkey PRIMARY KEY (workspace_id, flow_id, version);

ALTER TABLE ONLY public.flows
    ADD CONSTRAINT flows_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_pkey PRIMARY KEY (workspace_id, conversation_id);

ALTER TABLE ONLY public.gap_changes
    ADD CONSTRAINT gap_changes_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.gaps
    ADD CONSTRAINT gaps_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.gesture_codes
    ADD CONSTRAINT gesture_codes_pkey PRIMARY KEY (workspace_id, code);

ALTER TABLE ONLY public.given_facts
    ADD CONSTRAINT given_facts_pkey PRIMARY KEY (workspace_id, conversation_id, name);

ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.handoffs
    ADD CONSTRAINT handoffs_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.help_stamps
    ADD CONSTRAINT help_stamps_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.help_votes
    ADD CONSTRAINT help_votes_pkey PRIMARY KEY (workspace_id, day, voter);

ALTER TABLE ONLY public.house_rules
    ADD CONSTRAINT house_rules_pkey PRIMARY KEY (workspace_id, version);

ALTER TABLE ONLY public.import_files
    ADD CONSTRAINT import_files_path_key UNIQUE (workspace_id, import_id, path);

ALTER TABLE ONLY public.import_files
    ADD CONSTRAINT import_files_pkey PRIMARY KEY (workspace_id, import_id, number);

ALTER TABLE ONLY public.import_items
    ADD CONSTRAINT import_items_pkey PRIMARY KEY (workspace_id, import_id, number);

ALTER TABLE ONLY public.import_items
    ADD CONSTRAINT import_items_source_key UNIQUE (workspace_id, import_id, source);

ALTER TABLE ONLY public.import_pieces
    ADD CONSTRAINT import_pieces_pkey PRIMARY KEY (workspace_id, import_id, file, piece);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.index_articles
    ADD CONSTRAINT index_articles_pkey PRIMARY KEY (workspace_id, side, number);

ALTER TABLE ONLY public.index_articles
    ADD CONSTRAINT index_articles_workspace_id_article_id_side_key UNIQUE (workspace_id, article_id, side);

ALTER TABLE ONLY public.index_heads
    ADD CONSTRAINT index_heads_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.index_shelves
    ADD CONSTRAINT index_shelves_pkey PRIMARY KEY (workspace_id, shelf);

ALTER TABLE ONLY public.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.intent_examples
    ADD CONSTRAINT intent_examples_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.intent_live
    ADD CONSTRAINT intent_live_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.intent_models
    ADD CONSTRAINT intent_models_pkey PRIMARY KEY (workspace_id, version);

ALTER TABLE ONLY public.intent_readings
    ADD CONSTRAINT intent_readings_pkey PRIMARY KEY (workspace_id, conversation_id, seq);

ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (workspace_id, agent_id);

ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT mentions_pkey PRIMARY KEY (workspace_id, agent_id, conversation_id, seq);

ALTER TABLE ONLY public.model_endpoints
    ADD CONSTRAINT model_endpoints_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mood_opinions
    ADD CONSTRAINT mood_opinions_pkey PRIMARY KEY (workspace_id, conversation_id, seq, scored_by);

ALTER TABLE ONLY public.moods
    ADD CONSTRAINT moods_pkey PRIMARY KEY (workspace_id, conversation_id, seq);

ALTER TABLE ONLY public.past_replies
    ADD CONSTRAINT past_replies_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.posting_groups
    ADD CONSTRAINT posting_groups_pkey PRIMARY KEY (workspace_id, part, shelf, block);

ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_pkey PRIMARY KEY (workspace_id, term, shelf, block);

ALTER TABLE ONLY public.presence
    ADD CONSTRAINT presence_pkey PRIMARY KEY (workspace_id, agent_id);

ALTER TABLE ONLY public.priority_rules
    ADD CONSTRAINT priority_rules_pkey PRIMARY KEY (workspace_id, "position");

ALTER TABLE ONLY public.question_sets
    ADD CONSTRAINT question_sets_name_key UNIQUE (workspace_id, name);

ALTER TABLE ONLY public.question_sets
    ADD CONSTRAINT question_sets_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT ratings_pkey PRIMARY KEY (workspace_id, conversation_id);

ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_pkey PRIMARY KEY (workspace_id, article_id, number);

ALTER TABLE ONLY public.service_rules
    ADD CONSTRAINT service_rules_workspace_id_team_id_key UNIQUE NULLS NOT DISTINCT (workspace_id, team_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.set_questions
    ADD CONSTRAINT set_questions_pkey PRIMARY KEY (workspace_id, set_id, id);

ALTER TABLE ONLY public.set_results
    ADD CONSTRAINT set_results_pkey PRIMARY KEY (workspace_id, run_id, question_id);

ALTER TABLE ONLY public.set_runs
    ADD CONSTRAINT set_runs_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.sla_cases
    ADD CONSTRAINT sla_cases_pkey PRIMARY KEY (workspace_id, conversation_id);

ALTER TABLE ONLY public.sla_clocks
    ADD CONSTRAINT sla_clocks_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.sla_policies
    ADD CONSTRAINT sla_policies_workspace_id_team_id_key UNIQUE NULLS NOT DISTINCT (workspace_id, team_id);

ALTER TABLE ONLY public.soothing_playbooks
    ADD CONSTRAINT soothing_playbooks_pkey PRIMARY KEY (workspace_id);

ALTER TABLE ONLY public.soothings
    ADD CONSTRAINT soothings_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.soothings
    ADD CONSTRAINT soothings_workspace_id_conversation_id_key UNIQUE (workspace_id, conversation_id);

ALTER TABLE ONLY public.spellings
    ADD CONSTRAINT spellings_pkey PRIMARY KEY (workspace_id, side, rest, term);

ALTER TABLE ONLY public.suggestions
    ADD CONSTRAINT suggestions_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_pkey PRIMARY KEY (workspace_id, team_id, agent_id);

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_workspace_id_name_key UNIQUE (workspace_id, name);

ALTER TABLE ONLY public.timers
    ADD CONSTRAINT timers_pkey PRIMARY KEY (workspace_id, kind, subject_id);

ALTER TABLE ONLY public.transcripts
    ADD CONSTRAINT transcripts_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.visitor_tokens
    ADD CONSTRAINT visitor_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.visitors
    ADD CONSTRAINT visitors_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.words
    ADD CONSTRAINT words_pkey PRIMARY KEY (workspace_id, side, term, surface);

ALTER TABLE ONLY public.workspaces
    ADD CONSTRAINT workspaces_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workspaces
    ADD CONSTRAINT workspaces_slug_key UNIQUE (slug);

CREATE INDEX action_calls_at ON public.action_calls USING btree (workspace_id, at DESC);

CREATE INDEX action_calls_conversation ON public.action_calls USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);

CREATE INDEX action_calls_found ON public.action_calls USING btree (at) WHERE (wish IS NOT NULL);

CREATE INDEX action_calls_of ON public.action_calls USING btree (workspace_id, action_id, at);

CREATE INDEX action_calls_wish ON public.action_calls USING btree (workspace_id, conversation_id, wish) WHERE (wish IS NOT NULL);

CREATE INDEX action_confirmations_conversation ON public.action_confirmations USING btree (workspace_id, conversation_id) WHERE (state = 'pending'::text);

CREATE INDEX action_confirmations_expiry ON public.action_confirmations USING btree (expires_at);

CREATE INDEX action_confirmations_wish ON public.action_confirmations USING btree (workspace_id, conversation_id, wish) WHERE (wish IS NOT NULL);

CREATE INDEX article_pairs_b ON public.article_pairs USING btree (workspace_id, b_id);

CREATE INDEX articles_review ON public.articles USING btree (workspace_id, review_by) WHERE (review_by IS NOT NULL);

CREATE INDEX articles_source ON public.articles USING btree (workspace_id, source) WHERE (source <> ''::text);

CREATE INDEX articles_updated ON public.articles USING btree (workspace_id, updated_at);

CREATE INDEX asked_questions_at ON public.asked_questions USING btree (workspace_id, at);

CREATE INDEX asked_questions_gap ON public.asked_questions USING btree (workspace_id, gap_id) WHERE (gap_id IS NOT NULL);

CREATE INDEX asked_questions_new ON public.asked_questions USING btree (workspace_id) WHERE (NOT placed);

CREATE INDEX assignments_agent ON public.assignments USING btree (workspace_id, agent_id) WHERE (state = 'offered'::text);

CREATE UNIQUE INDEX assignments_one_offered ON public.assignments USING btree (workspace_id, handoff_id) WHERE (state = 'offered'::text);

CREATE INDEX attachments_conversation ON public.attachments USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);

CREATE INDEX attachments_unnamed ON public.attachments USING btree (at) WHERE (conversation_id IS NULL);

CREATE INDEX attachments_visitor ON public.attachments USING btree (workspace_id, visitor_id) WHERE (visitor_id IS NOT NULL);

CREATE INDEX bot_turns_conversation ON public.bot_turns USING btree (workspace_id, conversation_id, visitor_seq);

CREATE INDEX bot_turns_prompts ON public.bot_turns USING btree (at) WHERE (prompt <> ''::text);

CREATE INDEX conversations_agent ON public.conversations USING btree (workspace_id, agent_id) WHERE (agent_id IS NOT NULL);

CREATE INDEX conversations_created ON public.conversations USING btree (workspace_id, created_at);

CREATE INDEX conversations_merged ON public.conversations USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX conversations_open ON public.conversations USING btree (workspace_id, stage) WHERE (stage <> 'resolved'::text);

CREATE INDEX conversations_recent ON public.conversations USING btree (workspace_id, last_hour) WHERE (stage <> 'resolved'::text);

CREATE INDEX conversations_resolved ON public.conversations USING btree (workspace_id, resolved_at) WHERE (stage = 'resolved'::text);

CREATE INDEX conversations_snoozed ON public.conversations USING btree (workspace_id, snoozed_until) WHERE (snoozed_until IS NOT NULL);

CREATE INDEX conversations_team ON public.conversations USING btree (workspace_id, team_id, stage) WHERE (team_id IS NOT NULL);

CREATE INDEX conversations_visitor ON public.conversations USING btree (workspace_id, visitor_id);

CREATE INDEX decisions_at ON public.decisions USING btree (workspace_id, at);

CREATE INDEX decisions_conversation ON public.decisions USING btree (workspace_id, conversation_id, seq);

CREATE UNIQUE INDEX embedding_versions_serving ON public.embedding_versions USING btree (workspace_id) WHERE (state = 'serving'::text);

CREATE INDEX embeddings_chunk ON public.embeddings USING btree (workspace_id, chunk_id);

CREATE INDEX events_at ON public.events USING brin (at) WITH (pages_per_range='16');

CREATE UNIQUE INDEX events_client ON public.events USING btree (workspace_id, conversation_id, author_id, client_id) WHERE (client_id IS NOT NULL);

CREATE INDEX file_uses_owner ON public.file_uses USING btree (workspace_id, kind, owner_id);

CREATE INDEX files_asked ON public.files USING btree (asked_at);

CREATE UNIQUE INDEX files_attachment_key ON public.files USING btree (workspace_id, attachment_id) INCLUDE (bytes) WHERE (attachment_id IS NOT NULL);

CREATE INDEX flow_runs_by_flow ON public.flow_runs USING btree (workspace_id, flow_id, version);

CREATE UNIQUE INDEX flow_runs_open ON public.flow_runs USING btree (workspace_id, conversation_id) WHERE (status = 'open'::text);

CREATE INDEX follow_ups_closed ON public.follow_ups USING btree (workspace_id, closed_at) WHERE (state = 'done'::text);

CREATE INDEX follow_ups_conversation ON public.follow_ups USING btree (conversation_id);

CREATE INDEX follow_ups_open ON public.follow_ups USING btree (workspace_id, asked_at) WHERE (state <> 'done'::text);

CREATE INDEX gaps_article ON public.gaps USING btree (workspace_id, article_id) WHERE (article_id IS NOT NULL);

CREATE INDEX gaps_counted ON public.gaps USING btree (workspace_id, counted_at);

CREATE INDEX gesture_codes_next ON public.gesture_codes USING btree (workspace_id, "position");

CREATE INDEX handoffs_accepted ON public.handoffs USING btree (workspace_id, ended_at) WHERE (state = 'accepted'::text);

CREATE INDEX handoffs_conversation ON public.handoffs USING btree (workspace_id, conversation_id, requested_at);

CREATE UNIQUE INDEX handoffs_one_open ON public.handoffs USING btree (workspace_id, conversation_id) WHERE (state = 'open'::text);

CREATE INDEX handoffs_open ON public.handoffs USING btree (workspace_id, requested_at) WHERE (state = 'open'::text);

CREATE INDEX import_files_waiting ON public.import_files USING btree (workspace_id, import_id, number) WHERE (NOT read);

CREATE INDEX import_items_change ON public.import_items USING btree (workspace_id, import_id, change, number);

CREATE INDEX import_items_pending ON public.import_items USING btree (workspace_id, import_id, number) WHERE ((NOT applied) AND (change = ANY (ARRAY['added'::text, 'changed'::text, 'removed'::text])));

CREATE INDEX imports_working ON public.imports USING btree (claimed_until) WHERE (state = ANY (ARRAY['reading'::text, 'applying'::text]));

CREATE INDEX intent_examples_conversation ON public.intent_examples USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);

CREATE INDEX intent_examples_intent ON public.intent_examples USING btree (workspace_id, intent_id, id);

CREATE UNIQUE INDEX intent_examples_text ON public.intent_examples USING btree (workspace_id, md5(text));

CREATE INDEX intent_readings_at ON public.intent_readings USING btree (workspace_id, at);

CREATE UNIQUE INDEX intents_name ON public.intents USING btree (workspace_id, lower(name));

CREATE INDEX members_agent ON public.members USING btree (agent_id);

CREATE INDEX mentions_conversation ON public.mentions USING btree (workspace_id, conversation_id);

CREATE INDEX mentions_unseen ON public.mentions USING btree (workspace_id, agent_id, conversation_id) WHERE (seen_at IS NULL);

CREATE INDEX past_replies_lang ON public.past_replies USING btree (workspace_id, lang);

CREATE INDEX ratings_at ON public.ratings USING btree (workspace_id, at);

CREATE INDEX sessions_agent ON public.sessions USING btree (agent_id);

CREATE INDEX set_questions_conversation ON public.set_questions USING btree (workspace_id, conversation_id) WHERE (conversation_id IS NOT NULL);

CREATE INDEX set_runs_set ON public.set_runs USING btree (workspace_id, set_id, created_at);

CREATE INDEX sla_cases_due ON public.sla_cases USING btree (workspace_id, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX sla_clocks_ended ON public.sla_clocks USING btree (workspace_id, ended_at) WHERE (ended_at IS NOT NULL);

CREATE UNIQUE INDEX sla_clocks_open ON public.sla_clocks USING btree (workspace_id, conversation_id, goal) WHERE (ended_at IS NULL);

CREATE INDEX soothings_newest ON public.soothings USING btree (workspace_id, at DESC, id);

CREATE INDEX soothings_visitor ON public.soothings USING btree (workspace_id, visitor_id, at) WHERE (code <> ''::text);

CREATE INDEX suggestions_conversation ON public.suggestions USING btree (workspace_id, conversation_id, for_seq);

CREATE INDEX suggestions_live ON public.suggestions USING btree (workspace_id, conversation_id) WHERE (superseded_at IS NULL);

CREATE INDEX timers_next ON public.timers USING btree (next_at);

CREATE INDEX transcripts_conversation ON public.transcripts USING btree (workspace_id, conversation_id, asked_at);

CREATE INDEX transcripts_email ON public.transcripts USING btree (workspace_id, lower(email), asked_at);

CREATE INDEX visitor_tokens_visitor ON public.visitor_tokens USING btree (workspace_id, visitor_id);

CREATE UNIQUE INDEX visitors_external ON public.visitors USING btree (workspace_id, external_id) WHERE (external_id IS NOT NULL);

CREATE TRIGGER index_heads_read_first_side BEFORE UPDATE ON public.index_heads FOR EACH ROW WHEN (((new.side = old.side) AND (new.format <> old.format) AND (new.next_number = 0))) EXECUTE FUNCTION public.read_first_side();

CREATE TRIGGER note_gap_change AFTER INSERT OR DELETE OR UPDATE OF outcome, gap_id ON public.asked_questions FOR EACH ROW EXECUTE FUNCTION public.note_gap_change();

CREATE CONSTRAINT TRIGGER note_help_added AFTER INSERT ON public.articles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.status = 'published'::text) AND (new.audience = 'public'::text))) EXECUTE FUNCTION public.note_help_change();

CREATE CONSTRAINT TRIGGER note_help_changed AFTER UPDATE ON public.articles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((((old.status = 'published'::text) AND (old.audience = 'public'::text)) OR ((new.status = 'published'::text) AND (new.audience = 'public'::text))) AND ((((((((old.status IS DISTINCT FROM new.status) OR (old.audience IS DISTINCT FROM new.audience)) OR (old.published_revision IS DISTINCT FROM new.published_revision)) OR (old.published_at IS DISTINCT FROM new.published_at)) OR (old.collection_id IS DISTINCT FROM new.collection_id)) OR (old.key IS DISTINCT FROM new.key)) OR (old.lang IS DISTINCT FROM new.lang)) OR (old.slug IS DISTINCT FROM new.slug)))) EXECUTE FUNCTION public.note_help_change();

CREATE CONSTRAINT TRIGGER note_help_removed AFTER DELETE ON public.articles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.status = 'published'::text) AND (old.audience = 'public'::text))) EXECUTE FUNCTION public.note_help_change();

CREATE CONSTRAINT TRIGGER note_help_shelf AFTER UPDATE ON public.collections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((old.title IS DISTINCT FROM new.title) OR (old.titles IS DISTINCT FROM new.titles)) OR (old."position" IS DISTINCT FROM new."position"))) EXECUTE FUNCTION public.note_help_change();

CREATE TRIGGER workspaces_forget_search_index AFTER DELETE ON public.workspaces FOR EACH ROW EXECUTE FUNCTION public.forget_search_index();

ALTER TABLE ONLY public.action_calls
    ADD CONSTRAINT action_calls_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.action_calls
    ADD CONSTRAINT action_calls_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.action_confirmations
    ADD CONSTRAINT action_confirmations_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES public.actions(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.action_confirmations
    ADD CONSTRAINT action_confirmations_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.action_confirmations
    ADD CONSTRAINT action_confirmations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.action_retention
    ADD CONSTRAINT action_retention_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.action_servers
    ADD CONSTRAINT action_servers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_workspace_id_server_id_fkey FOREIGN KEY (workspace_id, server_id) REFERENCES public.action_servers(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.article_outcomes
    ADD CONSTRAINT article_outcomes_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.article_pairs
    ADD CONSTRAINT article_pairs_workspace_id_a_id_fkey FOREIGN KEY (workspace_id, a_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.article_pairs
    ADD CONSTRAINT article_pairs_workspace_id_b_id_fkey FOREIGN KEY (workspace_id, b_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_workspace_id_collection_id_fkey FOREIGN KEY (workspace_id, collection_id) REFERENCES public.collections(workspace_id, id) ON DELETE SET NULL (collection_id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.asked_questions
    ADD CONSTRAINT asked_questions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.asked_questions
    ADD CONSTRAINT asked_questions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.asked_questions
    ADD CONSTRAINT asked_questions_workspace_id_gap_id_fkey FOREIGN KEY (workspace_id, gap_id) REFERENCES public.gaps(workspace_id, id) ON DELETE SET NULL (gap_id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_workspace_id_handoff_id_fkey FOREIGN KEY (workspace_id, handoff_id) REFERENCES public.handoffs(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.assist_panels
    ADD CONSTRAINT assist_panels_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT attachments_workspace_id_visitor_id_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES public.visitors(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_budgets
    ADD CONSTRAINT bot_budgets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_rescues
    ADD CONSTRAINT bot_rescues_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_rescues
    ADD CONSTRAINT bot_rescues_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_settings_versions
    ADD CONSTRAINT bot_settings_versions_editor_fkey FOREIGN KEY (editor) REFERENCES public.agents(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.bot_settings_versions
    ADD CONSTRAINT bot_settings_versions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_settings
    ADD CONSTRAINT bot_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_turns
    ADD CONSTRAINT bot_turns_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_turns
    ADD CONSTRAINT bot_turns_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_usage
    ADD CONSTRAINT bot_usage_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bot_visitor_usage
    ADD CONSTRAINT bot_visitor_usage_workspace_id_visitor_id_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES public.visitors(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.canned_replies
    ADD CONSTRAINT canned_replies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.canned_replies
    ADD CONSTRAINT canned_replies_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES public.teams(workspace_id, id) ON DELETE SET NULL (team_id);

ALTER TABLE ONLY public.chunks
    ADD CONSTRAINT chunks_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.collections
    ADD CONSTRAINT collections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.compared_articles
    ADD CONSTRAINT compared_articles_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.conversation_priorities
    ADD CONSTRAINT conversation_priorities_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_merged_fkey FOREIGN KEY (workspace_id, merged_into) REFERENCES public.conversations(workspace_id, id) ON DELETE SET NULL (merged_into);

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_workspace_id_visitor_id_fkey FOREIGN KEY (workspace_id, visitor_id) REFERENCES public.visitors(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.decision_marks
    ADD CONSTRAINT decision_marks_workspace_id_decision_id_fkey FOREIGN KEY (workspace_id, decision_id) REFERENCES public.decisions(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.embedding_versions
    ADD CONSTRAINT embedding_versions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.embeddings
    ADD CONSTRAINT embeddings_workspace_id_chunk_id_fkey FOREIGN KEY (workspace_id, chunk_id) REFERENCES public.chunks(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.embeddings
    ADD CONSTRAINT embeddings_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES public.embedding_versions(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ended_teams
    ADD CONSTRAINT ended_teams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.feedback_changes
    ADD CONSTRAINT feedback_changes_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.feedback_changes
    ADD CONSTRAINT feedback_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.feedback_switches
    ADD CONSTRAINT feedback_switches_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.file_chunks
    ADD CONSTRAINT file_chunks_workspace_id_file_id_fkey FOREIGN KEY (workspace_id, file_id) REFERENCES public.files(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.file_uses
    ADD CONSTRAINT file_uses_workspace_id_file_id_fkey FOREIGN KEY (workspace_id, file_id) REFERENCES public.files(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_attachment_fkey FOREIGN KEY (workspace_id, attachment_id) REFERENCES public.attachments(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.flow_runs
    ADD CONSTRAINT flow_runs_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.flow_runs
    ADD CONSTRAINT flow_runs_workspace_id_flow_id_version_fkey FOREIGN KEY (workspace_id, flow_id, version) REFERENCES public.flow_versions(workspace_id, flow_id, version) ON DELETE CASCADE;

ALTER TABLE ONLY public.flow_versions
    ADD CONSTRAINT flow_versions_editor_fkey FOREIGN KEY (editor) REFERENCES public.agents(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.flow_versions
    ADD CONSTRAINT flow_versions_workspace_id_flow_id_fkey FOREIGN KEY (workspace_id, flow_id) REFERENCES public.flows(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.flows
    ADD CONSTRAINT flows_editor_fkey FOREIGN KEY (editor) REFERENCES public.agents(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.flows
    ADD CONSTRAINT flows_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES public.members(workspace_id, agent_id) ON DELETE SET NULL (owner_id);

ALTER TABLE ONLY public.gap_changes
    ADD CONSTRAINT gap_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.gaps
    ADD CONSTRAINT gaps_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE SET NULL (article_id);

ALTER TABLE ONLY public.gaps
    ADD CONSTRAINT gaps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.gesture_codes
    ADD CONSTRAINT gesture_codes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.given_facts
    ADD CONSTRAINT given_facts_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.handoffs
    ADD CONSTRAINT handoffs_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.help_stamps
    ADD CONSTRAINT help_stamps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.help_votes
    ADD CONSTRAINT help_votes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.house_rules
    ADD CONSTRAINT house_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_files
    ADD CONSTRAINT import_files_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES public.imports(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_items
    ADD CONSTRAINT import_items_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES public.imports(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_pieces
    ADD CONSTRAINT import_pieces_workspace_id_import_id_file_fkey FOREIGN KEY (workspace_id, import_id, file) REFERENCES public.import_files(workspace_id, import_id, number) ON DELETE CASCADE;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.index_articles
    ADD CONSTRAINT index_articles_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.index_heads
    ADD CONSTRAINT index_heads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.index_shelves
    ADD CONSTRAINT index_shelves_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.intent_examples
    ADD CONSTRAINT intent_examples_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.intent_examples
    ADD CONSTRAINT intent_examples_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.intent_examples
    ADD CONSTRAINT intent_examples_workspace_id_intent_id_fkey FOREIGN KEY (workspace_id, intent_id) REFERENCES public.intents(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.intent_live
    ADD CONSTRAINT intent_live_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.intent_live
    ADD CONSTRAINT intent_live_workspace_id_version_fkey FOREIGN KEY (workspace_id, version) REFERENCES public.intent_models(workspace_id, version);

ALTER TABLE ONLY public.intent_models
    ADD CONSTRAINT intent_models_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.intent_readings
    ADD CONSTRAINT intent_readings_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT mentions_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES public.members(workspace_id, agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mentions
    ADD CONSTRAINT mentions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mood_opinions
    ADD CONSTRAINT mood_opinions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.moods
    ADD CONSTRAINT moods_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.past_replies
    ADD CONSTRAINT past_replies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.past_replies
    ADD CONSTRAINT past_replies_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES public.teams(workspace_id, id) ON DELETE SET NULL (team_id);

ALTER TABLE ONLY public.presence
    ADD CONSTRAINT presence_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES public.members(workspace_id, agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.priority_rules
    ADD CONSTRAINT priority_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.question_sets
    ADD CONSTRAINT question_sets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ratings
    ADD CONSTRAINT ratings_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.service_rules
    ADD CONSTRAINT service_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.service_rules
    ADD CONSTRAINT service_rules_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES public.teams(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.set_questions
    ADD CONSTRAINT set_questions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.set_questions
    ADD CONSTRAINT set_questions_workspace_id_set_id_fkey FOREIGN KEY (workspace_id, set_id) REFERENCES public.question_sets(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.set_results
    ADD CONSTRAINT set_results_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES public.set_runs(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.set_results
    ADD CONSTRAINT set_results_workspace_id_set_id_question_id_fkey FOREIGN KEY (workspace_id, set_id, question_id) REFERENCES public.set_questions(workspace_id, set_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.set_runs
    ADD CONSTRAINT set_runs_workspace_id_article_id_fkey FOREIGN KEY (workspace_id, article_id) REFERENCES public.articles(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.set_runs
    ADD CONSTRAINT set_runs_workspace_id_set_id_fkey FOREIGN KEY (workspace_id, set_id) REFERENCES public.question_sets(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sla_cases
    ADD CONSTRAINT sla_cases_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sla_clocks
    ADD CONSTRAINT sla_clocks_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sla_policies
    ADD CONSTRAINT sla_policies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sla_policies
    ADD CONSTRAINT sla_policies_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES public.teams(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.soothing_playbooks
    ADD CONSTRAINT soothing_playbooks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.soothings
    ADD CONSTRAINT soothings_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE SET NULL (conversation_id);

ALTER TABLE ONLY public.soothings
    ADD CONSTRAINT soothings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.suggestions
    ADD CONSTRAINT suggestions_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES public.members(workspace_id, agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES public.teams(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.timers
    ADD CONSTRAINT timers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.transcripts
    ADD CONSTRAINT transcripts_workspace_id_conversation_id_fkey FOREIGN KEY (workspace_id, conversation_id) REFERENCES public.conversations(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.visitor_tokens
    ADD CONSTRAINT visitor_tokens_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.visitors
    ADD CONSTRAINT visitors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;

CREATE POLICY across_workspaces ON public.action_calls TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.action_confirmations TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.action_retention TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.agents TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.assignments TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.attachments TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.bot_turns TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.conversations TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.events TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.file_uses TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.files TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.follow_ups TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.handoffs TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.help_votes TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.imports TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.installation TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.members TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.model_endpoints TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.presence TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.sessions TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.sla_cases TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.team_members TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.teams TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.timers TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.visitor_tokens TO firstline_service USING (true);

CREATE POLICY across_workspaces ON public.workspaces TO firstline_service USING (true);

ALTER TABLE public.action_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.action_confirmations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.action_retention ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.action_servers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.actions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agents ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.article_outcomes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.article_pairs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.articles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.asked_questions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assist_panels ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attachments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bot_budgets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bot_rescues ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bot_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bot_settings_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bot_turns ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bot_usage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bot_visitor_usage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.canned_replies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.collections ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.compared_articles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.conversation_priorities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.conversations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.decision_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.decisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.embedding_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.embeddings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ended_teams ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.feedback_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.feedback_switches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.file_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.file_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.flow_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.flow_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.flows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.follow_ups ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.gap_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.gaps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.gesture_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.given_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.handoffs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.help_stamps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.help_votes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.house_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_pieces ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imports ENABLE ROW LEVEL SECURITY;

CREATE POLICY in_workspace ON public.action_calls USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.action_confirmations USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.action_retention USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.action_servers USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.actions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.article_outcomes USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.article_pairs USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.articles USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.asked_questions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.assignments USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.assist_panels USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.attachments USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.bot_budgets USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.bot_rescues USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.bot_settings USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.bot_settings_versions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.bot_turns USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.bot_usage USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.bot_visitor_usage USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.canned_replies USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.chunks USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.collections USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.compared_articles USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.conversation_priorities USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.conversations USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.decision_marks USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.decisions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.embedding_versions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.embeddings USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.ended_teams USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.events USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.feedback_changes USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.feedback_switches USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.file_chunks USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.file_uses USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.files USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.flow_runs USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.flow_versions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.flows USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.follow_ups USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.gap_changes USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.gaps USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.gesture_codes USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.given_facts USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.handoffs USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.help_stamps USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.help_votes USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.house_rules USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.import_files USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.import_items USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.import_pieces USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.imports USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.index_articles USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.index_heads USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.index_shelves USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.intent_examples USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.intent_live USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.intent_models USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.intent_readings USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.intents USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.members USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.mentions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.mood_opinions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.moods USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.past_replies USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.posting_groups USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.postings USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.presence USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.priority_rules USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.question_sets USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.ratings USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.revisions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.service_rules USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.set_questions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.set_results USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.set_runs USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.sla_cases USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.sla_clocks USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.sla_policies USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.soothing_playbooks USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.soothings USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.spellings USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.suggestions USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.team_members USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.teams USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.timers USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.transcripts USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.visitor_tokens USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.visitors USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.words USING ((workspace_id = public.current_workspace()));

CREATE POLICY in_workspace ON public.workspaces USING ((id = public.current_workspace()));

ALTER TABLE public.index_articles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.index_heads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.index_shelves ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.installation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intent_examples ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intent_live ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intent_models ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intent_readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intents ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.members ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mentions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.model_endpoints ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mood_opinions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.moods ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_workspace ON public.agents FOR SELECT TO firstline_app USING ((EXISTS ( SELECT
   FROM public.members m
  WHERE ((m.workspace_id = public.current_workspace()) AND (m.agent_id = agents.id)))));

ALTER TABLE public.past_replies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.posting_groups ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.postings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.presence ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.priority_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.question_sets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ratings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.revisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.service_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.set_questions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.set_results ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.set_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sla_cases ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sla_clocks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sla_policies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.soothing_playbooks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.soothings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.spellings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.suggestions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.team_members ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teams ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.timers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.transcripts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.visitor_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.visitors ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.workspaces ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO firstline_app;
GRANT USAGE ON SCHEMA public TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.action_calls TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.action_calls TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.action_confirmations TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.action_confirmations TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.action_retention TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.action_retention TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.action_servers TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.actions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agents TO firstline_service;

GRANT SELECT(id) ON TABLE public.agents TO firstline_app;

GRANT SELECT(email) ON TABLE public.agents TO firstline_app;

GRANT SELECT(name) ON TABLE public.agents TO firstline_app;

GRANT SELECT(color) ON TABLE public.agents TO firstline_app;

GRANT SELECT(locale) ON TABLE public.agents TO firstline_app;

GRANT SELECT(disabled_at) ON TABLE public.agents TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.articles TO firstline_app;

GRANT SELECT ON TABLE public.article_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.article_outcomes TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.article_pairs TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.asked_questions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assignments TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assignments TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.assist_panels TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.attachments TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.attachments TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_budgets TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_rescues TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_settings TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_settings_versions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_turns TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_turns TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_usage TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bot_visitor_usage TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.canned_replies TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.chunks TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.collections TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.compared_articles TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conversations TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conversations TO firstline_service;

GRANT SELECT ON TABLE public.conversation_head_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.visitors TO firstline_app;

GRANT SELECT ON TABLE public.conversation_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.conversation_priorities TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sla_cases TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sla_cases TO firstline_service;

GRANT SELECT ON TABLE public.deadline_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.decision_marks TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.decisions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.embedding_versions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.embeddings TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ended_teams TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.events TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.events TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.feedback_changes TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.feedback_switches TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.file_chunks TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.file_uses TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.file_uses TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.files TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.files TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.flow_runs TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.flow_versions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.flows TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.follow_ups TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.follow_ups TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.gap_changes TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.gaps TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.gesture_codes TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.given_facts TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.handoffs TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.handoffs TO firstline_service;

GRANT SELECT ON TABLE public.handoff_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.help_stamps TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.help_votes TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.help_votes TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.house_rules TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_files TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_items TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_pieces TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.index_articles TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.index_heads TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.index_shelves TO firstline_app;

GRANT SELECT ON TABLE public.index_shelf_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.installation TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.intent_examples TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.intents TO firstline_app;

GRANT SELECT ON TABLE public.intent_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.intent_live TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.intent_models TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.intent_readings TO firstline_app;

GRANT SELECT ON TABLE public.intent_reading_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presence TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presence TO firstline_service;

GRANT SELECT ON TABLE public.presence_list TO firstline_app;

GRANT SELECT ON TABLE public.left_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.members TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.members TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mentions TO firstline_app;

GRANT SELECT ON TABLE public.mention_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_endpoints TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.moods TO firstline_app;

GRANT SELECT ON TABLE public.mood_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mood_opinions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.past_replies TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.posting_groups TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.postings TO firstline_app;

GRANT SELECT ON TABLE public.priority_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.priority_rules TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.question_sets TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ratings TO firstline_app;

GRANT SELECT ON TABLE public.rating_list TO firstline_app;

GRANT SELECT ON TABLE public.resolution_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.revisions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_rules TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.set_questions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.set_results TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.set_runs TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sla_clocks TO firstline_app;

GRANT SELECT ON TABLE public.sla_facts TO firstline_app;
GRANT SELECT ON TABLE public.sla_facts TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sla_policies TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.soothings TO firstline_app;

GRANT SELECT ON TABLE public.soothing_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.soothing_playbooks TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.spellings TO firstline_app;

GRANT SELECT ON TABLE public.stage_move_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.suggestions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.team_members TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.team_members TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.teams TO firstline_service;

GRANT USAGE ON SEQUENCE public.timer_versions TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timers TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.timers TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.transcripts TO firstline_app;

GRANT SELECT ON TABLE public.visitor_list TO firstline_app;

GRANT SELECT ON TABLE public.visitor_message_list TO firstline_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.visitor_tokens TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.visitor_tokens TO firstline_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.words TO firstline_app;

GRANT SELECT,UPDATE ON TABLE public.workspaces TO firstline_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.workspaces TO firstline_service;

GRANT SELECT ON TABLE public.workspace_list TO firstline_app;
