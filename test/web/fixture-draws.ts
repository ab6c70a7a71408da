import type { DrawView, OwnDrawList } from '../../api/contract/index.js';
import { drawRowView, drawView } from '../../api/present/draw.js';
import type { DrawFacts } from '../../db/repositories/draw-records.repository.js';
import { drawnRecord } from '../factories/draw-record.js';
import { id } from './fixture-facts.js';

const NOW = '2026-03-02T09:00:00.000Z';
const record = drawnRecord('parties');
const facts: DrawFacts = {
  ...{ id: record.id, kind: record.kind, caseId: id(100), projectId: id(100), side: 'inside', reason: '例行抽查' },
  ...{ announcedBy: id(90), partyRoles: [], abortedBy: [], record, open: true },
};
const without = { seed: null, result: [], drawnAt: null };
const parties = record.parties.map((party) => ({ ...party, salt: null, value: null, revealedAt: null }));
const waiting = { ...record, ...without, parties, state: 'announced' } as const;

/** A sample as it came out, with its file. */
export const shownDraw: DrawView = drawView(facts, NOW);
/** One that came out, one that nobody may look into yet. */
export const draws = [shownDraw, drawRowView({ ...facts, record: { ...waiting, id: id(120) }, open: false }, NOW)];
export const ownDraws: OwnDrawList['draws'] = (['commit', 'wait', 'reveal'] as const).map((next, index) => ({
  ...drawRowView({ ...facts, record: { ...waiting, id: id(121 + index) } }, '2026-03-02T08:20:00.000Z'),
  ...{ reason: '例行抽查', next, proposedAbort: next === 'wait' },
}));
