import type { Counts } from "./api/outcomes";

export const parts = ["confirmed", "assumed", "escalated", "other"] as const;
export type Part = (typeof parts)[number];

/** How many conversations ended each way; the four add up to all. */
export function split({ conversations, confirmed, assumed, escalated }: Counts): Record<Part, number> {
  return { confirmed, assumed, escalated, other: Math.max(0, conversations - confirmed - assumed - escalated) };
}

export function total(list: readonly Counts[]): Counts {
  const sum = (name: keyof Counts) => list.reduce((all, one) => all + one[name], 0);
  return { conversations: sum("conversations"), confirmed: sum("confirmed"), assumed: sum("assumed"), escalated: sum("escalated") };
}

/** Every day of a period up to today, also those on which nothing began. */
export function everyDay<T extends Counts & { day: string }>(list: readonly T[], days: number, today = new Date()): (Counts & { day: string })[] {
  const known = new Map(list.map((one) => [one.day, one]));
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - (days - 1 - index))).toISOString().slice(0, 10);
    return known.get(day) ?? { day, conversations: 0, confirmed: 0, assumed: 0, escalated: 0 };
  });
}
