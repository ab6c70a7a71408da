import { latestDraws } from '../../db/repositories/draw-records.repository.js';
import type { DrawFacts } from '../../db/repositories/draw-records.repository.js';
import type { StaffCaller } from '../caller.js';
import { ownDrawList, type OwnDrawList } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { drawRowView } from '../present/draw.js';

function nextOf({ record, partyRoles }: DrawFacts, { roles }: StaffCaller): OwnDrawList['draws'][number]['next'] {
  const own = record.parties[partyRoles.findIndex((party) => roles.some((role) => role === party))];
  if (record.state !== 'announced' || own === undefined) return 'none';
  if (own.commitment === null) return 'commit';
  if (own.salt !== null) return 'none';
  return record.parties.every(({ commitment }) => commitment !== null) ? 'reveal' : 'wait';
}

/** Samples whose seed the caller's side takes part in. */
export const listOwnDrawsRoute = defineRoute({
  method: 'get',
  path: '/draws',
  access: 'share-in-draw',
  summary: '本方参与的抽查抽签',
  answer: ownDrawList,
  handle: async ({ caller }, { db }) => {
    const draws = await db.transaction(async (tx) => {
      const now = await tx.now();
      const own = (await latestDraws(tx)).filter(({ partyRoles }) =>
        caller.roles.some((role) => partyRoles.includes(role)),
      );
      return own.map((facts) => ({
        ...drawRowView({ ...facts, open: true }, now),
        reason: facts.reason ?? '',
        next: nextOf(facts, caller),
        proposedAbort: facts.abortedBy.includes(caller.accountId),
      }));
    });
    return { status: 200, body: { draws } };
  },
});
