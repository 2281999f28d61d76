import { textIn } from "@shared/text/text-in";
import type { Definition, Fault, Field, Step } from "./api/flows";

export const stepKinds = ["say", "ask", "branch", "check", "action", "handoff", "end"] as const satisfies Step["kind"][];
export const fieldKinds = ["text", "email", "phone", "order_number", "product", "choice", "amount", "date", "number", "yes_no", "file"] as const satisfies Field["kind"][];

/** The field of a question goes by the question's own name. */
export const fieldName = (id: string) => id.replaceAll("-", "_");

/** What a step is called, as the server takes it: "Order number" → "order-number". */
export const idOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 40);

export function newStep(kind: Step["kind"], steps: readonly Step[]): Step {
  let id: string = kind;
  for (let n = 2; steps.some((step) => step.id === id); n++) id = `${kind}-${n}`;
  const step: Step = { id, kind, text: {} };
  switch (kind) {
    case "ask":
      return { ...step, field: { name: fieldName(id), kind: "text", label: {} } };
    case "branch":
      return { ...step, cases: [{ when: [{ of: "field", is: "is" }], next: "" }] };
    case "check":
      return { ...step, require: [], confirm: true };
    case "action":
      return { ...step, action: "", inputs: {}, save: {} };
    default:
      return step;
  }
}

/** Gives a step another name, in everything that names it. */
export function renamed(draft: Definition, from: string, to: string): Definition {
  const [field, was] = [fieldName(to), fieldName(from)];
  const target = (id: string | undefined) => (id === from ? to : id);
  const texts = <T>(value: T): T => (value && (JSON.parse(JSON.stringify(value).replaceAll(`{${was}}`, `{${field}}`)) as T));
  const steps = draft.steps.map((step) => ({
    ...step,
    ...(step.text && { text: texts(step.text) }),
    ...(step.inputs && { inputs: texts(step.inputs) }),
    id: step.id === from ? to : step.id,
    next: target(step.next),
    otherwise: target(step.otherwise),
    require: step.require?.map((name) => (name === was ? field : name)),
    field: step.field && step.id === from ? { ...step.field, name: field } : step.field,
    cases: step.cases?.map(({ when, next }) => ({ next: target(next) ?? "", when: when.map((one) => (one.of === "field" && one.name === was ? { ...one, name: field } : one)) })),
  }));
  return { ...draft, steps };
}

/** The fields that questions fill in, and what actions give. */
export const fieldsOf = (draft: Definition) =>
  draft.steps.flatMap((step) => [...(step.field ? [step.field.name] : []), ...(step.kind === "action" ? Object.keys(step.save ?? {}) : [])]);

/** What people call a field: its label where a question has one. */
export const labelOf = (draft: Definition, field: string, language: string) => textIn(draft.steps.find((step) => step.field?.name === field)?.field?.label, language);

/** What is wrong with the whole, but for what the draft has mended since. */
export const faultsOfAll = (faults: readonly Fault[], { steps, triggers }: Definition) =>
  faults.filter(({ index, code }) => index < 0 && !(code === "no_steps" && steps.length > 0) && !(code === "no_trigger" && Object.values(tidy({ steps: [], triggers }).triggers).some(Boolean)));

export const faultsAt = (faults: readonly Fault[], step: Step, index: number) => faults.filter((fault) => fault.index === index && fault.step === step.id);

/** Without what the server would store as empty. */
export function tidy(draft: Definition): Definition {
  const { starter, phrases, intents, rules } = draft.triggers;
  const written = (texts: Record<string, string> | undefined) => {
    const left = Object.entries(texts ?? {}).filter(([, text]) => text.trim() !== "");
    return left.length > 0 ? Object.fromEntries(left) : undefined;
  };
  const some = <T>(list: T[] | undefined) => (list?.length ? list : undefined);
  return {
    triggers: { starter: written(starter), phrases: some(phrases), intents: some(intents), rules: some(rules) },
    steps: draft.steps.map((step) => ({ ...step, text: written(step.text), error: written(step.error), next: step.next || undefined, otherwise: step.otherwise || undefined })),
  };
}

/** What is the same whatever order its keys are in. */
export function sameDraft(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, inner]) => inner !== undefined && inner !== "" && inner !== false && inner !== 0)
            .sort(([x], [y]) => x.localeCompare(y)),
        )
      : part,
  );
}
