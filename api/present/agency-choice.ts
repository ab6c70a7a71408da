import { errorLabel } from '../../rules/error-codes.js';
import { modeTerms } from '../../rules/vocabulary/cases.js';
import { howChosenTerms, nextStepTerms, voteRoundTerms } from '../../rules/vocabulary/selection.js';
import { organisationNames } from '../../db/repositories/agency-candidates.repository.js';
import { chosenAppraiserOf } from '../../db/repositories/chosen-appraiser.repository.js';
import { drawOf } from '../../db/repositories/lottery.repository.js';
import { getNotice } from '../../db/repositories/notices.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { getTrack } from '../../db/repositories/tracks.repository.js';
import { candidatesOfVote, tallyOf, votesOf } from '../../db/repositories/votes.repository.js';
import type { StoredTally, Vote } from '../../db/repositories/votes.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { AgencyChoice, AgencyVote } from '../contract/index.js';
import { isPublic } from './public-notice.js';

/** How many ballots do not count for each reason; no ballot is named. */
function setAsideByReason({ setAside }: StoredTally): { reason: string; ballots: number }[] {
  const counts = new Map<string, number>();
  for (const { reasons } of setAside) {
    const reason = reasons.map(errorLabel).join('、');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, ballots]) => ({ reason, ballots }));
}

async function voteOf(tx: Transaction, vote: Vote): Promise<AgencyVote> {
  const tally = await tallyOf(tx, vote.id);
  const candidates = await candidatesOfVote(tx, vote.id);
  const draw = await drawOf(tx, vote.id);
  return {
    voteId: vote.id,
    number: vote.number,
    roundLabel: voteRoundTerms[vote.round].label,
    opensAt: vote.opensAt,
    closesAt: vote.closesAt,
    tally: tally
      ? {
          units: tally.units,
          cast: tally.ballotsCast,
          blank: tally.blank,
          setAside: setAsideByReason(tally),
          votes: candidates.map(({ agencyId, name }) => ({ name, votes: tally.votes[agencyId] ?? 0 })),
          stepLabel: nextStepTerms[tally.step].label,
          talliedAt: tally.talliedAt,
        }
      : null,
    lottery: draw
      ? {
          seed: draw.seed,
          seedSource: draw.seedSource,
          drawnAt: draw.drawnAt,
          order: draw.order.map(({ name, proof }) => ({ name, proof })),
        }
      : null,
  };
}

/** How the agency of a track was chosen, with every figure to check it by; the agency itself once it is displayed. */
export async function agencyChoiceOf(tx: Transaction, trackId: string): Promise<AgencyChoice> {
  const track = await getTrack(tx, trackId);
  const { name } = await registeredProject(tx, track.projectId);
  const chosen = await chosenAppraiserOf(tx, trackId);
  const shown = chosen && isPublic(await getNotice(tx, chosen.noticeId)) ? chosen : undefined;
  const votes: AgencyVote[] = [];
  for (const vote of await votesOf(tx, trackId)) votes.push(await voteOf(tx, vote));
  return {
    projectName: name,
    modeLabel: modeTerms[track.mode].label,
    chosen: shown
      ? {
          name: (await organisationNames(tx, [shown.agencyId])).get(shown.agencyId) ?? '',
          howLabel: howChosenTerms[shown.how].label,
          chosenAt: shown.chosenAt,
        }
      : null,
    votes,
  };
}
