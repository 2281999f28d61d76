import { describe, expect, it } from "vitest";
import type { Member } from "@console/shared/api/types";
import { atCursor, callsMe, colleagues, named, withNames } from "./mentions";

const member = (id: string, name: string, presence: Member["presence"]) => ({ id, name, presence }) as Member;
const members = [member("1", "Mei Lin", "offline"), member("2", "Ben Ode", "online"), member("3", "林美", "online"), member("4", "Melanie", "away")];

describe("atCursor", () => {
  it("finds the word that is being typed", () => {
    expect(atCursor("ask @Me", 7)).toEqual({ query: "Me", from: 4 });
    expect(atCursor("@", 1)).toEqual({ query: "", from: 0 });
    expect(atCursor("问 @林", 4)).toEqual({ query: "林", from: 2 });
  });
  it("leaves addresses and what stands behind the cursor alone", () => {
    expect(atCursor("ada@example.com", 15)).toBeUndefined();
    expect(atCursor("@Mei", 0)).toBeUndefined();
    expect(atCursor("@Mei, could you", 15)).toBeUndefined();
  });
});

describe("colleagues", () => {
  it("puts those first who are there, and leaves out oneself", () => {
    expect(colleagues(members, "me", "2").map(({ id }) => id)).toEqual(["4", "1"]);
    expect(colleagues(members, "lin", "2").map(({ id }) => id)).toEqual(["1"]);
    expect(colleagues(members, "", "3").map(({ id }) => id)).toEqual(["2", "4", "1"]);
    expect(colleagues(members, "林", "2").map(({ id }) => id)).toEqual(["3"]);
  });
});

it("calls only whom the text still names, each once", () => {
  expect(named("@Mei Lin please look", [members[0]!, members[1]!, members[0]!])).toEqual(["1"]);
});

it("shows the names of those a note calls", () => {
  expect(withNames("@Mei Lin and @Nobody", ["1", "gone"], members)).toBe("**@Mei Lin** and @Nobody");
});

it("tells whom a note is for", () => {
  const note = { kind: "note.added", author: { kind: "agent", id: "2" }, data: { text: "x", mentions: ["1"] } } as never;
  expect(callsMe(note, "1", false)).toBe(true);
  expect(callsMe(note, "4", false)).toBe(false);
  expect(callsMe(note, "4", true)).toBe(true);
  expect(callsMe(note, "2", true)).toBe(false);
});
