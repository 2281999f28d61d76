import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { useStore } from "../state/use-store";
import { bindingOverrides, bindingOf, type ActionId } from "./bindings";
import { ActionRegistry, isChordInBlank, isTyping, type Action } from "./registry";

const Registry = createContext<ActionRegistry | undefined>(undefined);

/** Holds the actions of the screens below it and listens for their chords. */
export function ActionProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new ActionRegistry());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || document.querySelector('[aria-modal="true"]')) return;
      if (registry.press(event, isTyping(event.target) && !isChordInBlank(event))) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [registry]);
  return <Registry value={registry}>{children}</Registry>;
}

function useRegistry(): ActionRegistry {
  const registry = useContext(Registry);
  if (!registry) throw new Error("no ActionProvider above");
  return registry;
}

/** Offers actions for as long as the caller is mounted. Each render renews what they do, not who lists them. */
export function useActions(actions: readonly Action[]): void {
  const registry = useRegistry();
  const owner = useRef(Symbol("actions"));
  useEffect(() => {
    registry.set(owner.current, actions);
  });
  useEffect(() => {
    const mine = owner.current;
    return () => registry.remove(mine);
  }, [registry]);
}

export const useAllActions = (): readonly Action[] => useStore(useRegistry().actions);

/** The chord an action has now, and again when it is rebound. */
export function useBinding(id: ActionId): string {
  useStore(bindingOverrides);
  return bindingOf(id);
}
