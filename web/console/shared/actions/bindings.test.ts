import { beforeEach, describe, expect, test, vi } from "vitest";
import { bindingOf, defaultBindings, rebind, resetBindings } from "./bindings";
import { isTaken } from "./chord";
import { ActionRegistry, isChordInBlank, isTyping, type Action } from "./registry";

const alt = (key: string) => ({ key, code: `Key${key.toUpperCase()}`, altKey: true, ctrlKey: false, metaKey: false, shiftKey: false });
const action = (more: Partial<Action>): Action => ({ id: "next", binding: "next", label: "Next", group: "conversation", run: vi.fn(), ...more });

beforeEach(resetBindings);

test("no default fights a browser, and none is given twice", () => {
  const chords = Object.values(defaultBindings);
  expect(chords.filter(isTaken)).toEqual([]);
  expect(new Set(chords).size).toBe(chords.length);
});

test("a rebound chord is taken from whoever had it, and survives a reload", () => {
  rebind("resolve", "alt+j");
  expect(bindingOf("resolve")).toBe("alt+j");
  expect(bindingOf("next")).toBe("");
  expect(JSON.parse(localStorage.getItem("firstline.shortcuts") ?? "{}")).toEqual({ resolve: "alt+j", next: "" });
});

describe("registry", () => {
  test("nothing fires while typing but what says so", () => {
    const registry = new ActionRegistry();
    const quiet = action({});
    const loud = action({ binding: "suggestion_1", whileTyping: true });
    registry.set(Symbol("test"), [quiet, loud]);
    expect(registry.press(alt("j"), true)).toBe(false);
    expect(quiet.run).not.toHaveBeenCalled();
    expect(registry.press({ ...alt("1"), code: "Digit1" }, true)).toBe(true);
    expect(loud.run).toHaveBeenCalledOnce();
    expect(registry.press(alt("j"), false)).toBe(true);
  });

  test("the screen that came last wins, and gives back what it took", () => {
    const registry = new ActionRegistry();
    const first = action({});
    const second = action({});
    const dialog = Symbol("dialog");
    registry.set(Symbol("page"), [first]);
    registry.set(dialog, [second]);
    registry.press(alt("j"), false);
    registry.remove(dialog);
    registry.press(alt("j"), false);
    expect(second.run).toHaveBeenCalledOnce();
    expect(first.run).toHaveBeenCalledOnce();
  });
});

test("fields and editors are typing, checkboxes and buttons are not", () => {
  const element = (html: string) => {
    document.body.innerHTML = html;
    return document.body.firstElementChild;
  };
  expect(isTyping(element("<textarea></textarea>"))).toBe(true);
  expect(isTyping(element("<input type='search'>"))).toBe(true);
  expect(isTyping(element("<input type='checkbox'>"))).toBe(false);
  expect(isTyping(element("<button>x</button>"))).toBe(false);
});

test("Alt and a letter is a chord where nothing is written yet, unless it writes a sign", () => {
  const field = document.createElement("textarea");
  const pressed = (key: string, altKey = true) => {
    let is = false;
    field.addEventListener("keydown", (event) => (is = isChordInBlank(event)), { once: true });
    field.dispatchEvent(new KeyboardEvent("keydown", { key, altKey }));
    return is;
  };
  expect([pressed("r"), pressed("®"), pressed("@"), pressed("r", false)]).toEqual([true, true, false, false]);
  field.value = "Dear";
  expect(pressed("r")).toBe(false);
});
