import { describe, expect, it } from '@jest/globals';
import { drawFacts, latestDraws } from '../../db/repositories/draw-records.repository.js';
import { abortDraw } from '../../db/repositories/draws.repository.js';
import { closeInspection } from '../../db/repositories/inspections.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { drawFileText } from '../../rules/draw/draw-file.js';
import { verifyDraw } from '../../rules/draw/verify-draw.js';
import { InspectionWork } from '../factories/inspection-work.js';
import { SampleDraw, shareOf } from '../factories/sample-draw.js';
import { setStage } from './stage.js';

const word = (error: unknown): string => (error instanceof Error ? error.message : '');
const done = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', word);

describe('draws that anybody can repeat, against the register and plain SQL', () => {
  const stage = setStage(8);
  const begin = () => {
    const { projectId, staff } = stage.field;
    return new SampleDraw(
      stage.db,
      { projectId, side: 'inside', reason: '例行抽查', openedBy: staff.supervision },
      staff,
    );
  };
  const facts = (id: string) => stage.db.transaction((tx) => drawFacts(tx, id));
  const abort = (drawId: string, personId: string, reason = '一方逾期未公开') =>
    stage.db.transaction((tx) => abortDraw(tx, { drawId, personId }, { reason }));
  const verdict = async (id: string): Promise<string> => {
    const said = verifyDraw(drawFileText((await facts(id)).record));
    return said.ok ? `holds: ${said.record.state}` : said.fault.en;
  };
  const attempt = (sql: string, ...parameters: unknown[]) => stage.attacker.attempt(sql, parameters);
  const REVEAL = 'INSERT INTO draw_reveal (draw_id, position, salt, value) VALUES ($1, $2, $3, $4)';
  const RESULT = 'INSERT INTO draw_result (draw_id, seed, result) VALUES ($1, $2, $3)';
  const ANNOUNCE = `INSERT INTO draw (kind, method, case_id, project_id, side, subject, reason, rule, list, list_hash, take,
      parties, party_roles, seed_source, seed_due_at, announced_by)
    SELECT kind, method, case_id, project_id, side, subject, reason, rule, list, coalesce($2, list_hash), take, parties,
      party_roles, seed_source, coalesce($3::timestamptz, seed_due_at), announced_by FROM draw WHERE id = $1`;

  it('announce the list before any party has given its number, and take no number back or late (R-70)', async () => {
    const { staff } = stage.field;
    const draw = begin();
    const id = await draw.announce();
    expect(await verdict(id)).toBe('holds: announced');
    expect(await facts(id)).toMatchObject({ open: false, record: { list: { length: 8 }, seed: null } });
    // Second draw until liked: not while one is open, whoever writes it.
    expect(await done(begin().announce())).toContain('只有两人说明理由中止后才能另行公告');
    expect(await attempt(ANNOUNCE, id, null, null)).toBe('R-20、R-70 ALREADY_DONE');
    // A seed that exists already; another list under the same hash; another list afterwards.
    expect(await attempt(ANNOUNCE, id, null, '2026-01-01')).toBe('R-20、R-70 SEED_KNOWN_EARLY');
    expect(await attempt(ANNOUNCE, id, '0'.repeat(64), null)).toBe('R-20、R-70 AMOUNT_MISMATCH');
    expect(await attempt('UPDATE draw SET list = $2 WHERE id = $1', id, 'low\tx\ty')).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(await attempt('DELETE FROM draw')).toBe('R-46 TRANSITION_FORBIDDEN');

    await draw.commit(1);
    expect(await done(draw.commit(1, 'a'.repeat(64)))).toContain('不能更换');
    expect(await done(draw.commit(2, shareOf(1).commitment))).toContain('与他方相同');
    const COMMIT = 'INSERT INTO draw_commitment (draw_id, position, person_id, commitment) VALUES ($1, $2, $3, $4)';
    const other = 'b'.repeat(64);
    expect(await attempt(COMMIT, id, 2, staff.stateAssets, shareOf(1).commitment)).toBe('draw_commitment_is_own');
    expect(await attempt(COMMIT, id, 2, staff.supervision, other)).toBe('R-70 ROLE_MISSING');
    expect(await attempt(COMMIT, id, 4, staff.discipline, other)).toBe('R-70 ROLE_MISSING');
    expect(await attempt(COMMIT, id, 1, staff.otherSupervision, other)).toBe('draw_commitment_pkey');
    // Nobody shows before all have committed.
    expect(await done(draw.reveal(1))).toContain('各方尚未全部承诺');
    expect(await attempt(REVEAL, id, 1, shareOf(1).salt, shareOf(1).value)).toBe('R-70 STEP_OUT_OF_ORDER');
    await draw.commit(2);
    await draw.commit(3);
    expect(await done(draw.reveal(1, '6 6 6 6'))).toContain('公开的数与承诺不符');
    expect(await attempt(REVEAL, id, 1, shareOf(1).salt, '6 6 6 6')).toBe('R-70 AMOUNT_MISMATCH');
    await draw.reveal(1);
    expect(await done(draw.reveal(1))).toContain('不能更换');
    await draw.reveal(2);
    // The third drops out: no seed without it.
    const { record } = await facts(id);
    expect(await attempt(RESULT, id, 'liked', 'x')).toBe('R-70 AMOUNT_MISMATCH');
    expect(record.parties.filter(({ salt }) => salt === null)).toHaveLength(1);
    await stage.db.clock.pinClock('2026-03-30T01:00:00.000Z');
    expect(await done(draw.reveal(3))).toContain('公开期限已过');
    expect(await attempt(REVEAL, id, 3, shareOf(3).salt, shareOf(3).value)).toBe('R-70 STEP_OUT_OF_ORDER');

    expect(await done(abort(id, staff.stateAssets, '电话13812345678未接'))).toContain('不能含有身份证号');
    // Only two different persons end it, and it stays with both reasons.
    expect(await abort(id, staff.stateAssets)).toBe(false);
    expect(await done(abort(id, staff.stateAssets))).toContain('须由另一人说明理由');
    expect(await done(begin().announce())).toContain('只有两人说明理由中止后才能另行公告');
    expect(await abort(id, staff.discipline, '同意中止')).toBe(true);
    expect(await verdict(id)).toBe('holds: aborted');
    expect(await done(abort(id, staff.supervision))).toContain('不能再变更');
    expect(await attempt('DELETE FROM draw_abort')).toBe('R-46 TRANSITION_FORBIDDEN');
    const kinds = (await stage.db.transaction((tx) => entriesOf(tx, id))).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'draw-announced',
      ...['draw-committed', 'draw-committed', 'draw-committed', 'draw-revealed', 'draw-revealed'],
      ...['draw-aborted', 'draw-aborted'],
    ]);
  });

  it('have one result, which follows from list and numbers; the inspection and its cases rest on it (R-70)', async () => {
    const { staff, projectId } = stage.field;
    const draw = begin();
    const id = await draw.announce();
    await draw.commitAll();
    await draw.reveal(1);
    await draw.reveal(2);
    // Everything is there but the result: nobody can write another one.
    await stage.attacker.plant(
      `INSERT INTO draw_reveal (draw_id, position, salt, value, revealed_at) VALUES ($1, 3, $2, $3, app_now())`,
      [id, shareOf(3).salt, shareOf(3).value],
    );
    const [made] = await stage.attacker.rows<{ seed: string; result: string }>(
      `SELECT draw_seed_of_parties(id) AS seed, draw_outcome(list, take, draw_seed_of_parties(id)) AS result
       FROM draw WHERE id = '${id}'`,
    );
    const { seed = '', result = '' } = made ?? {};
    expect(await attempt(RESULT, id, seed, result.split('\n').reverse().join('\n') + '\n')).toBe(
      'R-20、R-70 AMOUNT_MISMATCH',
    );
    expect(await attempt(RESULT, id, seed, result.replace('\t', '\tx'))).toBe('R-20、R-70 AMOUNT_MISMATCH');
    expect(await attempt(RESULT, id, seed, result)).toBe('done');
    await stage.attacker.plant('DELETE FROM draw_reveal WHERE draw_id = $1 AND position = 3', [id]);
    const inspectionId = (await draw.reveal(3)) ?? '';
    expect(await verdict(id)).toBe('holds: drawn');
    expect((await facts(id)).record).toMatchObject({ seed, result: result.split('\n') });

    expect(await attempt(RESULT, id, seed, result)).toBe('R-20、R-70 TRANSITION_FORBIDDEN');
    expect(await attempt('UPDATE draw_result SET seed = $2 WHERE draw_id = $1', id, 'liked')).toBe(
      'R-46 TRANSITION_FORBIDDEN',
    );
    expect(await done(abort(id, staff.discipline))).toContain('已经抽取、中止，不能再变更');
    // Not drawn again as long as what was drawn has not been inspected.
    expect(await done(begin().announce())).toContain('上一次抽签尚未办结');
    expect(await attempt(ANNOUNCE, id, null, '2026-06-01')).toBe('R-20、R-70 ALREADY_DONE');
    const RANDOM = `INSERT INTO inspection (number, project_id, firm_organisation_id, kind, side, due_on, reason, seed, draw_id)
      VALUES ('检-1', $1, $2, 'random', 'inside', '2026-05-01', '—', $3, $4)`;
    expect(await attempt(RANDOM, projectId, staff.firmId, 'liked', null)).toBe('R-70 STEP_OUT_OF_ORDER');
    expect(await attempt(RANDOM, projectId, staff.firmId, 'liked', id)).toBe('R-70 STEP_OUT_OF_ORDER');
    const cases = await stage.attacker.rows<{ household_id: string; stratum: string; place: number | null }>(
      `SELECT household_id, stratum, place FROM inspection_case WHERE inspection_id = '${inspectionId}' ORDER BY place`,
    );
    const spared = cases.find(({ place }) => place === null);
    await stage.attacker.plant('DELETE FROM inspection_case WHERE inspection_id = $1', [inspectionId]);
    const CASE = `INSERT INTO inspection_case (inspection_id, household_id, stratum, place, proof) VALUES ($1, $2, $3, $4, $5)`;
    const chosen = [inspectionId, spared?.household_id, spared?.stratum, 1, 'a'.repeat(64)];
    expect(await attempt(CASE, ...chosen)).toBe('R-70 AMOUNT_MISMATCH');
    const left = [inspectionId, cases[0]?.household_id, cases[0]?.stratum, null, null];
    expect(await attempt(CASE, ...left)).toBe('R-70 AMOUNT_MISMATCH');

    // Open to everybody once inspected; then the next one may be announced.
    expect((await facts(id)).open).toBe(false);
    const work = new InspectionWork(stage.db, inspectionId);
    const inspectors = [{ person: staff.otherSupervision }];
    await work.do('assign-inspectors-inside', staff.supervision, 'assigned', { inspectors });
    await work.do('record-inspection-inside', staff.otherSupervision, 'recorded', { examined: '件袋' });
    await stage.db.transaction((tx) => closeInspection(tx, inspectionId));
    expect((await facts(id)).open).toBe(true);
    expect(await done(begin().announce())).toBe('done');
    const board = await stage.db.transaction((tx) => latestDraws(tx));
    expect(board.map(({ record }) => record.state).sort()).toEqual(['aborted', 'announced', 'drawn']);
  });
});
