import type { EvaluatedInput, MatchedRule } from '../commands/requests.js';
import type { Search } from '../search/index.js';
import { notFound } from './problems.js';

/** The DMN file of these decision requirements. */
export function requirementsXml(search: Search, key: string): Promise<string> {
  return xmlWhere(search, 'decision_requirements_key = $1::bigint', key, 'Decision requirements');
}

/** The DMN file that a decision stands in. */
export function definitionXml(search: Search, key: string): Promise<string> {
  const own = `decision_requirements_key = (SELECT decision_requirements_key FROM ${search.schema}.decision_definition
    WHERE decision_definition_key = $1::bigint)`;
  return xmlWhere(search, own, key, 'Decision definition');
}

async function xmlWhere({ pool, schema }: Search, where: string, key: string, what: string): Promise<string> {
  const { rows } = await pool.query<{ dmn_xml: string }>(
    `SELECT dmn_xml FROM ${schema}.decision_requirements WHERE ${where}`,
    [key],
  );
  if (rows[0] === undefined) throw notFound(`${what} with key '${key}' not found`);
  return rows[0].dmn_xml;
}

/** Values leave as JSON text. */
export function toInputs(inputs: readonly EvaluatedInput[]): unknown {
  return inputs.map((input) => ({ ...input, inputValue: JSON.stringify(input.inputValue) }));
}

export function toRules(rules: readonly MatchedRule[]): unknown {
  return rules.map(({ ruleId, ruleIndex, evaluatedOutputs }) => ({
    ruleId,
    ruleIndex,
    evaluatedOutputs: evaluatedOutputs.map((output) => ({
      ...output,
      outputValue: JSON.stringify(output.outputValue),
      ruleId,
      ruleIndex,
    })),
  }));
}
