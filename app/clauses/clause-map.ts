import type { Source, SourceKind, Step, TitledTest } from './carrier.js';
import { CLAUSES, isDemand, type UnknownClause, unknownIn } from './clause-ids.js';
import { clauseLabel } from '../../rules/vocabulary/clauses.js';
import type { SourceTree } from './source-tree.js';
import { sourcesOf } from './sources.js';
import { stepsOf } from './steps.js';
import { titledTestsOf } from './test-titles.js';

type Carried<T extends { readonly clause: string }> = readonly Omit<T, 'clause'>[];

/** One clause: what it demands, what carries it, and what it still lacks. */
export interface ClauseEntry extends Readonly<Record<SourceKind, Carried<Omit<Source, 'kind'>>>> {
  readonly clause: string;
  readonly words: string;
  readonly steps: Carried<Step>;
  readonly tests: Carried<TitledTest>;
  readonly missing: readonly ('step or rule' | 'test')[];
}

export interface ClauseMap {
  readonly clauses: readonly ClauseEntry[];
  readonly unknown: readonly UnknownClause[];
  /** How many of the demands are carried and tested. */
  readonly carried: number;
  readonly demands: number;
  /** Demands that lack something, in order. */
  readonly missing: readonly string[];
}

/** What runs, as paths from the root of the tree. */
export interface Production {
  /** What the application deploys; of it the diagrams are read. */
  readonly deployed: readonly string[];
  /** Files that start in production. */
  readonly entries: readonly string[];
}

/** Says for every clause what carries it in a tree of sources. */
export async function clauseMapOf(tree: SourceTree, { deployed: files, entries }: Production): Promise<ClauseMap> {
  const diagrams = files.filter((file) => file.endsWith('.bpmn'));
  const deployed = new Map([...tree.others].filter(([file]) => diagrams.includes(file)));
  const steps = await Promise.all([...deployed].map(([file, xml]) => stepsOf(file, xml)));
  const sources = sourcesOf(tree, entries, deployed);
  const tests = [...tree.tests].flatMap(([file, text]) => titledTestsOf(file, text));
  const clauses = CLAUSES.map((clause) => entryOf(clause, steps.flat(), sources, tests));
  const demands = clauses.filter(({ clause }) => isDemand(clause));
  const missing = demands.filter((entry) => entry.missing.length > 0).map(({ clause }) => clause);
  return {
    clauses,
    unknown: Object.values(tree).flatMap((texts: ReadonlyMap<string, string>) =>
      [...texts].flatMap(([file, text]) => unknownIn(file, text)),
    ),
    carried: demands.length - missing.length,
    demands: demands.length,
    missing,
  };
}

/** Complete: every demand is carried and tested, and no file names a clause that does not exist. */
export const isComplete = ({ missing, unknown }: ClauseMap): boolean => missing.length === 0 && unknown.length === 0;

function entryOf(
  clause: string,
  allSteps: readonly Step[],
  allSources: readonly Source[],
  allTests: readonly TitledTest[],
): ClauseEntry {
  const steps = of(clause, allSteps);
  const tests = of(clause, allTests);
  const sources = allSources.filter((source) => source.clause === clause);
  const inPlace = (kind: SourceKind) =>
    sources.filter((source) => source.kind === kind).map(({ file, name }) => ({ file, name }));
  const rules = inPlace('rules');
  const missing = [
    ...(steps.length + rules.length === 0 ? (['step or rule'] as const) : []),
    ...(tests.length === 0 ? (['test'] as const) : []),
  ];
  return {
    clause,
    words: clauseLabel(clause),
    steps,
    rules,
    guards: inPlace('guards'),
    pages: inPlace('pages'),
    machinery: inPlace('machinery'),
    tests,
    missing,
  };
}

const of = <T extends { readonly clause: string }>(clause: string, all: readonly T[]): Omit<T, 'clause'>[] =>
  all.filter((each) => each.clause === clause).map(({ clause: _clause, ...rest }) => rest);
