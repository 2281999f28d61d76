import type { ActionView, Definition, Draft, Input, Output, Server } from "./api/actions";

/** What is being edited: each row has a key of its own, since names change while one types. */
export interface Editing {
  definition: Omit<Definition, "inputs" | "outputs">;
  inputs: (Input & { row: number })[];
  outputs: (Output & { row: number })[];
  enabled: boolean;
  secrets: Record<string, string>;
}

let rows = 0;
export const nextRow = () => ++rows;

const blank: Definition = {
  name: "",
  title: {},
  description: "",
  http: { method: "GET", url: "", headers: [] },
  inputs: [],
  outputs: [],
  writes: false,
  identified: false,
  for_model: true,
  for_agents: false,
  seconds: 8,
  per_visitor: 20,
  per_hour: 600,
};

export const newInput = (): Editing["inputs"][number] => ({ row: nextRow(), name: "", label: {}, type: "string", required: true, from: "visitor" });
export const newOutput = (): Editing["outputs"][number] => ({ row: nextRow(), name: "", label: {}, path: "" });

export function editing(definition: Definition, enabled: boolean): Editing {
  const { inputs, outputs, ...rest } = definition;
  return {
    definition: rest,
    inputs: inputs.map((one) => ({ ...one, row: nextRow() })),
    outputs: outputs.map((one) => ({ ...one, row: nextRow() })),
    enabled,
    secrets: {},
  };
}

export const fromStored = (action: ActionView) => editing(action.definition, action.enabled);
export const fromNothing = () => editing(blank, false);

/** A tool with what its server says of it. It counts as changing something until an admin says otherwise. */
export function fromTool(server: Server, name: string): Editing | undefined {
  const tool = server.tools.find((one) => one.name === name);
  if (!tool) return undefined;
  const id = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+/, "").slice(0, 48);
  const definition = { ...blank, name: id, title: { en: name }, description: tool.description, writes: true, tool: { server_id: server.id, name, hash: tool.hash }, inputs: tool.inputs };
  delete (definition as Partial<Definition>).http;
  return editing(definition, false);
}

/** The names of the secrets that headers ask for. */
export function secretNames(definition: Pick<Definition, "http">): string[] {
  const all = (definition.http?.headers ?? []).flatMap(({ value }) => [...value.matchAll(/\{secret:([a-z][a-z0-9_]*)\}/g)].map((match) => match[1] ?? ""));
  return [...new Set(all)];
}

/** What is sent: rows without their keys, secrets that were typed. */
export function draftOf({ definition, inputs, outputs, enabled, secrets }: Editing): Draft {
  const typed = Object.entries(secrets).filter(([, value]) => value !== "");
  return {
    definition: { ...definition, inputs: inputs.map(({ row: _, ...one }) => one), outputs: outputs.map(({ row: _, ...one }) => one) },
    enabled,
    ...(typed.length > 0 && { secrets: Object.fromEntries(typed) }),
  };
}
