import { createHash } from 'node:crypto';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import { Outbox } from '../entities/evidence.entity.js';
import type { Transaction } from '../transaction.js';

/** Longer than the longest wait before a receiver can listen. */
const DAYS_90_MS = 90 * 24 * 3_600_000;

/** Messages that start a case live for the moment only: a late duplicate must not start a second one. */
const STARTS_A_CASE: readonly MessageName[] = [
  'project-registered',
  'plan-opened',
  'household-registered',
  'area-list-ready',
  'signing-period-opened',
  'conversion-proposed',
  'no-agreement-reached',
  'payment-round-opened',
  'rule-change-proposed',
  'inspection-opened',
  'meeting-called',
  'all-households-closed',
  'plan-adopted',
  'decision-prepared',
  'expropriation-decided',
  'appraiser-chosen',
  'report-delivered',
  'democratic-appraisal-opened',
  'risk-review-opened',
  'staff-proposed',
  'certificate-issued',
  'archives-due',
];

export interface NewMessage {
  readonly name: MessageName;
  /** Id of what the message is about. */
  readonly correlationKey: string;
  /** Tells apart several messages of one name about one thing, e.g. the id of the objection. */
  readonly occasion?: string;
  /** Ids, verdicts, counts, dates and hashes only. */
  readonly variables: Readonly<Record<string, string | number | boolean>>;
}

/** Writes messages with the facts they tell of. The id follows from what is told, so telling it twice is once. */
export async function emit(tx: Transaction, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({
    id: messageId(message),
    name: message.name,
    correlation_key: message.correlationKey,
    ttl_ms: STARTS_A_CASE.includes(message.name) ? 0 : DAYS_90_MS,
    variables: message.variables,
  }));
  await tx.query(
    `INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables)
     SELECT id, name, correlation_key, ttl_ms, variables FROM jsonb_to_recordset($1::jsonb)
       AS row (id uuid, name text, correlation_key text, ttl_ms bigint, variables jsonb)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

/**
 * The oldest messages not yet published, locked for this transaction: publish them, mark them, commit. Another relay
 * skips them. A process that dies in between publishes them again under the same id.
 */
export async function takeUnpublished(tx: Transaction, limit: number): Promise<Outbox[]> {
  return tx.manager
    .createQueryBuilder(Outbox, 'outbox')
    .where('outbox.published_at IS NULL')
    .orderBy('outbox.seq')
    .limit(limit)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();
}

/** Has every message been published? */
export async function isOutboxEmpty(tx: Transaction): Promise<boolean> {
  return (await tx.maybeOne('SELECT FROM outbox WHERE published_at IS NULL LIMIT 1')) === undefined;
}

export async function markPublished(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.query('UPDATE outbox SET published_at = app_now() WHERE id = ANY($1) AND published_at IS NULL', [ids]);
}

function messageId({ name, correlationKey, occasion = '' }: NewMessage): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([name, correlationKey, occasion]))
    .digest('hex');
  // A name-based UUID (version 8): same facts, same id.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
