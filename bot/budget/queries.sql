-- name: Limits :one
SELECT visitor_day_tokens, day_tokens, day_micros, month_micros FROM bot_budgets WHERE workspace_id = @workspace_id;

-- name: PutLimits :exec
INSERT INTO bot_budgets (workspace_id, visitor_day_tokens, day_tokens, day_micros, month_micros)
VALUES (@workspace_id, @visitor_day_tokens, @day_tokens, @day_micros, @month_micros)
ON CONFLICT (workspace_id) DO UPDATE SET visitor_day_tokens = excluded.visitor_day_tokens, day_tokens = excluded.day_tokens,
  day_micros = excluded.day_micros, month_micros = excluded.month_micros, updated_at = app_now();

-- name: LockDay :one
-- The row stays locked until the transaction ends: charges queue up behind it.
INSERT INTO bot_usage (workspace_id, day) VALUES (@workspace_id, (app_now() AT TIME ZONE 'UTC')::date)
ON CONFLICT (workspace_id, day) DO UPDATE SET calls = bot_usage.calls
RETURNING day::text AS day, tokens, cost_micros;

-- name: MonthMicros :one
SELECT coalesce(sum(cost_micros), 0)::bigint FROM bot_usage
WHERE workspace_id = @workspace_id AND day >= date_trunc('month', to_date(@day, 'YYYY-MM-DD')) AND day <= to_date(@day, 'YYYY-MM-DD');

-- name: VisitorTokens :one
SELECT coalesce((SELECT tokens FROM bot_visitor_usage
  WHERE workspace_id = @workspace_id AND visitor_id = @visitor_id AND day = to_date(@day, 'YYYY-MM-DD')), 0)::bigint;

-- name: Refuse :exec
UPDATE bot_usage SET refused = refused + 1 WHERE workspace_id = @workspace_id AND day = to_date(@day, 'YYYY-MM-DD');

-- name: Charge :exec
UPDATE bot_usage SET calls = calls + @calls, tokens = tokens + @tokens, cost_micros = cost_micros + @cost_micros
WHERE workspace_id = @workspace_id AND day = to_date(@day, 'YYYY-MM-DD');

-- name: ChargeVisitor :exec
-- A visitor who was erased meanwhile is charged nothing.
INSERT INTO bot_visitor_usage (workspace_id, visitor_id, day, tokens)
SELECT @workspace_id::uuid, v.id, to_date(@day, 'YYYY-MM-DD'), @tokens::bigint
FROM visitors v WHERE v.workspace_id = @workspace_id AND v.id = @visitor_id
ON CONFLICT (workspace_id, visitor_id, day) DO UPDATE SET tokens = bot_visitor_usage.tokens + excluded.tokens;

-- name: Days :many
SELECT day::text AS day, calls, tokens, cost_micros, refused FROM bot_usage
WHERE workspace_id = @workspace_id AND day > (app_now() AT TIME ZONE 'UTC')::date - 31
ORDER BY day;

-- name: Today :one
SELECT (app_now() AT TIME ZONE 'UTC')::date::text AS day;
