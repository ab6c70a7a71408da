import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { computeCompensation } from '../../../rules/compensation/compute-compensation.js';
import { compensationOutput } from '../../../rules/compensation/output.js';
import { parseCompensationInput } from '../../../rules/compensation/parse-input.js';
import { policy } from '../builders.js';

/** One row of scenarios.csv, which the people of the field may edit: input columns, then expected amounts in yuan. */
type Scenario = Record<string, string>;

const file = new URL('./scenarios.csv', import.meta.url);
const scenarios = parse<Scenario>(readFileSync(file), { columns: true });
const INPUT = ['mode', 'tenure', 'areaSqm', 'livingAreaSqm', 'unitPrice', 'averagePrice', 'k', 'unitSizeSubsidySqm'];
const AMOUNTS = ['house-value', 'price-subsidy', 'unit-size-subsidy'];

describe('compensation scenarios', () => {
  it.each(scenarios.map((scenario) => [scenario['说明'] ?? '', scenario] as const))('%s', (_story, scenario) => {
    const fields = INPUT.map((field) => [field, scenario[field] === '' ? null : scenario[field]]);
    const json = { ...Object.fromEntries(fields), nonSelfContained: scenario['nonSelfContained'] === 'true' };
    const parsed = parseCompensationInput(json, policy);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
    const { value } = computeCompensation(parsed.input, policy);
    if (value === null) throw new Error('refused');
    const output = compensationOutput(value);
    const expected = AMOUNTS.filter((name) => scenario[name] !== '').map((name) => [name, scenario[name]]);
    expect(output.components.map(({ name, yuan }) => [name, yuan])).toEqual(expected);
    expect(output.totalYuan).toBe(scenario['total']);
  });
});
