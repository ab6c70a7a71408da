import type { BatchItem } from '../commands/batch-operations/batch-items.js';
import type { BatchOperationType, Key } from '../commands/requests.js';
import type { BatchPlan } from '../state/rows.js';
import type { Searchable } from './definition.js';
import { decisionInstances } from './definitions/decisions.js';
import { ofInstance } from './definitions/incidents.js';
import { processInstances } from './definitions/process-instances.js';
import { filterConditions } from './filter-conditions.js';
import { Parameters, allOf } from './sql.js';
import type { Search } from './search.js';

interface Source {
  readonly what: Searchable;
  /** Tables; what the filter speaks of is called t. */
  readonly from: string;
  /** Key of an item. */
  readonly key: string;
  /** Keys of the process instance and its root, which a decision asked for alone does not have. */
  readonly instance: string;
  /** What the operation can be done to. */
  readonly where: string;
  /** Fields of the filter that `where` decides, whatever the caller says. */
  readonly decides: readonly string[];
}

const INSTANCE = `t.process_instance_key::text AS "processInstanceKey",
  t.root_process_instance_key::text AS "rootProcessInstanceKey"`;

const instances = (where: string, ...decides: string[]): Source => ({
  what: processInstances,
  from: '{schema}.process_instance t',
  key: 't.process_instance_key',
  instance: INSTANCE,
  where,
  decides,
});

const ACTIVE = instances("t.state = 'ACTIVE'", 'state');

const SOURCES: Readonly<Record<BatchOperationType, Source>> = {
  CANCEL_PROCESS_INSTANCE: instances(
    "t.state = 'ACTIVE' AND t.parent_process_instance_key IS NULL",
    'state',
    'parentProcessInstanceKey',
  ),
  DELETE_PROCESS_INSTANCE: instances("t.state <> 'ACTIVE'"),
  MIGRATE_PROCESS_INSTANCE: ACTIVE,
  MODIFY_PROCESS_INSTANCE: ACTIVE,
  RESOLVE_INCIDENT: {
    ...ACTIVE,
    from: '{schema}.process_instance t JOIN {schema}.incident i ON i.process_instance_key = t.process_instance_key',
    where: "t.state = 'ACTIVE' AND i.state = 'ACTIVE'",
    key: 'i.incident_key',
  },
  // All decisions of one evaluation go together.
  DELETE_DECISION_INSTANCE: {
    what: decisionInstances,
    from: '{schema}.decision_instance t',
    key: 't.decision_evaluation_key',
    instance: `coalesce(t.process_instance_key, -1)::text AS "processInstanceKey",
      t.root_process_instance_key::text AS "rootProcessInstanceKey"`,
    where: 'true',
    decides: [],
  },
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
  const { what, from, key, instance, where, decides } = SOURCES[type];
  const asked = Object.fromEntries(Object.entries(filter).filter(([field]) => !decides.includes(field)));
  const conditions = [
    ...filterConditions(what, asked, parameters, schema),
    where,
    `${key} > ${parameters.bind(after, 'bigint')}`,
    `${key} < ${parameters.bind(below, 'bigint')}`,
    ...(within === undefined ? [] : [ofInstance(parameters.bind(within, 'bigint'))]),
  ];
  const sql = `SELECT DISTINCT ON (${key}) ${key}::text AS "itemKey", ${instance} FROM ${from}
    WHERE ${allOf(conditions)} ORDER BY ${key} LIMIT ${parameters.bind(limit, 'bigint')}`;
  return (await pool.query<BatchItem>(sql.replaceAll('{schema}', schema), parameters.values)).rows;
}

/** Does the filter say anything at all? An empty list or object does not. */
export function hasCriteria(what: Searchable, filter: Readonly<Record<string, unknown>>): boolean {
  const conditions = filterConditions(what, filter, new Parameters(), 'engine');
  return conditions.some((condition) => !/^(?:[()]|true|AND|OR|\s)*$/.test(condition));
}
