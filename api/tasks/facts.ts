import type { Transaction } from '../../db/transaction.js';
import { actsOfCase } from '../../db/repositories/acts.repository.js';
import type { NoticeContent } from '../../db/repositories/notices.repository.js';
import { getNotice } from '../../db/repositories/notices.repository.js';
import { getObjection } from '../../db/repositories/objections.repository.js';
import { formatYuan } from '../../rules/units.js';
import { readCaseFile, standingAgreement, standingCalculation, standingDetermination } from '../case-file.js';
import type { CaseFile } from '../case-file.js';
import type { StaffCaller } from '../caller.js';
import type { TaskEntry, TaskFacts } from '../contract/index.js';
import { readPaymentFile } from '../payment-file.js';
import { actRecordOf } from '../present/agreement.js';
import { noticeSummary, noticeTableOf } from '../present/notice-table.js';
import { noticeReference, objectionOf } from '../present/notice.js';
import { People } from '../present/people.js';
import type { TaskCase } from '../../rules/task-case.js';

/** What a person sees with a task, what is to be entered, and whether that is there. */
export interface TaskMatter {
  readonly facts: TaskFacts;
  readonly entry: TaskEntry;
  readonly entryDone: boolean;
}

const nothingToEnter = (facts: TaskFacts): TaskMatter => ({ facts, entry: 'none', entryDone: true });

/** Blind: the other officer's figure is not among the facts, so that two measurements are two. */
function surveyMatter(file: CaseFile, { accountId }: StaffCaller): TaskMatter {
  const { surveyRound } = file.rows.household;
  const index = file.rows.surveys.findIndex((each) => each.officerId === accountId && each.round === surveyRound);
  const ownSurvey = file.surveys[index] ?? null;
  const facts = { kind: 'survey', household: file.household, ownSurvey } as const;
  return { facts, entry: 'area-survey', entryDone: ownSurvey !== null };
}

function determinationMatter(file: CaseFile): TaskMatter {
  const { household, surveys, determinations, objections } = file;
  const standing = standingDetermination(file);
  return {
    facts: { kind: 'determination', household, surveys, determinations, objections },
    entry: 'area-determination',
    entryDone: standing?.status === 'determined',
  };
}

function negotiationMatter(file: CaseFile, { accountId }: StaffCaller): TaskMatter {
  const { negotiationRound } = file.rows.household;
  const index = file.rows.negotiations.findIndex(
    (each) => each.officerId === accountId && each.round === negotiationRound,
  );
  const ownRecord = file.negotiations[index] ?? null;
  const { household, negotiations, documents } = file;
  const determination = standingDetermination(file);
  return {
    facts: { kind: 'negotiation', household, determination, negotiations, ownRecord, documents },
    entry: 'negotiation',
    entryDone: ownRecord !== null,
  };
}

function calculationMatter(file: CaseFile): TaskMatter {
  const { household, negotiations, documents } = file;
  return nothingToEnter({
    kind: 'calculation',
    household,
    determination: standingDetermination(file),
    negotiations,
    calculation: standingCalculation(file),
    documents,
  });
}

function agreementMatter(file: CaseFile, { act }: TaskCase, { accountId }: StaffCaller): TaskMatter {
  const { household, documents, acts } = file;
  const agreement = standingAgreement(file);
  const signedByMe = file.rows.signatures.some(
    (each) => each.agreementId === agreement?.id && each.personId === accountId,
  );
  const calculation = standingCalculation(file);
  const facts = { kind: 'agreement', household, agreement, calculation, documents, acts, signedByMe } as const;
  if (act !== 'sign-as-officer') return nothingToEnter(facts);
  return { facts, entry: 'officer-signature', entryDone: signedByMe };
}

async function householdMatter(tx: Transaction, taskCase: TaskCase, caller: StaffCaller): Promise<TaskMatter> {
  const file = await readCaseFile(tx, taskCase.id);
  switch (taskCase.act) {
    case 'survey-area':
      return surveyMatter(file, caller);
    case 'determine-area':
      return determinationMatter(file);
    case 'negotiate':
      return negotiationMatter(file, caller);
    case 'check-before-signing':
      return calculationMatter(file);
    default:
      return agreementMatter(file, taskCase, caller);
  }
}

async function noticeMatter(tx: Transaction, noticeId: string): Promise<TaskMatter> {
  const notice = await getNotice(tx, noticeId);
  const acts = await actsOfCase(tx, noticeId);
  const people = await People.of(
    tx,
    acts.map(({ personId }) => personId),
  );
  const masked = notice.maskedContent as NoticeContent | null;
  return nothingToEnter({
    kind: 'notice',
    notice: noticeReference(notice),
    summary: noticeSummary(masked ?? (notice.content as NoticeContent)),
    original: noticeTableOf(notice.content as NoticeContent),
    masked: masked === null ? null : noticeTableOf(masked),
    acts: acts.map(actRecordOf(people)),
  });
}

async function objectionMatter(tx: Transaction, objectionId: string): Promise<TaskMatter> {
  const objection = await getObjection(tx, objectionId);
  const { household, surveys, determinations } = await readCaseFile(tx, objection.householdId);
  const notice = noticeReference(await getNotice(tx, objection.noticeId));
  return {
    facts: { kind: 'objection', objection: objectionOf(objection), household, notice, surveys, determinations },
    entry: 'objection-answer',
    entryDone: objection.answer !== null,
  };
}

async function paymentMatter(tx: Transaction, { act, id }: TaskCase): Promise<TaskMatter> {
  const { list, shortfallFen } = await readPaymentFile(tx, id);
  const facts = { kind: 'payment-list', list, shortfallYuan: formatYuan(shortfallFen) } as const;
  if (act === 'make-payment-list') {
    return { facts, entry: 'payment-list-version', entryDone: list.version > 0 && list.status === 'draft' };
  }
  // Whether a payee was put right only the next version shows; the task may be completed once nothing else is left.
  return act === 'correct-payee' ? { facts, entry: 'payee', entryDone: true } : nothingToEnter(facts);
}

/** The matter of a task by the kind of its case. */
export async function matterOf(tx: Transaction, taskCase: TaskCase, caller: StaffCaller): Promise<TaskMatter> {
  switch (taskCase.kind) {
    case 'notice':
      return noticeMatter(tx, taskCase.id);
    case 'objection':
      return objectionMatter(tx, taskCase.id);
    case 'payment-list':
      return paymentMatter(tx, taskCase);
    default:
      return householdMatter(tx, taskCase, caller);
  }
}
