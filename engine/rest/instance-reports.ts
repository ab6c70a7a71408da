import type { Search } from '../search/index.js';

export interface TakenFlow {
  readonly sequenceFlowId: string;
  readonly processInstanceKey: string;
  readonly rootProcessInstanceKey: string;
  readonly processDefinitionKey: string;
  readonly processDefinitionId: string;
  /** The contract repeats the flow's id here. */
  readonly elementId: string;
  readonly tenantId: string;
}

/** The sequence flows an instance has gone along. */
export async function takenFlows({ pool, schema }: Search, processInstanceKey: string): Promise<TakenFlow[]> {
  const { rows } = await pool.query<TakenFlow>(
    `SELECT sequence_flow_id AS "sequenceFlowId", process_instance_key AS "processInstanceKey",
       root_process_instance_key AS "rootProcessInstanceKey", process_definition_key AS "processDefinitionKey",
       process_definition_id AS "processDefinitionId", sequence_flow_id AS "elementId", '<default>' AS "tenantId"
     FROM ${schema}.sequence_flow WHERE process_instance_key = $1::bigint ORDER BY sequence_flow_id`,
    [processInstanceKey],
  );
  return rows;
}

export interface Caller {
  readonly processInstanceKey: string;
  readonly processDefinitionKey: string;
  readonly processDefinitionName: string;
}

/** The root instance, then down to this one each instance that another has called; [] when it is not there. */
export async function callHierarchy({ pool, schema }: Search, processInstanceKey: string): Promise<Caller[]> {
  const { rows } = await pool.query<Caller>(
    `WITH RECURSIVE caller AS (
       SELECT t.*, 0 AS depth FROM ${schema}.process_instance t WHERE process_instance_key = $1::bigint
       UNION ALL
       SELECT t.*, caller.depth + 1 FROM ${schema}.process_instance t
         JOIN caller ON t.process_instance_key = caller.parent_process_instance_key
     )
     SELECT process_instance_key AS "processInstanceKey", process_definition_key AS "processDefinitionKey",
       coalesce(process_definition_name, process_definition_id) AS "processDefinitionName"
     FROM caller ORDER BY depth DESC`,
    [processInstanceKey],
  );
  return rows;
}
