import { expect, test } from "vitest";
import { duration } from "./durations";

test("minutes are read as people read them", () => {
  expect(duration("en", 0)).toBe("0 min");
  expect(duration("en", 41.6)).toBe("42 min");
  expect(duration("en", 89)).toBe("89 min");
  expect(duration("en", 210)).toBe("3.5 hr");
  expect(duration("zh", 42)).toBe("42分钟");
});
