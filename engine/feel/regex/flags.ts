/** How a part of a pattern is read; the letters are Java's. */
export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
  readonly u: boolean;
  readonly d: boolean;
}

const NONE: Flags = { i: false, m: false, s: false, x: false, u: false, d: false };

/** Flags of a call; letters that mean nothing are passed over, as in Zeebe. */
export function readFlags(letters: string): Flags {
  return changed(NONE, letters.replace(/[^imsx]/g, ''), '');
}

export function changed(flags: Flags, on: string, off: string): Flags {
  const entries = Object.entries(flags) as [keyof Flags, boolean][];
  return Object.fromEntries(
    entries.map(([letter, isOn]) => [letter, (isOn || on.includes(letter)) && !off.includes(letter)]),
  ) as unknown as Flags;
}
