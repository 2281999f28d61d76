import type { WeekAttainment } from "./api/deadlines";
import { shareMet } from "./spans";

type Goal = WeekAttainment["goal"];

/** What one team kept in one week. */
export interface TeamWeek {
  week: string;
  team: string | undefined;
  of: Partial<Record<Goal, WeekAttainment>>;
}

/** A row for each team of each week, in the order of the report. */
export function byTeamAndWeek(lines: WeekAttainment[]): TeamWeek[] {
  const rows = new Map<string, TeamWeek>();
  for (const line of lines) {
    const key = `${line.week} ${line.team_id ?? ""}`;
    const row = rows.get(key) ?? { week: line.week, team: line.team_id, of: {} };
    row.of[line.goal] = line;
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** The report as a spreadsheet reads it: a line for each week, team and promise. */
export function weeksTable(lines: WeekAttainment[], nameOf: (team: string | undefined) => string): (string | number)[][] {
  const head = ["week", "team", "promise", "met", "missed", "share_met_percent", "median_seconds"];
  return [head, ...lines.map((line) => [line.week, nameOf(line.team_id), line.goal, line.met, line.missed, shareMet(line) ?? "", line.median_s === undefined ? "" : Math.round(line.median_s)])];
}
