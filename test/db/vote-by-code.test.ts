import { beforeAll, describe, expect, it } from '@jest/globals';
import { ballotSheetOf } from '../../api/present/ballot-sheet.js';
import { castByCode, votesOfHousehold, voterToken } from '../../db/repositories/code-ballots.repository.js';
import { issueAccessCode } from '../../db/repositories/households.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { publishedVote } from '../../db/repositories/vote-records.repository.js';
import { tallyVote } from '../../db/repositories/vote-tally.repository.js';
import { tallyOf } from '../../db/repositories/votes.repository.js';
import { recount } from '../../rules/selection/vote-records.js';
import { AFTER_VOTE, Election } from '../factories/selection.js';
import { setStage } from './stage.js';

const FAKE = 'f'.repeat(64);
const VOTED = 'INSERT INTO vote_participation (vote_id, household_id, turn) VALUES ($1, $2, $3)';
const BALLOT = 'INSERT INTO code_ballot (vote_id, voter, turn, receipt, agency_id) VALUES ($1, $2, $3, $4, $5)';

describe('a vote by the households’ own codes, against plain SQL', () => {
  const stage = setStage(7);
  let election: Election;
  const receipts = new Map<string, string>();
  const home = (index: number) => stage.field.householdIds[index] ?? '';
  const agency = (index: number) => election.agencyIds[index] ?? '';
  const cast = async (index: number, choice: number): Promise<string> => {
    const { receipt } = await stage.db.transaction((tx) => castByCode(tx, election.vote.id, home(index), choice));
    return receipt;
  };
  const own = async (index: number) => {
    const [vote] = await stage.db.transaction((tx) => votesOfHousehold(tx, home(index)));
    return vote;
  };
  const issue = (index: number) =>
    stage.db.transaction((tx) => issueAccessCode(tx, home(index), stage.field.staff.officerA));
  /** What the statement meets, at once or at the end of its transaction. */
  const refusedAtEnd = (sql: string, parameters: readonly string[]) =>
    stage.attacker.attempt(
      `${sql.replace(/\$(\d)/g, (_, place: string) => `'${parameters[Number(place) - 1] ?? ''}'`)}; SET CONSTRAINTS whole IMMEDIATE`,
    );

  beforeAll(async () => {
    for (const index of [0, 1, 2, 3, 4]) await issue(index);
    election = await Election.open(stage.db, stage.field);
  });

  it('takes no ballot before it opens, from no stranger, and not with a code handed out since (R-18, SD3)', async () => {
    await expect(cast(0, 1)).rejects.toThrow('投票尚未开始');
    expect((await own(0))?.hindrance).toBe('投票尚未开始');
    await stage.db.clock.pinClock('2026-03-04T02:00:00.000Z');
    await issue(4);
    await expect(cast(4, 1)).rejects.toThrow('查询码在投票开始以后换发');
    // No code was ever handed out to it: whoever says it voted invents it.
    expect(await stage.attacker.attempt(VOTED, [election.vote.id, home(5), 1])).toBe('SD3 VOTER_UNKNOWN');
    expect((await own(4))?.hindrance).toContain('请用纸质选票');
    await expect(cast(0, 9)).rejects.toThrow('选票上没有第 9 家');
  });

  it('lets a household change its mind, and tells nobody what it chose (R-18)', async () => {
    receipts.set('first of 0', await cast(0, 2));
    receipts.set('last of 0', await cast(0, 1));
    receipts.set('1', await cast(1, 2));
    receipts.set('2', await cast(2, 1));
    receipts.set('3', await cast(3, 0));
    expect((await own(0))?.cast.map(({ receipt, state }) => [receipt, state])).toEqual([
      [receipts.get('last of 0'), 'last'],
      [receipts.get('first of 0'), 'replaced'],
    ]);
    const entries = await stage.db.transaction((tx) => entriesOf(tx, home(0)));
    const told = entries.filter(({ kind }) => kind === 'ballot-cast').map(({ payload }) => payload);
    expect(told).toEqual([
      { voteId: election.vote.id, turn: 1 },
      { voteId: election.vote.id, turn: 2 },
    ]);
    // Nothing in the box leads to a household: neither its id, nor a time, nor the hash of its id.
    const box = await stage.attacker.rows<Record<string, unknown>>('SELECT * FROM code_ballot');
    expect(Object.keys(box[0] ?? {}).sort()).toEqual(['agency_id', 'receipt', 'turn', 'vote_id', 'voter']);
    for (const householdId of stage.field.householdIds) expect(JSON.stringify(box)).not.toContain(householdId);
    // A code handed out anew shows no receipt: whoever handed it out would find the choice by it.
    await issue(3);
    expect((await own(3))?.cast.map(({ receipt }) => receipt)).toEqual([null]);
  });

  it('refuses a ballot without a voter, a voter without a ballot, a second one of a turn and any change (R-18)', async () => {
    const { id } = election.vote;
    const token = await stage.db.transaction((tx) => Promise.resolve(voterToken(tx, id, home(0))));
    for (const [what, sql, parameters, refusal] of [
      ['a ballot of nobody', BALLOT, [id, FAKE, '1', 'E-2222-2222-2222', agency(1)], 'R-18 AMOUNT_MISMATCH'],
      ['a turn left out', BALLOT, [id, token, '4', 'E-2222-2222-2222', agency(1)], 'R-18 VOTE_TWICE'],
      ['the same turn twice', BALLOT, [id, token, '2', 'E-2222-2222-2222', agency(1)], 'R-18 VOTE_TWICE'],
      ['a voter without a ballot', VOTED, [id, home(1), '2'], 'R-18 AMOUNT_MISMATCH'],
      ['a turn again', VOTED, [id, home(1), '1'], 'R-18 VOTE_TWICE'],
      ['another choice', 'UPDATE code_ballot SET agency_id = $1', [agency(1)], 'R-46 TRANSITION_FORBIDDEN'],
      ['a ballot lost', 'DELETE FROM code_ballot WHERE vote_id = $1', [id], 'R-46 TRANSITION_FORBIDDEN'],
      ['a voter lost', 'DELETE FROM vote_participation WHERE vote_id = $1', [id], 'R-46 TRANSITION_FORBIDDEN'],
    ] as const) {
      expect([what, await refusedAtEnd(sql, parameters)]).toEqual([what, refusal]);
    }
    // With a ballot of its own it would still lack the household's entry in the ledger.
    const untold = `INSERT INTO vote_participation VALUES ('${id}', '${home(1)}', 2); SET CONSTRAINTS told IMMEDIATE`;
    expect(await stage.attacker.attempt(untold)).toBe('R-18、R-46 TRANSITION_FORBIDDEN');
    // A paper cannot be given the number of a receipt, to spoil the list.
    const paper = election.ballot(5, 0, { ballotNumber: receipts.get('1') ?? '' });
    await stage.db.clock.pinClock(AFTER_VOTE);
    await expect(election.read('townB', [paper])).rejects.toThrow();
  });

  it('adds nothing to the box after the close, whoever asks (R-18)', async () => {
    await expect(cast(1, 1)).rejects.toThrow('投票已经截止');
    const late = [election.vote.id, FAKE, 1, 'E-2222-2222-2222', agency(0)];
    expect(await stage.attacker.attempt(BALLOT, late)).toBe('R-18 VOTE_CLOSED');
    expect(await stage.attacker.attempt(VOTED, [election.vote.id, home(1), 2])).toBe('R-18 VOTE_CLOSED');
  });

  it('counts papers and codes together, one for each certificate, and attests the box with them (R-18, SD3)', async () => {
    const { vote } = election;
    // Household 2 voted both ways: its paper counts. Household 5 has a paper alone.
    await election.readAlike([election.ballot(2, 1), election.ballot(5, 0)]);
    await stage.attacker.plant('CREATE TABLE box AS SELECT * FROM code_ballot');
    await stage.attacker.plant('UPDATE code_ballot SET agency_id = $1', [agency(1)]);
    await expect(stage.db.transaction((tx) => tallyVote(tx, vote.id))).rejects.toThrow('见证后有变动');
    await stage.attacker.plant('DELETE FROM code_ballot');
    await stage.attacker.plant('INSERT INTO code_ballot SELECT * FROM box');
    // Where the district made votes open, who read a paper sees what stands on it; otherwise nobody does.
    const [read] = await stage.attacker.rows<{ task_key: string }>('SELECT task_key FROM ballot_reading LIMIT 1');
    const sheet = () => stage.db.transaction((tx) => ballotSheetOf(tx, vote.id, read?.task_key ?? ''));
    expect((await sheet()).latest.map(({ choice }) => choice)).toEqual([null, null]);
    await stage.attacker.plant('UPDATE vote SET secret = false');
    expect((await sheet()).latest.map(({ choice }) => choice)).toEqual([1, 2]);
    expect(await stage.db.transaction((tx) => tallyVote(tx, vote.id))).toBe('run-off');
    const tally = await stage.db.transaction((tx) => tallyOf(tx, vote.id));
    const votes = { [agency(0)]: 2, [agency(1)]: 2, [agency(2)]: 0 };
    expect(tally).toMatchObject({ units: 7, ballotsCast: 5, blank: 1, votes });
    const file = await stage.db.transaction((tx) => publishedVote(tx, vote.id));
    expect(recount(file)).toEqual([]);
    const published = new Map(file.records.map(({ receipt, choice, reasons }) => [receipt, [choice, ...reasons]]));
    expect(published.size).toBe(7);
    expect(published.get(receipts.get('first of 0') ?? '')).toEqual([2, 'BALLOT_REPLACED']);
    expect(published.get(receipts.get('last of 0') ?? '')).toEqual([1]);
    expect(published.get(receipts.get('2') ?? '')).toEqual([1, 'VOTE_TWICE']);
    expect(published.get('B2')).toEqual([2]);
    expect((await own(0))?.cast.map(({ state }) => state)).toEqual(['counted', 'replaced']);
    expect(await own(2)).toMatchObject({ cast: [{ state: 'paper-counts' }], papers: [{ reasons: [] }] });
  });

  it('counts nothing of a box into which somebody got ballots of voters that are no household (R-18)', async () => {
    const { id } = election.vote;
    await stage.attacker.plant('CREATE TABLE kept_tally AS SELECT * FROM vote_tally');
    for (const table of ['vote_publication', 'vote_record', 'vote_tally', 'code_ballot_overruled']) {
      await stage.attacker.plant(`DELETE FROM ${table}`);
    }
    const again = () => stage.db.transaction((tx) => tallyVote(tx, id));
    const attest = () => election.act('notary', 'attest-vote', 'attested');
    await stage.attacker.plant('UPDATE code_ballot SET voter = $1 WHERE receipt = $2', [FAKE, receipts.get('1')]);
    await attest();
    await expect(again()).rejects.toThrow('计票结果与选票不符');
    await stage.attacker.plant('DELETE FROM code_ballot');
    await stage.attacker.plant('INSERT INTO code_ballot SELECT * FROM box');
    await attest();
    // Without saying which ballot gives way to a paper, a certificate would count twice.
    const tally = 'INSERT INTO vote_tally SELECT * FROM kept_tally';
    expect(await stage.attacker.attempt(tally)).toBe('R-18 AMOUNT_MISMATCH');
  });
});
