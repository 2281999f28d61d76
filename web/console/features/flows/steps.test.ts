import { expect, test } from "vitest";
import type { Definition } from "./api/flows";
import { faultsOfAll, fieldsOf, idOf, newStep, renamed, sameDraft, tidy } from "./steps";

const draft: Definition = {
  triggers: { phrases: [] },
  steps: [
    { ...newStep("ask", []), id: "order", field: { name: "order", kind: "order_number", label: { en: "Order" } } },
    { id: "b", kind: "branch", cases: [{ when: [{ of: "field", name: "order", is: "filled" }], next: "order" }] },
    { id: "c", kind: "check", require: ["order"], otherwise: "order" },
    { id: "a", kind: "action", action: "x", inputs: { id: "{order}" }, save: { label: "number" } },
    { id: "e", kind: "end", text: { en: "Done with {order}.", zh: "" } },
  ],
};

test("a step's name is one that the server takes", () => {
  expect(idOf("Order number!")).toBe("order-number-");
  expect(idOf("2nd try")).toBe("nd-try");
});

test("a new step takes a name that is free", () => {
  expect(newStep("end", draft.steps).id).toBe("end");
  expect(newStep("end", [newStep("end", [])]).id).toBe("end-2");
});

test("another name reaches everything that names the step", () => {
  const { steps } = renamed(draft, "order", "order-no");
  expect(steps[0]).toMatchObject({ id: "order-no", field: { name: "order_no" } });
  expect(steps[1]?.cases?.[0]).toEqual({ next: "order-no", when: [{ of: "field", name: "order_no", is: "filled" }] });
  expect(steps[2]).toMatchObject({ require: ["order_no"], otherwise: "order-no" });
  expect(steps[3]?.inputs).toEqual({ id: "{order_no}" });
  expect(steps[4]?.text?.en).toBe("Done with {order_no}.");
  expect(JSON.stringify(steps)).not.toContain('"order"');
});

test("fields are what questions ask and actions give", () => {
  expect(fieldsOf(draft)).toEqual(["order", "label"]);
});

test("what is empty is left out and is no change", () => {
  expect(tidy(draft).triggers).toEqual({});
  expect(tidy(draft).steps[4]?.text).toEqual({ en: "Done with {order}." });
  expect(sameDraft(tidy(draft), draft)).toBe(false); // an empty list and an empty text are gone
  expect(sameDraft({ a: 1, b: { c: undefined, d: "" } }, { b: {}, a: 1 })).toBe(true);
});

test("what the draft has mended is no fault any more", () => {
  const faults = [
    { code: "no_steps", index: -1, step: "" },
    { code: "no_trigger", index: -1, step: "" },
  ];
  expect(faultsOfAll(faults, draft).map(({ code }) => code)).toEqual(["no_trigger"]);
  expect(faultsOfAll(faults, { steps: [], triggers: { phrases: ["return"] } }).map(({ code }) => code)).toEqual(["no_steps"]);
});
