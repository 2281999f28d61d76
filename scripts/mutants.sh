#!/usr/bin/env bash
# Breaks each guarantee on purpose, in a copy, and looks whether its test sees
# it. A test that lets its mutant live proves nothing.
#
#   scripts/mutants.sh [NAME...]   only the mutants named; all of them without
set -uo pipefail
cd "$(dirname "$0")/.." || exit

copy=$(mktemp -d)
git worktree add --quiet --detach "$copy" HEAD || exit
log=$copy.log
trap 'git worktree remove --force "$copy"; rm -f "$log"' EXIT
alive=0 wanted=" $* "

# mutant NAME FILE OLD NEW PACKAGE TEST: replaces OLD in FILE by NEW (plain
# text) and expects TEST of PACKAGE to fail.
mutant() {
  local name=$1 file=$2 old=$3 new=$4 package=$5 run=$6 verdict
  [[ $wanted == "  " || $wanted == *" $name "* ]] || return 0
  if ! OLD=$old NEW=$new perl -0pi -e 's/\Q$ENV{OLD}\E/$ENV{NEW}/g and $n++; END { exit !$n }' "$copy/$file"; then
    verdict='NOT FOUND' alive=1
  elif ! (cd "$copy" && go vet "./$package") >"$log" 2>&1; then
    verdict='DOES NOT BUILD' alive=1
    cat "$log"
  elif (cd "$copy" && go test -count=1 -run "$run" "./$package") >"$log" 2>&1; then
    verdict=ALIVE alive=1
  elif grep -q 'no tests to run' "$log"; then
    verdict='NO SUCH TEST' alive=1
  else
    verdict=killed
  fi
  git -C "$copy" checkout --quiet -- .
  printf '%-15s %-28s %s %s\n' "$verdict" "$name" "$package" "$run"
}

db=internal/conversation/internal/db/queries.sql.go

# Acknowledged before it is on the disk: kill -9 of Postgres loses what its
# buffers held.
mutant ack-before-disk internal/postgres/tx.go '"begin; set local app.workspace' '"begin; set local synchronous_commit = off; set local app.workspace' \
  cmd/firstline TestNothingIsLostWhenKilled
# The unique index alone is the second line of defence: under the row lock the
# look at the client id finds every repeat first. Without both it is twice.
mutant repeats-not-looked-up internal/conversation/append.go 'AND client_id = $5' 'AND client_id = $5 AND false' \
  internal/conversation TestAppendRepeatsAndConflicts
mutant seq-without-lock internal/conversation/append.go 'last_seq = last_seq + 1,' 'last_seq = last_seq + 2,' \
  internal/conversation TestAppendNumbersWithoutGaps
# That a person took over is found twice: the move clears the claim, and the
# finish looks at the stage. This one looks at neither.
mutant finish-without-claim "$db" 'AND id = $2 AND claim_token = $3::uuid
  AND stage IN ('"'bot', 'waiting'"') AND last_visitor_seq = claim_seq
`

type FinishClaimParams' 'AND id = $2 AND coalesce($3::uuid, $3::uuid) IS NOT NULL
`

type FinishClaimParams' internal/conversation TestClaim
mutant claim-twice "$db" 'AND (claim_token IS NULL OR claim_until < app_now() OR claim_seq < last_visitor_seq)' '' \
  internal/conversation TestClaim
mutant no-head-look internal/conversation/follow.go 'if len(topics) == 0 {' 'if len(topics) >= 0 {' \
  internal/conversation TestFollowYieldsEveryEventOnceWhateverIsLost
mutant hint-taken-as-truth internal/conversation/follow.go 'case e.SeqFor(f.audience) == f.after+1:' 'case e.SeqFor(f.audience) > f.after:' \
  internal/conversation TestFollowYieldsEveryEventOnceWhateverIsLost
mutant notes-reach-visitors internal/conversation/append.go 'everyone := a.Data.Audience() == Everyone' 'everyone := true' \
  internal/conversation TestAppendNumbersWithoutGaps
mutant compressed-frames web/live/hub.go 'EnableCompression: false' 'EnableCompression: true' \
  cmd/firstline TestVisitorSocketEnds
mutant accept-after-expiry handoff/internal/db/queries.sql.go "AND agent_id = \$3 AND state = 'offered' AND expires_at > app_now()" "AND agent_id = \$3 AND state = 'offered'" \
  handoff TestAssignments
mutant absent-agents-assigned handoff/internal/db/queries.sql.go "p.status = 'online' AND p.expires_at > app_now()" "p.status = 'online'" \
  handoff 'TestAgentsLeave|TestRouting'
mutant rows-of-neighbours internal/postgres/migrations/0001_roles.sql 'USING (workspace_id = current_workspace())' 'USING (true)' \
  internal/postgres 'TestEveryTableIsIsolated|TestWithoutAWorkspaceThereIsNothing'
mutant owner-passes-policies internal/postgres/migrations/0001_roles.sql "EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);" '' \
  internal/postgres TestEveryTableIsIsolated
mutant turn-not-with-its-message internal/frontdesk/visitor.go 'return d.Bot.EnqueueTurnTx(ctx, tx, id, done.Seq)' 'return nil' \
  internal/frontdesk TestWhatFollowsAMessageIsStoredWithIt

exit $alive
