/** The ledger as those see it who supervise from outside the firms: auditors, discipline inspectors, state assets. */
import { z } from 'zod';

/** `GET /api/ledger/feed`: lines of canonical JSON after a place; the first line says where the page begins. */
export const feedQuery = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(2000).default(500),
});
