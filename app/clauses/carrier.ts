/** What may carry a clause, by the place where it stands. */
export const SOURCE_KINDS = ['rules', 'guards', 'pages', 'machinery'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** The first place that fits. The vocabulary only says what words mean, so it carries nothing. */
const PLACES: readonly (readonly [SourceKind, RegExp])[] = [
  ['rules', /^rules\/(?!vocabulary)/],
  ['guards', /^(?:db\/(?:migrations|acts)\/|workers\/guard|lint\/rules\/)/],
  ['pages', /^(?:web\/(?:pages|parts)|api\/routes)\//],
  ['machinery', /^(?:workers|db|ledger|api)\//],
];

export const kindOf = (file: string): SourceKind | undefined => PLACES.find(([, place]) => place.test(file))?.[0];

/** A step of a process that is deployed, reachable from a start. */
export interface Step {
  readonly clause: string;
  readonly file: string;
  readonly diagram: string;
  readonly element: string;
  readonly name: string;
}

/** Something exported that names the clause and runs in production. */
export interface Source {
  readonly clause: string;
  readonly kind: SourceKind;
  readonly file: string;
  readonly name: string;
}

/** A test, or a group of tests, whose title names the clause. */
export interface TitledTest {
  readonly clause: string;
  readonly file: string;
  readonly title: string;
}
