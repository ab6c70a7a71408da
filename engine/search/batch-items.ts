import type { BatchItem } from '../commands/batch-operations/batch-items.js';
import type { BatchOperationType, Key } from '../commands/requests.js';
import type { BatchPlan } from '../state/rows.js';
import { ofInstance } from './definitions/incidents.js';
import { processInstances } from './definitions/process-instances.js';
import { filterConditions } from './filter-conditions.js';
import { Parameters, allOf } from './sql.js';
import type { Search } from './search.js';

interface Source {
  /** What the operation can be done to; the process instance is called t. */
  readonly where: string;
  /** Fields of the filter that `where` decides, whatever the caller says. */
  readonly decides: readonly string[];
}

const ACTIVE: Source = { where: "t.state = 'ACTIVE'", decides: ['state'] };

const SOURCES: Readonly<Record<BatchOperationType, Source>> = {
  CANCEL_PROCESS_INSTANCE: {
    where: "t.state = 'ACTIVE' AND t.parent_process_instance_key IS NULL",
    decides: ['state', 'parentProcessInstanceKey'],
  },
  DELETE_PROCESS_INSTANCE: { where: "t.state <> 'ACTIVE'", decides: [] },
  MIGRATE_PROCESS_INSTANCE: ACTIVE,
  MODIFY_PROCESS_INSTANCE: ACTIVE,
  RESOLVE_INCIDENT: ACTIVE,
};

/** The part of the items to look up: keys above `after` and below that of the operation, which came later. */
interface Range {
  readonly after: Key;
  readonly below: Key;
  readonly limit: number;
}

/** The next things that a batch operation works on, in the order of their keys. */
export async function findBatchItems(
  { pool, schema }: Search,
  type: BatchOperationType,
  { filter, within }: BatchPlan,
  { after, below, limit }: Range,
): Promise<readonly BatchItem[]> {
  const parameters = new Parameters();
  const { where, decides } = SOURCES[type];
  const asked = Object.fromEntries(Object.entries(filter).filter(([field]) => !decides.includes(field)));
  const isIncident = type === 'RESOLVE_INCIDENT';
  const key = isIncident ? 'i.incident_key' : 't.process_instance_key';
  const incidents = `JOIN ${schema}.incident i ON i.process_instance_key = t.process_instance_key AND i.state = 'ACTIVE'`;
  const conditions = [
    ...filterConditions(processInstances, asked, parameters, schema),
    where,
    `${key} > ${parameters.bind(after, 'bigint')}`,
    `${key} < ${parameters.bind(below, 'bigint')}`,
    ...(within === undefined ? [] : [ofInstance(parameters.bind(within, 'bigint')).replaceAll('{schema}', schema)]),
  ];
  const { rows } = await pool.query<BatchItem>(
    `SELECT ${key}::text AS "itemKey", t.process_instance_key::text AS "processInstanceKey",
       t.root_process_instance_key::text AS "rootProcessInstanceKey"
     FROM ${schema}.process_instance t ${isIncident ? incidents : ''}
     WHERE ${allOf(conditions)} ORDER BY ${key} LIMIT ${parameters.bind(limit, 'bigint')}`,
    parameters.values,
  );
  return rows;
}

/** Does the filter say anything at all? An empty list or object does not. */
export function hasCriteria(filter: Readonly<Record<string, unknown>>): boolean {
  const conditions = filterConditions(processInstances, filter, new Parameters(), 'engine');
  return conditions.some((condition) => !/^(?:[()]|true|AND|OR|\s)*$/.test(condition));
}
