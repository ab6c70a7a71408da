import type { DrawFacts } from '../../db/repositories/draw-records.repository.js';
import { drawFileText } from '../../rules/draw/draw-file.js';
import { drawKindTerms, drawMethodTerms, drawStateTerms } from '../../rules/draw/draw-terms.js';
import type { DrawRowView, DrawView } from '../contract/index.js';

/** A draw as everybody may see it: as long as a sample is sealed, neither what it is about nor why it was given up. */
export function drawRowView({ record, open }: DrawFacts, now: string): DrawRowView {
  const { id, kind, method, state, announcedAt, seedSource, seedDueAt, listHash, announcementHash } = record;
  return {
    ...{ id, kind, kindLabel: drawKindTerms[kind].label, method, methodLabel: drawMethodTerms[method].label },
    ...{ state, stateLabel: drawStateTerms[state].label, subject: open ? record.subject : null, announcedAt },
    ...{ seedSource, seedDueAt, listHash, announcementHash },
    late: state === 'announced' && method === 'parties' && Date.parse(now) > Date.parse(seedDueAt),
    parties: record.parties.map(({ label, commitment, committedAt, revealedAt }) => ({
      ...{ label, commitment, committedAt, revealedAt },
    })),
    aborts: open ? [...record.aborts] : [],
  };
}

export const drawView = (facts: DrawFacts, now: string): DrawView => ({
  ...drawRowView(facts, now),
  file: facts.open ? drawFileText(facts.record) : null,
});
