import { child, children, text } from './dmn-xml.js';
import type { DmnElement } from './dmn-xml.js';
import type { Faults } from './faults.js';
import type { Aggregator, DecisionTable, HitPolicy, Rule, TableInput, TableOutput } from './types.js';

/** Those that Camunda 8 documents; of the others of DMN, PRIORITY and OUTPUT ORDER are refused by their name. */
const HIT_POLICIES: readonly string[] = ['UNIQUE', 'FIRST', 'ANY', 'RULE ORDER', 'COLLECT'] satisfies HitPolicy[];
const AGGREGATORS: readonly string[] = ['SUM', 'MIN', 'MAX', 'COUNT'] satisfies Aggregator[];

/** `place` says whose table it is, for the faults. */
export function readTable(table: DmnElement, place: string, faults: Faults): DecisionTable {
  const inputs = children(table, 'input').map((input, index) => readInput(input, index, place, faults));
  const outputs = children(table, 'output').map((output) => readOutput(output, place, faults));
  const hitPolicy = text(table, 'hitPolicy') ?? 'UNIQUE';
  const aggregator = text(table, 'aggregation');
  if (!HIT_POLICIES.includes(hitPolicy))
    faults.add(place, `Hit policy '${hitPolicy}' is not supported: expected one of ${HIT_POLICIES.join(', ')}`);
  if (aggregator !== null && !AGGREGATORS.includes(aggregator))
    faults.add(place, `Aggregator '${aggregator}' is not supported: expected one of ${AGGREGATORS.join(', ')}`);
  if (outputs.length > 1 && hitPolicy === 'COLLECT' && aggregator !== null)
    faults.add(place, "Hit policy 'COLLECT' with aggregator is not defined for compound output");
  checkOutputs(outputs, place, faults);
  const columns = { inputs, outputs };
  return {
    kind: 'DECISION_TABLE',
    hitPolicy: hitPolicy as HitPolicy,
    aggregator: aggregator as Aggregator | null,
    ...columns,
    rules: children(table, 'rule').map((rule, index) => readRule(rule, index, columns, place, faults)),
  };
}

function readInput(input: DmnElement, index: number, place: string, faults: Faults): TableInput {
  const name = text(input, 'label') ?? '';
  const where = `${place}, input ${column(name, input.id, index)}`;
  return { id: input.id ?? '', name, expression: faults.expression(where, child(input, 'inputExpression')) };
}

function readOutput(output: DmnElement, place: string, faults: Faults): TableOutput {
  const name = text(output, 'name') ?? '';
  const entry = child(output, 'defaultOutputEntry');
  const fallback = entry === null ? null : faults.expression(`${place}, default output '${name}'`, entry);
  return { id: output.id ?? '', name, fallback };
}

function checkOutputs(outputs: readonly TableOutput[], place: string, faults: Faults): void {
  if (outputs.length === 0) faults.add(place, 'A decision table must have at least one output');
  if (outputs.length < 2) return;
  const names = new Set<string>();
  for (const [index, { id, name }] of outputs.entries()) {
    if (name === '')
      faults.add(`${place}, output ${column('', id, index)}`, 'Expected a name, as there are several outputs');
    else if (names.has(name)) faults.add(place, `Expected the names of outputs to be unique but found '${name}' twice`);
    names.add(name);
  }
}

interface Columns {
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
}

function readRule(rule: DmnElement, index: number, { inputs, outputs }: Columns, place: string, faults: Faults): Rule {
  const where = `${place}, rule ${String(index + 1)}${rule.id === undefined ? '' : ` ('${rule.id}')`}`;
  const conditions = children(rule, 'inputEntry');
  const conclusions = children(rule, 'outputEntry');
  if (conditions.length !== inputs.length || conclusions.length !== outputs.length)
    faults.add(
      where,
      `Expected ${String(inputs.length)} input and ${String(outputs.length)} output entries ` +
        `but found ${String(conditions.length)} and ${String(conclusions.length)}`,
    );
  return {
    id: rule.id ?? '',
    conditions: conditions.map((entry, at) =>
      faults.unaryTests(`${where}, input ${column(inputs[at]?.name ?? '', inputs[at]?.id, at)}`, entry),
    ),
    conclusions: conclusions.map((entry, at) =>
      faults.expression(`${where}, output ${column(outputs[at]?.name ?? '', outputs[at]?.id, at)}`, entry),
    ),
  };
}

/** A column by its number, with the name people see. */
function column(name: string, id: string | undefined, index: number): string {
  const known = name === '' ? (id ?? '') : name;
  return known === '' ? String(index + 1) : `${String(index + 1)} ('${known}')`;
}
