import { votesOfHousehold } from '../../db/repositories/code-ballots.repository.js';
import { ownVotes } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** The votes a household takes part in: what it cast by its code, and whether that counts. */
export const showMyVotesRoute = defineRoute({
  method: 'get',
  path: '/my-votes',
  access: 'household',
  summary: '本户的票决',
  answer: ownVotes,
  handle: async ({ caller }, { db }) => ({
    status: 200,
    body: { votes: await db.transaction((tx) => votesOfHousehold(tx, caller.householdId)) },
  }),
});
