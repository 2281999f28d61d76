import { Value } from "@shared/live/store";

const key = (workspace: string) => `firstline.team.${workspace}`;
const known = new Map<string, Value<string>>();

/** The team whose conversations the list shows, "" for every team: kept on this machine. */
export function chosenTeam(workspace: string): Value<string> {
  let team = known.get(workspace);
  if (!team) {
    team = new Value(localStorage.getItem(key(workspace)) ?? "");
    team.subscribe(() => localStorage.setItem(key(workspace), team?.get() ?? ""));
    known.set(workspace, team);
  }
  return team;
}
