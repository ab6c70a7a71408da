import { householdActor, SYSTEM_ACTOR } from '../../db/repositories/ledger.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { LedgerEntry, LedgerPayload } from '../../ledger/entry.js';
import { errorCodes } from '../../rules/error-codes.js';
import { formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { LedgerRow } from '../contract/index.js';
import { subjectsOf } from '../tasks/subjects.js';
import type { Subject } from '../tasks/subjects.js';
import { People } from './people.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HOUSEHOLD = householdActor('');
const idOf = (actor: string): string => (actor.startsWith(HOUSEHOLD) ? actor.slice(HOUSEHOLD.length) : actor);

/** Entries as a person reads them: who, on which case, did what; ids and hashes stay in the feed. */
export async function ledgerRows(tx: Transaction, entries: readonly LedgerEntry[]): Promise<LedgerRow[]> {
  const actors = entries.map(({ actorId }) => actorId);
  const ids = [...entries.map(({ caseId }) => caseId), ...actors.map(idOf)].filter((id) => UUID.test(id));
  const subjects = await subjectsOf(tx, ids);
  const people = await People.of(
    tx,
    actors.filter((id) => UUID.test(id)),
  );
  return entries.map(({ caseId, seq, at, kind, actorId, clauses, payload, hash }) => {
    const subject = subjects.get(caseId);
    return {
      caseId,
      seq,
      at,
      caseTitle: kind === 'ledger-read' ? '账本' : (subject?.title ?? caseId),
      householdId: subject?.householdId ?? null,
      projectId: subject?.projectId ?? null,
      projectName: subject?.projectName ?? null,
      kindLabel: labelOf('ledgerKind', kind),
      what: whatOf(payload),
      refused: kind === 'act-refused',
      ...personOf(actorId, people, subjects),
      clauses,
      hash,
    };
  });
}

function personOf(
  actor: string,
  people: People,
  subjects: ReadonlyMap<string, Subject>,
): Pick<LedgerRow, 'personName' | 'organisationName'> {
  if (actor === SYSTEM_ACTOR) return { personName: '系统', organisationName: null };
  if (actor.startsWith(HOUSEHOLD)) {
    return { personName: `住户 ${subjects.get(idOf(actor))?.title ?? ''}`.trim(), organisationName: null };
  }
  return { personName: people.nameOf(actor), organisationName: people.organisationOf(actor) };
}

type Words = (value: string) => string;
const counted =
  (label: string, unit = ''): Words =>
  (value) =>
    `${label} ${value}${unit}`;
const money =
  (label: string): Words =>
  (value) =>
    `${label} ${formatYuan(BigInt(value))} 元`;

/** What a payload says in words, in the order in which it is read. Whatever is not named here is an id or a hash. */
const WORDS: Readonly<Record<string, Words>> = {
  act: (act) => labelOf('act', act),
  verdict: (verdict) => labelOf('verdict', verdict),
  returnReason: (reason) => labelOf('returnReason', reason),
  codes: (code) => (Object.hasOwn(errorCodes, code) ? errorCodes[code as keyof typeof errorCodes] : code),
  parameter: counted('参数'),
  number: counted('编号'),
  round: (round) => `第 ${round} 轮`,
  version: (version) => `第 ${version} 版`,
  amountFen: money('金额'),
  needFen: money('需资金'),
  households: counted('户数', ' 户'),
  ballots: counted('选票', ' 张'),
  reports: counted('报告', ' 份'),
  objections: counted('异议', ' 件'),
  upheldCount: counted('成立', ' 件'),
  findings: counted('问题', ' 项'),
  breaches: counted('违规', ' 项'),
  paidCount: counted('已付', ' 笔'),
  failedCount: counted('失败', ' 笔'),
  participants: counted('参加', ' 人'),
  hours: counted('时长', ' 小时'),
  days: counted('延长', ' 天'),
  dueOn: counted('期限'),
  validFrom: counted('生效日'),
};

const scalars = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(scalars);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
};

function whatOf(payload: LedgerPayload): string {
  return Object.entries(WORDS)
    .flatMap(([key, words]) => scalars(payload[key]).map(words))
    .join('，');
}
