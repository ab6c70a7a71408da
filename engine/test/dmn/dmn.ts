import { evaluateDecision, readGraph } from '../../dmn/index.js';
import type { DecisionEvaluation } from '../../dmn/index.js';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A DMN file around these elements. */
export function dmn(content: string, id = 'graph', name = 'Graph'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  id="${id}" name="${name}" namespace="http://camunda.org/schema/1.0/dmn">
${content}
</definitions>`;
}

export const literal = (text: string): string => `<literalExpression><text>${escape(text)}</text></literalExpression>`;

/** The settings of a decision that stand before its logic. */
interface DecisionSettings {
  readonly requires?: readonly string[];
  readonly inputs?: readonly string[];
  readonly knows?: readonly string[];
  readonly variable?: string;
  readonly type?: string;
  readonly tag?: string;
  readonly name?: string;
}

export function decision(id: string, logic: string, settings: DecisionSettings = {}): string {
  const { requires = [], inputs = [], knows = [], variable, type, tag, name = id } = settings;
  const required = [
    ...(tag === undefined ? [] : [`<extensionElements><zeebe:versionTag value="${tag}" /></extensionElements>`]),
    ...(variable === undefined && type === undefined
      ? []
      : [`<variable name="${variable ?? id}" ${type === undefined ? '' : `typeRef="${type}"`} />`]),
    ...requires.map(
      (other) => `<informationRequirement><requiredDecision href="#${other}" /></informationRequirement>`,
    ),
    ...inputs.map((input) => `<informationRequirement><requiredInput href="#${input}" /></informationRequirement>`),
    ...knows.map((model) => `<knowledgeRequirement><requiredKnowledge href="#${model}" /></knowledgeRequirement>`),
  ];
  return `<decision id="${id}" name="${name}">${required.join('')}${logic}</decision>`;
}

interface TableSettings {
  readonly policy?: string;
  readonly aggregation?: string;
  /** Default values of the outputs, in order. */
  readonly defaults?: readonly string[];
  /** Before the ids, where a file has several tables. */
  readonly prefix?: string;
}

/**
 * A decision table as text: `age, "season" | dish`, then one line per rule: `> 5 ; "Winter" | "Stew"`. The ids are
 * in1, out1, rule1 …, after the prefix, if any; the label of an input is its expression in capitals.
 */
export function table(columns: string, rules: string, settings: TableSettings = {}): string {
  const { policy, aggregation, defaults = [], prefix = '' } = settings;
  const [inputs, outputs] = halves(columns, ',');
  const attributes = `${policy === undefined ? '' : `hitPolicy="${policy}"`} ${aggregation === undefined ? '' : `aggregation="${aggregation}"`}`;
  const inputClauses = inputs.map(
    (text, at) =>
      `<input id="${prefix}in${String(at + 1)}" label="${escape(text.toUpperCase())}"><inputExpression><text>${escape(text)}</text></inputExpression></input>`,
  );
  const outputClauses = outputs.map((name, at) => {
    const text = defaults[at];
    const entry = text === undefined ? '' : `<defaultOutputEntry><text>${escape(text)}</text></defaultOutputEntry>`;
    return `<output id="${prefix}out${String(at + 1)}" name="${name}">${entry}</output>`;
  });
  return `<decisionTable ${attributes}>${inputClauses.join('')}${outputClauses.join('')}${ruleElements(rules, prefix)}</decisionTable>`;
}

function ruleElements(rules: string, prefix: string): string {
  return rules
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, at) => {
      const [conditions, conclusions] = halves(line, ';');
      const entries = [
        ...conditions.map((text) => `<inputEntry><text>${escape(text)}</text></inputEntry>`),
        ...conclusions.map((text) => `<outputEntry><text>${escape(text)}</text></outputEntry>`),
      ];
      return `<rule id="${prefix}rule${String(at + 1)}">${entries.join('')}</rule>`;
    })
    .join('');
}

function halves(line: string, separator: string): [string[], string[]] {
  const [left = '', right = ''] = line.split('|');
  const cells = (half: string) => (half.trim() === '' ? [] : half.split(separator).map((cell) => cell.trim()));
  return [cells(left), cells(right)];
}

const NOW = Date.UTC(2026, 2, 1, 8);

/** Evaluates a decision of a file, the first one by default. */
export async function evaluate(
  xml: string,
  variables: Record<string, unknown> = {},
  decisionId?: string,
): Promise<DecisionEvaluation> {
  const { decisions } = await readGraph(xml);
  const found = decisionId === undefined ? [...decisions.values()][0] : decisions.get(decisionId);
  if (found === undefined) throw new Error(`no decision ${decisionId ?? ''}`);
  return evaluateDecision(found, variables, NOW);
}

/** The output of a decision that is one table. */
export async function tableOutput(logic: string, variables: Record<string, unknown>): Promise<unknown> {
  const { output, failure } = await evaluate(dmn(decision('d', logic)), variables);
  return failure ?? output;
}
