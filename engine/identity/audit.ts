import type { HolderType, MemberType } from './kinds.js';

type Type = MemberType | HolderType | 'AUTHORIZATION';

/** What is told of a change: who is changed how, and who else it is about. */
export interface AdminEntry {
  readonly entityType: Type;
  readonly entityKey: string;
  readonly operationType: 'CREATE' | 'UPDATE' | 'DELETE' | 'ASSIGN' | 'UNASSIGN';
  readonly related?: { readonly type: Type; readonly id: string };
}

/** The statement that puts it into the audit log, with its values. */
export function auditStatement(schema: string, actor: string, at: number, entry: AdminEntry): [string, unknown[]] {
  return [
    `INSERT INTO ${schema}.audit_log (entity_key, entity_type, operation_type, occurred_at, actor_id, actor_type, result,
       category, related_entity_type, related_entity_key)
     VALUES ($1, $2, $3, $4, $5, 'USER', 'SUCCESS', 'ADMIN', $6, $7)`,
    [
      entry.entityKey,
      entry.entityType,
      entry.operationType,
      new Date(at),
      actor,
      entry.related?.type ?? null,
      entry.related?.id ?? null,
    ],
  ];
}
