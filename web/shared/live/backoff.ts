const shortest = 500;
const longest = 30_000;

/**
 * How long to wait before the nth try in a row, in milliseconds: anywhere between half a second and a
 * ceiling that doubles from two seconds to thirty, so that thousands of clients cut off together do not come back together.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longest, shortest * 2 ** (Math.min(attempt, 16) + 2));
  return shortest + random() * (ceiling - shortest);
}
