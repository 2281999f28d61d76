import { expect, test } from "vitest";
import type { WeekAttainment } from "./api/deadlines";
import { byTeamAndWeek, weeksTable } from "./weeks";

const line = (week: string, goal: WeekAttainment["goal"], more: Partial<WeekAttainment> = {}): WeekAttainment => ({ week, goal, met: 3, missed: 1, ...more });

test("a row for each team of each week", () => {
  const rows = byTeamAndWeek([line("2026-11-16", "first_reply"), line("2026-11-16", "resolution"), line("2026-11-16", "first_reply", { team_id: "a" }), line("2026-11-09", "first_reply")]);
  expect(rows.map(({ week, team, of }) => [week, team, Object.keys(of)])).toEqual([
    ["2026-11-16", undefined, ["first_reply", "resolution"]],
    ["2026-11-16", "a", ["first_reply"]],
    ["2026-11-09", undefined, ["first_reply"]],
  ]);
});

test("a spreadsheet gets whole figures, and nothing where there are none", () => {
  const table = weeksTable([line("2026-11-16", "first_reply", { median_s: 61.4 }), line("2026-11-16", "resolution", { met: 0, missed: 0 })], () => "Everybody");
  expect(table.slice(1)).toEqual([
    ["2026-11-16", "Everybody", "first_reply", 3, 1, 75, 61],
    ["2026-11-16", "Everybody", "resolution", 0, 0, "", ""],
  ]);
});
