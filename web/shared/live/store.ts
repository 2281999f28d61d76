/** Something that changes and can be watched: fits useSyncExternalStore of React and of Preact alike. */
export interface Store<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export class Value<T> implements Store<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  get = (): T => this.value;

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.value));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** A value computed from another, told onwards only when it changed. */
export function derived<S, T>(source: Store<S>, compute: (value: S) => T): Store<T> {
  const value = new Value(compute(source.get()));
  source.subscribe(() => value.set(compute(source.get())));
  return value;
}
