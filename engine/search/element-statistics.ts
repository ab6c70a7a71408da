import type { SearchRequest } from './definition.js';
import { processInstances } from './definitions/process-instances.js';
import { filterConditions } from './filter-conditions.js';
import { Parameters, allOf } from './sql.js';
import type { Search } from './search.js';

/** Per element of a diagram how many of its instances are in which state; one with an incident is not "active". */
export interface ElementStatistics {
  readonly elementId: string;
  readonly active: number;
  readonly canceled: number;
  readonly incidents: number;
  readonly completed: number;
}

const counted = (elements: string): string => `SELECT element_id AS "elementId",
    count(*) FILTER (WHERE state = 'ACTIVE' AND incident_count = 0)::int AS active,
    count(*) FILTER (WHERE state = 'TERMINATED')::int AS canceled,
    count(*) FILTER (WHERE state = 'ACTIVE' AND incident_count > 0)::int AS incidents,
    count(*) FILTER (WHERE state = 'COMPLETED')::int AS completed
  FROM ${elements} GROUP BY element_id ORDER BY element_id`;

/** The elements of one process instance. */
export async function elementsOfInstance(
  { pool, schema }: Search,
  processInstanceKey: string,
): Promise<ElementStatistics[]> {
  const elements = `${schema}.element_instance WHERE process_instance_key = $1::bigint AND type <> 'PROCESS'`;
  return (await pool.query<ElementStatistics>(counted(elements), [processInstanceKey])).rows;
}

/** The elements of a process definition, over all its instances or those that the filter finds. */
export async function elementsOfDefinition(
  { pool, schema }: Search,
  processDefinitionKey: string,
  filter: SearchRequest['filter'],
): Promise<ElementStatistics[]> {
  const parameters = new Parameters();
  const key = parameters.bind(processDefinitionKey, 'bigint');
  // The process itself is left out by its id, which the index holds.
  const processId = `SELECT process_definition_id FROM ${schema}.process_definition WHERE process_definition_key = ${key}`;
  const conditions = [`process_definition_key = ${key}`, `element_id IS DISTINCT FROM (${processId})`];
  const asked = filterConditions(processInstances, filter, parameters, schema);
  if (asked.length > 0)
    conditions.push(`process_instance_key IN (
      SELECT t.process_instance_key FROM ${schema}.process_instance t WHERE ${allOf(asked)})`);
  const elements = `${schema}.element_instance WHERE ${allOf(conditions)}`;
  return (await pool.query<ElementStatistics>(counted(elements), parameters.values)).rows;
}
