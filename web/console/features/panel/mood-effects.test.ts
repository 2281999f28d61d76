import { expect, test } from "vitest";
import type { MoodEffect } from "@console/shared/api/types";
import { strongest } from "./components/mood-line";

const effect = (seq: number, valence: number, anger: number): MoodEffect => ({ seq, by: "agent", change: anger < 0 ? "calmer" : "angrier", valence, anger });

test("the three replies that moved the mood most stand in the order they were said", () => {
  const list = [effect(2, 0.1, -0.3), effect(4, 0.7, -0.6), effect(6, -0.2, 0.26), effect(8, -0.9, 0.8), effect(10, 0.8, -0.7)];
  expect(strongest(list).map((one) => one.seq)).toEqual([4, 8, 10]);
  expect(strongest(list.slice(0, 2)).map((one) => one.seq)).toEqual([2, 4]);
});
