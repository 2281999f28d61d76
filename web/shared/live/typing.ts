/** How often a signal is repeated while somebody types, and how long the other side shows it. */
export const typingEvery = 2_500;
export const typingShownFor = 5_000;

/** Tells the server that somebody is typing, at most every 2.5 s. */
export class TypingSignal {
  private last = -Infinity;

  constructor(
    private readonly send: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** Call on each keystroke. */
  typed(): void {
    if (this.now() - this.last < typingEvery) return;
    this.last = this.now();
    this.send();
  }

  /** The message was sent: the next keystroke is news again. */
  sent(): void {
    this.last = -Infinity;
  }
}
