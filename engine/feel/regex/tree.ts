/** Does this character (a code point) belong? */
export type CharacterTest = (code: number) => boolean;

export type Assertion =
  'line start' | 'line end' | 'text start' | 'text end' | 'last line end' | 'word boundary' | 'no word boundary';

export type QuantifierMode = 'greedy' | 'lazy' | 'possessive';

/** A regular expression as it was read. */
export type PatternNode =
  | { readonly kind: 'character'; readonly test: CharacterTest; readonly only: number | null }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly number: number; readonly inner: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly inner: PatternNode;
      readonly min: number;
      /** Infinity: as often as it can. */
      readonly max: number;
      readonly mode: QuantifierMode;
    }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly inner: PatternNode }
  | { readonly kind: 'atomic'; readonly inner: PatternNode }
  | { readonly kind: 'reference'; readonly group: number; readonly ignoreCase: boolean };

export interface Pattern {
  readonly root: PatternNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
