/** The number of the next version: those of deleted versions are not used again. */
export const nextVersion = (known: readonly { readonly version: number }[]): number =>
  Math.max(0, ...known.map(({ version }) => version)) + 1;
