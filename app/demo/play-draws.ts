import type { BaseList, Created, DrawList, DrawView, HouseholdRow, InspectionPage } from '../../api/contract/index.js';
import { commitmentOf } from '../../rules/draw/draw-record.js';
import { verifyDraw } from '../../rules/draw/verify-draw.js';
import type { HttpSession } from './http-session.js';

/** The parties of a random inspection from inside, in their order (rules/supervision/draw-parties.ts). */
const PARTIES = ['inspection', 'state-assets', 'discipline'];

/** What a party of the demonstration threw with its dice; its salt is as little secret as everything here. */
const shareOf = (index: number) => ({ salt: String(index + 1).repeat(32), value: `${String(index + 1)} 5 2 6` });

/**
 * The supervision department announces one random inspection of a base that has households, three parties commit and show
 * their numbers, and the sample is drawn; once for every base.
 */
export async function drawRandomInspection(
  as: (username: string) => HttpSession,
  projectId: string,
  households: readonly HouseholdRow[],
): Promise<'not-yet' | 'before' | 'now'> {
  const held = await as('audit').get<InspectionPage>(`/api/inspections?projectId=${projectId}&pageSize=100`);
  if (held.items.some(({ kind }) => kind === 'random')) return 'before';
  const { items } = await as('inspection').get<BaseList>('/api/inspection-bases');
  if (households.length === 0 || !items.some((base) => base.projectId === projectId)) return 'not-yet';
  const { id } = await as('inspection').post<Created>('/api/draws', { projectId, reason: '例行随机抽查' });
  for (const [index, party] of PARTIES.entries()) {
    const { salt, value } = shareOf(index);
    await as(party).post(`/api/draws/${id}/commitment`, { commitment: commitmentOf(salt, value) });
  }
  for (const [index, party] of PARTIES.entries()) await as(party).post(`/api/draws/${id}/reveal`, shareOf(index));
  return 'now';
}

export interface DrawsRecomputed {
  /** On the board, aborted ones too. */
  readonly total: number;
  /** Open to everybody, but not the same when recomputed. */
  readonly contradicted: number;
}

/** Recomputes every draw that the board shows, as anybody can. */
export async function recomputeDraws(anybody: HttpSession): Promise<DrawsRecomputed> {
  const { draws } = await anybody.get<DrawList>('/api/public/draws');
  let contradicted = 0;
  for (const { id } of draws) {
    const { file, announcementHash } = await anybody.get<DrawView>(`/api/public/draws/${id}`);
    if (file !== null && !verifyDraw(file, announcementHash).ok) contradicted += 1;
  }
  return { total: draws.length, contradicted };
}
