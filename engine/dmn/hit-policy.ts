import { isDeepStrictEqual } from 'node:util';
import { feelType, parseExpression, toJson } from '../feel/index.js';
import { DecisionFailure, show } from './failure.js';
import type { DecisionTable } from './types.js';

/** What one matched rule says: its outputs by name. */
export type RuleOutput = ReadonlyMap<string, unknown>;

const AGGREGATIONS = {
  SUM: parseExpression('sum(values)'),
  MIN: parseExpression('min(values)'),
  MAX: parseExpression('max(values)'),
};

/** The result of a table from its matched rules, of which there is at least one; throws a DecisionFailure. */
export function applyHitPolicy({ hitPolicy, aggregator }: DecisionTable, matched: readonly RuleOutput[]): unknown {
  switch (hitPolicy) {
    case 'FIRST':
      return outputValue(matched[0]);
    case 'UNIQUE':
      if (matched.length > 1)
        throw new DecisionFailure(`multiple values aren't allowed for UNIQUE hit policy. found: '${list(matched)}'`);
      return outputValue(matched[0]);
    case 'ANY': {
      const distinct = matched.filter((output, index) => matched.findIndex((other) => isSame(output, other)) === index);
      if (distinct.length > 1)
        throw new DecisionFailure(`different values aren't allowed for ANY hit policy. found: '${list(distinct)}'`);
      return outputValue(matched[0]);
    }
    case 'RULE ORDER':
      return matched.map(outputValue);
    case 'COLLECT':
      return aggregator === null ? matched.map(outputValue) : aggregated(aggregator, matched);
  }
}

function aggregated(aggregator: 'SUM' | 'MIN' | 'MAX' | 'COUNT', matched: readonly RuleOutput[]): unknown {
  if (aggregator === 'COUNT') return matched.length;
  const values = matched.map(outputValue);
  for (const value of values)
    if (feelType(value) !== 'number') throw new DecisionFailure(`expected number but found '${show(value)}'`);
  return AGGREGATIONS[aggregator].value({ values }, 0);
}

/** One output stands for itself, several are a context. */
export function outputValue(output: RuleOutput | undefined): unknown {
  if (output === undefined) return null;
  const [only] = output.values();
  return output.size === 1 ? only : Object.fromEntries(output);
}

function isSame(one: RuleOutput, other: RuleOutput): boolean {
  return isDeepStrictEqual(toJson(outputValue(one)), toJson(outputValue(other)));
}

function list(outputs: readonly RuleOutput[]): string {
  const maps = outputs.map(
    (output) => `Map(${[...output].map(([name, value]) => `${name} -> ${show(value)}`).join(', ')})`,
  );
  return `List(${maps.join(', ')})`;
}
