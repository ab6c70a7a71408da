/** The ledger as those see it who supervise from outside the firms: auditors, discipline inspectors, state assets. */
import { z } from 'zod';
import { ledgerKindTerms } from '../../rules/vocabulary/messages.js';
import { contentHash, id, instant, keysOf } from './formats.js';

/** `GET /api/ledger/feed`: lines of canonical JSON after a place; the first line says where the page begins. */
export const feedQuery = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(2000).default(500),
});

/** Where a page ended, `moment~case~number`. */
const place = z
  .string()
  .regex(/^[^~]{10,40}~[^~]{1,100}~[1-9]\d{0,8}$/)
  .transform((text) => {
    const [at = '', caseId = '', seq = ''] = text.split('~');
    return { at, caseId, seq: Number(seq) };
  })
  .refine(({ at }) => instant.safeParse(at).success);

/** `GET /api/ledger/entries`: newest first; `before` is `older` of the page before. */
export const ledgerQuery = z.object({
  projectId: id.optional(),
  /** Part of the name or of the user name of whoever acted. */
  person: z.string().trim().max(60).optional(),
  kind: z.enum(keysOf(ledgerKindTerms)).optional(),
  refused: z.enum(['true', 'false']).default('false'),
  before: place.optional(),
});

export const ledgerRow = z.object({
  caseId: z.string(),
  seq: z.number().int(),
  at: instant,
  /** What people call the case; the id where nothing has a name. */
  caseTitle: z.string(),
  householdId: id.nullable(),
  projectId: id.nullable(),
  projectName: z.string().nullable(),
  kindLabel: z.string(),
  /** What was done, concluded or refused, in words. */
  what: z.string(),
  refused: z.boolean(),
  personName: z.string(),
  organisationName: z.string().nullable(),
  clauses: z.array(z.string()).readonly(),
  hash: contentHash,
});
export type LedgerRow = z.infer<typeof ledgerRow>;
export const ledgerPage = z.object({ items: z.array(ledgerRow), older: z.string().nullable() });
export type LedgerPage = z.infer<typeof ledgerPage>;
