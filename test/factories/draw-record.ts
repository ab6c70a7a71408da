import {
  announcementHashOf,
  commitmentOf,
  DRAW_FORMAT,
  DRAW_RULE,
  listHashOf,
  listLines,
  resultLines,
  seedOfParties,
} from '../../rules/draw/draw-record.js';
import type { DrawMethod, DrawRecord } from '../../rules/draw/draw-record.js';

const at = (minute: number): string => `2026-03-02T08:${String(minute).padStart(2, '0')}:00.000Z`;

const PARTIES = ['监督部门', '国资监管', '纪检监察'].map((label, index) => {
  const [salt, value] = [String(index + 1).repeat(32), `${String(index)} 5 2 6`];
  const commitment = commitmentOf(salt, value);
  return { label, commitment, committedAt: at(index + 1), salt, value, revealedAt: at(10 + index) };
});

/** A draw of five households in two strata, or of three agencies, as it came out; anything may be said otherwise. */
export function drawnRecord(method: DrawMethod, given: Partial<DrawRecord> = {}): DrawRecord {
  const isBeacon = method === 'beacon';
  const list = isBeacon
    ? listLines(['甲公司', '乙公司', '丙公司'].map((name) => ({ group: 'all', key: name, label: name })))
    : listLines(
        [1, 2, 3, 4, 5].map((number) => ({
          group: number < 3 ? 'high' : 'low',
          key: `key-${String(number)}`,
          label: `户${String(number)}`,
        })),
      );
  const said = {
    id: '7d6f0a52-3a5e-4f57-9d1d-000000000001',
    kind: isBeacon ? 'appraiser-lottery' : 'inspection-sample',
    method,
    subject: '示例项目',
    announcedAt: at(0),
    seedSource: isBeacon ? '某日福利彩票号码' : '三方各自承诺的数',
    seedDueAt: at(isBeacon ? 5 : 30),
    take: isBeacon
      ? [{ group: 'all', take: 3 }]
      : [
          { group: 'high', take: 1 },
          { group: 'low', take: 2 },
        ],
    parties: isBeacon ? [] : PARTIES,
    list,
    ...given,
  } as const;
  const seed = isBeacon ? '03 11 17 24 28 31' : seedOfParties(said.parties);
  return {
    format: DRAW_FORMAT,
    rule: DRAW_RULE,
    listHash: listHashOf(said.list),
    announcementHash: announcementHashOf(said),
    state: 'drawn',
    seed,
    result: resultLines(said.list, said.take, seed),
    drawnAt: at(isBeacon ? 6 : 12),
    aborts: [],
    ...said,
  };
}
