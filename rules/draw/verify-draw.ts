import { drawFileText, readDrawFile } from './draw-file.js';
import {
  announcementHashOf,
  commitmentOf,
  entryOfLine,
  isOneField,
  isSalt,
  listHashOf,
  listLines,
  resultLines,
  seedOfParties,
} from './draw-record.js';
import type { DrawRecord } from './draw-record.js';

/** A sentence in Chinese and in English. */
interface Said {
  readonly zh: string;
  readonly en: string;
}
export type DrawVerdict =
  { readonly ok: true; readonly record: DrawRecord } | { readonly ok: false; readonly fault: Said };

/**
 * Recomputes a draw from its file alone, in any browser or on any computer: list, announcement, commitments, order of the
 * moments, seed, result, and that not one character is other than it was written. The first thing that does not fit is
 * the answer. `announced` is the hash of the announcement as the board showed it: only that exposes a file made anew as a
 * whole.
 */
export function verifyDraw(text: string, announced: string | null = null): DrawVerdict {
  const record = readDrawFile(text);
  if (record === null) return refused('不是完整的抽签文件', 'No whole file of a draw');
  const first = CHECKS.map((check) => check(record)).find((found) => found !== null);
  if (first !== undefined) return { ok: false, fault: first };
  if (drawFileText(record) !== text) return refused('文件的文字被改动', 'The text of the file was changed');
  if (announced !== null && announced !== record.announcementHash) {
    return refused('与公示的公告摘要不符', 'Not the announcement that the board showed');
  }
  return { ok: true, record };
}

const refused = (zh: string, en: string): DrawVerdict => ({ ok: false, fault: { zh, en } });
type Check = (record: DrawRecord) => Said | null;
const unless = (holds: boolean, zh: string, en: string): Said | null => (holds ? null : { zh, en });

function listStands({ list, listHash }: DrawRecord): boolean {
  const entries = list.map(entryOfLine);
  if (list.length === 0 || new Set(entries.map(({ key }) => key)).size < list.length) return false;
  if (!entries.every(({ group, key, label }) => [group, key, label].every(isOneField))) return false;
  return listLines(entries).every((line, index) => line === list[index]) && listHashOf(list) === listHash;
}

/** Every group of the list has one number, not more than it holds. */
function takeStands({ list, take }: DrawRecord): boolean {
  const groups = list.map((line) => entryOfLine(line).group);
  const named = take.map(({ group }) => group);
  return (
    new Set(named).size === named.length &&
    groups.every((group) => named.includes(group)) &&
    take.every(
      ({ group, take: number }) =>
        Number.isInteger(number) && number >= 0 && number <= groups.filter((each) => each === group).length,
    )
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Same format, so the order of the texts is the order of the moments. */
function momentsStand(draw: DrawRecord): boolean {
  const { announcedAt, seedDueAt, drawnAt, method, parties, aborts } = draw;
  const committed = parties.flatMap(({ committedAt }) => committedAt ?? []);
  const revealed = parties.flatMap(({ revealedAt }) => revealedAt ?? []);
  const all = [
    announcedAt,
    seedDueAt,
    ...committed,
    ...revealed,
    ...aborts.map(({ at }) => at),
    ...(drawnAt === null ? [] : [drawnAt]),
  ];
  if (!all.every((at) => INSTANT.test(at)) || announcedAt >= seedDueAt) return false;
  if (all.some((at) => at < announcedAt)) return false;
  if (method === 'beacon') return drawnAt === null || drawnAt >= seedDueAt;
  const last = [...committed].sort().at(-1) ?? announcedAt;
  return (
    revealed.every((at) => at >= last && at <= seedDueAt) && (drawnAt === null || revealed.every((at) => at <= drawnAt))
  );
}

function partiesStand({ method, parties }: DrawRecord): boolean {
  if (method === 'beacon') return parties.length === 0;
  const made = parties.flatMap(({ commitment }) => commitment ?? []);
  const whole = parties.every(
    (party) =>
      (party.commitment === null) === (party.committedAt === null) &&
      (party.salt === null) === (party.value === null) &&
      (party.salt === null) === (party.revealedAt === null),
  );
  const early = made.length < parties.length && parties.some(({ salt }) => salt !== null);
  return parties.length > 1 && whole && !early && new Set(made).size === made.length;
}

const reveals = ({ parties }: DrawRecord): boolean =>
  parties.every(
    ({ commitment, salt, value }) =>
      salt === null ||
      value === null ||
      (isSalt(salt) && isOneField(value) && commitmentOf(salt, value) === commitment),
  );

function seedStands({ method, parties, seed, state }: DrawRecord): boolean {
  if (state === 'announced') return seed === null;
  if (method === 'beacon') return seed === null ? state === 'aborted' : isOneField(seed);
  if (state === 'aborted') return seed === null;
  return parties.every(({ salt }) => salt !== null) && seed === seedOfParties(parties);
}

function resultStands({ state, list, take, seed, result, drawnAt }: DrawRecord): boolean {
  if (state !== 'drawn' || seed === null) return result.length === 0 && drawnAt === null;
  return drawnAt !== null && resultLines(list, take, seed).join('\n') === result.join('\n');
}

const abortStands = ({ state, aborts }: DrawRecord): boolean =>
  (state === 'aborted' ? aborts.length === 2 : aborts.length < 2) && aborts.every(({ reason }) => isOneField(reason));

const CHECKS: readonly Check[] = [
  (draw) => unless(listStands(draw), '名单与其摘要不符', 'The list does not have its hash'),
  (draw) => unless(takeStands(draw), '抽取数量与名单不符', 'The numbers to draw do not fit the list'),
  (draw) => unless(announcementHashOf(draw) === draw.announcementHash, '公告被改动', 'The announcement was changed'),
  (draw) =>
    unless(partiesStand(draw), '各方承诺不全或相同，或提前公开', 'Commitments are missing, alike or revealed early'),
  (draw) => unless(reveals(draw), '公开的数与承诺不符', 'A revealed value does not fit its commitment'),
  (draw) => unless(momentsStand(draw), '先后次序不符：种子须在公告以后产生', 'The moments are out of order'),
  (draw) => unless(seedStands(draw), '种子不是由各方公开的数得出', 'The seed is not the one of the revealed values'),
  (draw) => unless(resultStands(draw), '结果不是由名单和种子得出', 'The result does not follow from list and seed'),
  (draw) => unless(abortStands(draw), '中止记录不全', 'The abort lacks its two persons or reasons'),
];
