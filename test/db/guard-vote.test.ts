import { beforeAll, describe, expect, it } from '@jest/globals';
import { drawAgency, drawOf } from '../../db/repositories/lottery.repository.js';
import { differingBallots } from '../../db/repositories/ballots.repository.js';
import {
  announceAppraiser,
  chosenAppraiserOf,
  recordChosenAppraiser,
} from '../../db/repositories/chosen-appraiser.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { publishedVote } from '../../db/repositories/vote-records.repository.js';
import { recount } from '../../rules/selection/vote-records.js';
import { tallyVote } from '../../db/repositories/vote-tally.repository.js';
import { openVote, tallyOf } from '../../db/repositories/votes.repository.js';
import { registerProject } from '../../db/repositories/projects.repository.js';
import { importHouseholds } from '../../db/repositories/households.repository.js';
import { drawOrder } from '../../rules/draw/draw.js';
import { householdRows } from '../factories/household.js';
import { AFTER_VOTE, Election } from '../factories/selection.js';
import { setStage } from './stage.js';

const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

const READING = `INSERT INTO ballot_reading (vote_id, task_key, person_id, third, ballot_number, household_id, agency_id,
  cast_on) VALUES ($1, $2, $3, $4, $5, $6, $7, '2026-03-04')`;
const TALLY = `INSERT INTO vote_tally (vote_id, step, winner_id, among, places, seeded, units, ballots_cast, blank, votes,
  set_aside) VALUES ($1, 'chosen', $2, '{}', 0, '{}', $3, $4, 0, $5, '[]')`;

describe('a vote for an appraisal agency, against plain SQL', () => {
  const stage = setStage(7);
  let election: Election;
  const reading = (person: string, taskKey: string, household: string, third = false, agency: string | null = null) =>
    stage.attacker.attempt(READING, [election.vote.id, taskKey, person, third, 'B99', household, agency]);
  const home = (index: number) => stage.field.householdIds[index] ?? '';
  const agency = (index: number) => election.agencyIds[index] ?? '';

  beforeAll(async () => {
    election = await Election.open(stage.db, stage.field);
  });

  it('opens no box and counts nothing before the vote is over (R-18)', async () => {
    const { people, vote } = election;
    expect(await reading(people.townB, '1', home(0))).toBe('R-18 VOTE_NOT_OPEN');
    expect(await stage.attacker.attempt(TALLY, [vote.id, agency(0), 7, 7, {}])).toBe('R-18 VOTE_NOT_OPEN');
    await stage.db.clock.pinClock(AFTER_VOTE);
    expect(await reading(people.townB, '1', home(0))).toBe('done');
  });

  it('takes no ballot from the firm, an agency, whoever has no post, or for another project (SD3)', async () => {
    const { people } = election;
    expect(await reading(people.firmInTown, '1', home(0))).toBe('SD3 ORGANISATION_EXCLUDED');
    expect(await reading(people.valuerInTown, '1', home(0))).toBe('SD3 ORGANISATION_EXCLUDED');
    expect(await reading(stage.field.staff.officerA, '1', home(0))).toBe('SD3 ORGANISATION_EXCLUDED');
    expect(await reading(people.notary, '1', home(0))).toBe('R-69 ROLE_MISSING');
    const foreign = await stage.db.transaction(async (tx) => {
      const { staff } = stage.field;
      const project = {
        code: '宝征-2026-002',
        name: '乙地块',
        mode: 'negotiated',
        registeredOn: '2026-01-05',
        averagePriceFen: 1n,
        subsidyCoefficientBp: 0,
        unitSizeSubsidyHundredths: 0n,
        effectiveRateBp: null,
        signingPeriodDays: null,
        conversionPriceFen: null,
        townOrganisationId: staff.townId,
        firmOrganisationId: staff.firmId,
      } as const;
      const id = await registerProject(tx, project, staff.district);
      await importHouseholds(tx, id, householdRows(1), staff.town);
      return (await tx.one<{ id: string }>('SELECT id FROM household WHERE project_id = $1', [id])).id;
    });
    expect(await reading(people.townB, '1', foreign)).toBe('市政府令第71号第23条 VOTER_UNKNOWN');
    expect(await reading(people.townB, '1', home(0), false, stage.field.staff.townId)).toContain('agency_id');
    const act = (person: string) =>
      stage.attacker.attempt(
        `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict)
         VALUES ('vote', $1, 'enter-ballots', 1, $2, 'entered')`,
        [election.vote.id, person],
      );
    expect(await act(people.firmInTown)).toBe('SD3 ORGANISATION_EXCLUDED');
    expect(await act(stage.field.staff.town)).toBe('SD3 DUTY_NOT_SEPARATED');
  });

  it('lets nobody read the ballots twice, first and second or in the third look (R-43)', async () => {
    await election.read('townB', [election.ballot(0, 0), election.ballot(1, 0), election.ballot(2, 1)]);
    const { people } = election;
    const refusal = 'R-43、SD3 SAME_OFFICER_TWICE';
    expect(await reading(people.townB, '2', home(0))).toBe(refusal);
    expect(await refusalOf(election.read('townB', [election.ballot(3, 0)]))).toContain('另一遍须由他人录入');
  });

  it('settles what two persons read differently by a third look, and counts nothing before (R-43)', async () => {
    // Another agency, another certificate, and a ballot that only the second saw.
    await election.read('townC', [
      election.ballot(0, 1),
      election.ballot(1, 0, { householdId: home(4) }),
      election.ballot(2, 1),
      election.ballot(3, 1),
    ]);
    const differing = () => stage.db.transaction((tx) => differingBallots(tx, election.vote.id));
    expect((await differing()).map(({ field }) => field).sort()).toEqual(['B0', 'B1', 'B3']);
    await expect(stage.db.transaction((tx) => tallyVote(tx, election.vote.id))).rejects.toThrow('不一致的选票');
    expect(await stage.attacker.attempt(TALLY, [election.vote.id, agency(0), 7, 3, {}])).toBe('R-43 ENTRY_MISMATCH');
    await election.settle([
      election.ballot(0, 0),
      election.ballot(1, 0),
      election.ballot(3, 1, { householdId: null, agencyId: null }),
    ]);
    expect(await differing()).toEqual([]);
  });

  it('sets aside the second ballot of a certificate, the late one and the proxy without a paper (R-18)', async () => {
    await election.settle([
      election.ballot(3, 0, { ballotNumber: 'C1', householdId: home(0) }),
      election.ballot(3, 1, { ballotNumber: 'C2', castOn: '2026-03-06' }),
      election.ballot(4, 1, { ballotNumber: 'C3', proxyName: '代理人甲' }),
      election.ballot(5, 1, { ballotNumber: 'C4', proxyName: '估价师甲', proxyPaperHash: 'abc' }),
      election.ballot(6, 0, { ballotNumber: 'C5', proxyName: '代理人乙', proxyPaperHash: 'abc' }),
    ]);
    await election.act('notary', 'attest-vote', 'attested');
    const { vote } = election;
    const votes = { [agency(0)]: 3, [agency(1)]: 1, [agency(2)]: 0 };
    expect(await stage.attacker.attempt(TALLY, [vote.id, agency(1), 7, 4, votes])).toBe('R-18 NO_MAJORITY');
    const padded = { ...votes, [agency(1)]: 9 };
    expect(await stage.attacker.attempt(TALLY, [vote.id, agency(1), 7, 4, padded])).toBe('R-18 AMOUNT_MISMATCH');
    expect(await stage.db.transaction((tx) => tallyVote(tx, vote.id))).toBe('chosen');
    const tally = await stage.db.transaction((tx) => tallyOf(tx, vote.id));
    expect(tally).toMatchObject({ winnerId: agency(0), units: 7, ballotsCast: 4, blank: 0, votes });
    expect(tally?.setAside).toEqual([
      { ballotNumber: 'C1', reasons: ['VOTE_TWICE'] },
      { ballotNumber: 'C3', reasons: ['PROXY_PAPER_MISSING'] },
      { ballotNumber: 'C4', reasons: ['ORGANISATION_EXCLUDED'] },
      { ballotNumber: 'C2', reasons: ['VOTE_CLOSED'] },
    ]);
  });

  it('changes no ballot after the tally, and no tally ever', async () => {
    expect(await reading(election.people.townB, '9', home(5))).toBe('R-18 VOTE_CLOSED');
    for (const [sql, refusal] of [
      ['UPDATE ballot_reading SET agency_id = NULL', 'R-46 TRANSITION_FORBIDDEN'],
      ['UPDATE ballot_reading SET superseded_at = app_now() WHERE superseded_at IS NULL', 'R-18 VOTE_CLOSED'],
      ['DELETE FROM ballot_reading', 'R-46 TRANSITION_FORBIDDEN'],
      ['TRUNCATE ballot_reading', 'R-46 TRANSITION_FORBIDDEN'],
      [`UPDATE vote_tally SET votes = '{}'`, 'R-46 TRANSITION_FORBIDDEN'],
      ['UPDATE vote SET closes_at = app_now()', 'R-46 TRANSITION_FORBIDDEN'],
    ] as const) {
      expect([sql, await stage.attacker.attempt(sql)]).toEqual([sql, refusal]);
    }
  });

  it('publishes every ballot without who cast it, and everybody counts the same again (R-18, R-21)', async () => {
    const { vote } = election;
    const file = await stage.db.transaction((tx) => publishedVote(tx, vote.id));
    expect(recount(file)).toEqual([]);
    expect(file.records.map(({ receipt, choice, reasons }) => [receipt, choice, ...reasons])).toEqual([
      ['B0', 1],
      ['B1', 1],
      ['B2', 2],
      ['C1', 1, 'VOTE_TWICE'],
      ['C2', 2, 'VOTE_CLOSED'],
      ['C3', 2, 'PROXY_PAPER_MISSING'],
      ['C4', 2, 'ORGANISATION_EXCLUDED'],
      ['C5', 1],
    ]);
    expect(JSON.stringify(file)).not.toContain(home(0));
    const entries = await stage.db.transaction((tx) => entriesOf(tx, vote.id));
    expect(entries.find(({ kind }) => kind === 'vote-tallied')?.payload).toMatchObject({
      recordsHash: file.recordsHash,
    });
  });

  it('neither adds to, changes nor takes from a published list, by no means of SQL (R-18, R-46)', async () => {
    const { vote } = election;
    for (const [sql, refusal] of [
      [`INSERT INTO vote_record VALUES ($1, 'Z1', 2, '{}')`, 'R-18 VOTE_CLOSED'],
      ['UPDATE vote_record SET choice = 2 WHERE vote_id = $1', 'R-46 TRANSITION_FORBIDDEN'],
      ['DELETE FROM vote_record WHERE vote_id = $1', 'R-46 TRANSITION_FORBIDDEN'],
      [`UPDATE vote_publication SET records_hash = '' WHERE vote_id = $1`, 'R-46 TRANSITION_FORBIDDEN'],
      ['DELETE FROM vote_publication WHERE vote_id = $1', 'R-46 TRANSITION_FORBIDDEN'],
    ] as const) {
      expect([sql, await stage.attacker.attempt(sql, [vote.id])]).toEqual([sql, refusal]);
    }
    // Somebody who went past the triggers still gets no list published that is not what the ballots are.
    await stage.attacker.plant('CREATE TABLE kept AS SELECT * FROM vote_record');
    await stage.attacker.plant('DELETE FROM vote_publication');
    const publish = () =>
      stage.attacker.attempt('INSERT INTO vote_publication (vote_id, records_hash) VALUES ($1, records_hash_of($1))', [
        vote.id,
      ]);
    for (const [scene, refusal] of [
      [`UPDATE vote_record SET choice = 2 WHERE receipt = 'B0'`, 'R-18 AMOUNT_MISMATCH'],
      [`UPDATE vote_record SET reasons = '{}' WHERE receipt = 'C1'`, 'R-18 AMOUNT_MISMATCH'],
      [`DELETE FROM vote_record WHERE receipt = 'B0'`, 'R-18 AMOUNT_MISMATCH'],
      [
        `INSERT INTO vote_record SELECT vote_id, 'Z1', choice, reasons FROM vote_record LIMIT 1`,
        'R-18 AMOUNT_MISMATCH',
      ],
      [`UPDATE vote_record SET reasons = '{VOTE_CLOSED}' WHERE receipt = 'C1'`, 'R-18 AMOUNT_MISMATCH'],
      [`UPDATE vote_record SET reasons = reasons`, 'done'],
    ] as const) {
      await stage.attacker.plant(scene);
      expect([scene, await publish()]).toEqual([scene, refusal]);
      await stage.attacker.plant('DELETE FROM vote_record');
      await stage.attacker.plant('INSERT INTO vote_record SELECT * FROM kept');
    }
    const other = 'INSERT INTO vote_publication (vote_id, records_hash) VALUES ($1, $2)';
    expect(await stage.attacker.attempt(other, [vote.id, '0'.repeat(64)])).toBe('R-18、R-46 CONTENT_CHANGED');
    await stage.attacker.plant('DELETE FROM vote_record');
    const tallyAlone = `INSERT INTO vote_tally SELECT (jsonb_populate_record(NULL::vote_tally, to_jsonb(held))).* FROM held`;
    await stage.attacker.plant('CREATE TABLE held AS SELECT * FROM vote_tally');
    await stage.attacker.plant('DELETE FROM vote_tally');
    expect(await stage.attacker.attempt(`${tallyAlone}; SET CONSTRAINTS ALL IMMEDIATE`)).toBe(
      'R-18、R-21 TRANSITION_FORBIDDEN',
    );
    await stage.attacker.plant('INSERT INTO vote_tally SELECT * FROM held');
  });

  it('makes the agency of the track the one that the vote chose, once (R-20)', async () => {
    const { trackId, vote } = election;
    const { noticeId } = await stage.db.transaction((tx) => recordChosenAppraiser(tx, trackId));
    const chosen = await stage.db.transaction((tx) => chosenAppraiserOf(tx, trackId));
    expect(chosen).toMatchObject({ agencyId: agency(0), how: 'vote', voteId: vote.id, noticeId });
    expect((await stage.db.transaction((tx) => recordChosenAppraiser(tx, trackId))).noticeId).toBe(noticeId);
    await stage.db.transaction((tx) => announceAppraiser(tx, trackId));
    await stage.attacker.plant('DELETE FROM chosen_appraiser');
    const choose = (how: string, agencyId: string) =>
      stage.attacker.attempt(
        `INSERT INTO chosen_appraiser (track_id, agency_id, how, vote_id, notice_id) VALUES ($1, $2, $3, $4, $5)`,
        [trackId, agencyId, how, vote.id, noticeId],
      );
    expect(await choose('vote', agency(1))).toBe('R-18、R-20 TRANSITION_FORBIDDEN');
    expect(await choose('lottery', agency(0))).toBe('R-18、R-20 TRANSITION_FORBIDDEN');
    expect(await choose('agreement', agency(0))).toBe('R-18、R-20 TRANSITION_FORBIDDEN');
    expect(await choose('vote', agency(0))).toBe('done');
  });
});

describe('a vote that chooses nobody', () => {
  const stage = setStage(4);
  let election: Election;
  const tally = (voteId: string) => stage.db.transaction((tx) => tallyVote(tx, voteId));

  beforeAll(async () => {
    election = await Election.open(stage.db, stage.field);
    await stage.db.clock.pinClock(AFTER_VOTE);
  });

  it('counts only what the notary attested, as it is (SD3)', async () => {
    await election.read('townB', [election.ballot(0, 0)]);
    await election.read('townC', [election.ballot(0, 0)]);
    await expect(tally(election.vote.id)).rejects.toThrow('未经公证员见证');
    await election.act('notary', 'attest-vote', 'attested');
    await election.settle([election.ballot(0, 1)]);
    await expect(tally(election.vote.id)).rejects.toThrow('见证后有变动');
    await election.act('notary', 'attest-vote', 'attested');
  });

  it('is repeated where too few took part, then goes to a run-off, then to lots (R-20)', async () => {
    expect(await tally(election.vote.id)).toBe('again');
    const again = await stage.db.transaction((tx) => openVote(tx, election.trackId));
    expect(again).toMatchObject({ number: 2, round: 'first' });
    await stage.db.clock.pinClock('2026-03-10T01:00:00.000Z');
    const day = { castOn: '2026-03-08' };
    await election.readAlike(
      [election.ballot(0, 0, day), election.ballot(1, 0, day), election.ballot(2, 1, day), election.ballot(3, 1, day)],
      again.id,
    );
    expect(await tally(again.id)).toBe('run-off');
    const runOff = await stage.db.transaction((tx) => openVote(tx, election.trackId));
    expect(runOff).toMatchObject({ number: 3, round: 'run-off' });
    await stage.db.clock.pinClock('2026-03-16T01:00:00.000Z');
    const later = { castOn: '2026-03-12' };
    await election.readAlike(
      [
        election.ballot(0, 0, later),
        election.ballot(1, 0, later),
        election.ballot(2, 1, later),
        election.ballot(3, 1, later),
      ],
      runOff.id,
    );
    expect(await tally(runOff.id)).toBe('lottery');
    const draw = () => stage.db.transaction((tx) => drawAgency(tx, runOff.id));
    await expect(draw()).rejects.toThrow('尚未公告摇号办法');
    const seed = '03 11 15 22 27 31 08';
    await election.runLottery(runOff.id, seed, '2026-03-18', '2026-03-18T02:00:00.000Z');
    const SQL = `INSERT INTO agency_draw (vote_id, decides, seed, seed_source, places) VALUES ($1, 'agency', $2, $3, 1)`;
    expect(await stage.attacker.attempt(SQL, [runOff.id, 'another seed', '福利彩票双色球某期'])).toBe(
      'R-20、SD3 WITNESS_MISSING',
    );
    expect(await draw()).toBe('agency');
    const drawn = await stage.db.transaction((tx) => drawOf(tx, runOff.id));
    // Anybody draws again with the two names and the seed.
    expect(drawn?.order.map(({ name, proof }) => ({ id: name, proof }))).toEqual(
      drawOrder(['第一估价机构', '第二估价机构'], seed),
    );
    const second = drawn?.order[1]?.agencyId;
    await stage.attacker.plant('DELETE FROM agency_draw_place');
    const PLACE = `INSERT INTO agency_draw_place (vote_id, place, agency_id, proof) VALUES ($1, 1, $2, $3)`;
    const forged = [runOff.id, second, drawn?.order[1]?.proof];
    expect(await stage.attacker.attempt(PLACE, forged)).toBe('R-20 AMOUNT_MISMATCH');
  });
});
