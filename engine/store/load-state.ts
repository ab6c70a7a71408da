import { types } from 'pg';
import type { ClientBase, CustomTypesConfig } from 'pg';
import { parseJson } from '../feel/index.js';
import { readDeployedGraph } from '../dmn/index.js';
import { readDeployed } from '../model/read-diagram.js';
import { State } from '../state/state.js';
import type { TableName } from '../state/state.js';
import { COLUMNS, snakeCase } from './columns.js';
import { RowCodec } from './row-codec.js';

/** Columns of the type jsonb with their numbers as they were written. */
const EXACT_JSON: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === types.builtins.JSONB && format !== 'binary' ? parseJson : (types.getTypeParser(oid, format) as unknown),
};

/** Reads everything that is live, oldest rows first, and the diagrams that are in use. */
export async function loadState(client: ClientBase, schema: string): Promise<State> {
  const state = new State();
  for (const [name, table] of Object.entries(state.tables)) {
    const columns = COLUMNS[name as TableName];
    const { live, key } = columns;
    if (live === null) continue;
    const where = live.replaceAll('{schema}', schema);
    const order = key.map(snakeCase).join(', ');
    const { rows } = await client.query<Record<string, unknown>>({
      text: `SELECT * FROM ${schema}.${name} WHERE ${where} ORDER BY ${order}`,
      types: EXACT_JSON,
    });
    const codec = new RowCodec(columns);
    for (const row of rows) table.load(codec.decode(row) as never);
  }
  await loadModels(state);
  await loadDecisions(state);
  return state;
}

async function loadModels(state: State): Promise<void> {
  const used = new Set<string>();
  for (const instance of state.processInstances.all()) used.add(instance.processDefinitionKey);
  for (const { processDefinitionKey: key, processDefinitionId, bpmnXml, state: life } of state.definitions.all()) {
    if (life === 'ACTIVE' || used.has(key)) state.addModel(key, await readDeployed(bpmnXml, processDefinitionId));
  }
}

async function loadDecisions(state: State): Promise<void> {
  for (const { decisionRequirementsKey: key, dmnXml, state: life } of state.decisionRequirements.all())
    if (life === 'ACTIVE') state.decisionGraphs.set(key, await readDeployedGraph(dmnXml));
}
