-- +goose Up
-- One list of all that is to be followed up, at most one entry a conversation:
-- the visitor wants the answer by e-mail, the case stayed unresolved, or an agent
-- put it there. Whether replies are mailed is another matter than whether the
-- entry is done: an entry may be closed while the conversation goes on.
ALTER TABLE follow_ups DROP CONSTRAINT follow_ups_email_check;
ALTER TABLE follow_ups DROP CONSTRAINT follow_ups_state_check;
ALTER TABLE follow_ups
  ALTER COLUMN email SET DEFAULT '',
  ADD COLUMN mailing boolean NOT NULL DEFAULT false,
  ADD COLUMN unresolved_at timestamptz, -- when it came here for being unresolved
  ADD COLUMN added_by uuid,             -- the agent who put it here
  ADD COLUMN owner_id uuid,
  ADD COLUMN due_at timestamptz,
  ADD COLUMN note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  ADD COLUMN outcome text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'resolved', 'answered', 'no_answer', 'not_needed')),
  ADD COLUMN closed_at timestamptz,
  ADD COLUMN closed_by uuid,
  ADD CONSTRAINT follow_ups_email_check CHECK (email = '' OR length(email) BETWEEN 3 AND 254);
ALTER TABLE follow_ups NO FORCE ROW LEVEL SECURITY;
UPDATE follow_ups SET mailing = state = 'open',
  outcome = CASE WHEN state = 'done' THEN 'resolved' ELSE '' END, closed_at = CASE WHEN state = 'done' THEN asked_at END;
ALTER TABLE follow_ups FORCE ROW LEVEL SECURITY;
ALTER TABLE follow_ups
  ADD CONSTRAINT follow_ups_state_check CHECK (state IN ('open', 'in_progress', 'done')),
  ADD CONSTRAINT follow_ups_closed_check CHECK ((state = 'done') = (closed_at IS NOT NULL)),
  ADD CONSTRAINT follow_ups_outcome_done_check CHECK (state = 'done' OR outcome = ''),
  ADD FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, agent_id) ON DELETE SET NULL (owner_id);
CREATE INDEX follow_ups_open ON follow_ups (workspace_id, asked_at) WHERE state <> 'done';
CREATE INDEX follow_ups_closed ON follow_ups (workspace_id, closed_at) WHERE state = 'done';
