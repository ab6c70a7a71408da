import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import type { Finding } from '../../rules/decision.js';
import type { TaskCase } from '../../rules/task-case.js';
import type { RecordedAct } from '../repositories/case-acts.repository.js';
import { entryOf } from '../repositories/entries.repository.js';
import { policyOfCase } from '../repositories/policy-book.js';
import type { Transaction } from '../transaction.js';
import { missing } from './act-handling.js';
import type { ActHandlings, Completion } from './act-handling.js';
import { agreementHandlings } from './agreement.acts.js';
import { appraisalHandlings } from './appraisal.acts.js';
import { archiveHandlings } from './archive.acts.js';
import { areaHandlings } from './area.acts.js';
import { conversionHandlings } from './conversion.acts.js';
import { closingHandlings } from './closing.acts.js';
import { firmReviewHandlings } from './firm-reviews.acts.js';
import { expropriationHandlings } from './expropriation.acts.js';
import { decisionHandlings } from './decision.acts.js';
import { launchHandlings } from './launch.acts.js';
import { meetingHandlings } from './meeting.acts.js';
import { moveOutHandlings } from './move-out.acts.js';
import { paymentHandlings } from './payment.acts.js';
import { planHandlings } from './plan.acts.js';
import { publicationHandlings } from './publication.acts.js';
import { selectionHandlings } from './selection.acts.js';
import { registerHandlings } from './registers.acts.js';
import { signingHandlings } from './signing.acts.js';
import { staffHandlings } from './staff.acts.js';
import { supervisionHandlings } from './supervision.acts.js';
import { reviewHandlings } from './review.acts.js';

export type { Completion } from './act-handling.js';

/** Each domain says what its acts need and do; an act that no domain names is only recorded. */
const HANDLINGS: ActHandlings = {
  ...launchHandlings,
  ...areaHandlings,
  ...appraisalHandlings,
  ...publicationHandlings,
  ...agreementHandlings,
  ...selectionHandlings,
  ...signingHandlings,
  ...planHandlings,
  ...expropriationHandlings,
  ...conversionHandlings,
  ...reviewHandlings,
  ...decisionHandlings,
  ...paymentHandlings,
  ...moveOutHandlings,
  ...registerHandlings,
  ...supervisionHandlings,
  ...meetingHandlings,
  ...closingHandlings,
  ...archiveHandlings,
  ...firmReviewHandlings,
  ...staffHandlings,
};

/** Rounds of many cases: the round of an act on a case, from 1. */
export class Rounds {
  private constructor(private readonly values: ReadonlyMap<string, ReadonlyMap<string, number | null>>) {}

  /** Reads what the acts of a page need: one question per kind of round, however many cases there are. */
  static async of(tx: Transaction, acts: readonly ActName[], caseIds: readonly string[]): Promise<Rounds> {
    const questions = new Set(acts.flatMap((act) => HANDLINGS[act]?.round ?? []));
    const values = new Map<string, Map<string, number | null>>();
    for (const sql of questions) {
      const rows = await tx.query<{ id: string; value: number | null }>(sql, [caseIds]);
      values.set(sql, new Map(rows.map(({ id, value }) => [id, value])));
    }
    return new Rounds(values);
  }

  get(act: ActName, caseId: string): number {
    return Math.max(1, this.values.get(HANDLINGS[act]?.round ?? '')?.get(caseId) ?? 1);
  }
}

/** Round of the survey or negotiation, version of the agreement or list, that an act on a case belongs to now. From 1. */
export async function roundOf(tx: Transaction, act: ActName, caseId: string): Promise<number> {
  return (await Rounds.of(tx, [act], [caseId])).get(act, caseId);
}

/** Hash of the content that an act on a case is about now; null where the act concerns no content, or there is none. */
export async function contentOf(tx: Transaction, act: ActName, caseId: string): Promise<string | null> {
  const sql = HANDLINGS[act]?.content;
  if (sql === undefined) return null;
  const row = await tx.maybeOne<{ value: string | null }>(sql, [[caseId]]);
  return row?.value ?? null;
}

/** What stands against this person beginning an act on a case. */
export async function beginFindings(
  tx: Transaction,
  { act, id }: TaskCase,
  personId: string,
): Promise<readonly Finding[]> {
  return (await HANDLINGS[act]?.begin?.(tx, id, personId)) ?? [];
}

type CasesOfActs = ReadonlyMap<ActName, ReadonlySet<string>>;

/** On which of many cases an act is due, and which of them admit a person to it where the post is not enough. */
export class Admissions {
  private constructor(
    private readonly due: CasesOfActs,
    private readonly admitted: CasesOfActs,
  ) {}

  /** Two questions at most per act, however many cases. */
  static async of(
    tx: Transaction,
    acts: readonly ActName[],
    caseIds: readonly string[],
    { personId, taskKey = '' }: { readonly personId: string; readonly taskKey?: string },
  ): Promise<Admissions> {
    const casesWhere = async (sql: string, parameters: unknown[]) => {
      const rows = await tx.query<{ id: string }>(sql, parameters);
      return new Set(rows.map(({ id }) => id));
    };
    const isDue = new Map<ActName, Set<string>>();
    const admitted = new Map<ActName, Set<string>>();
    for (const act of new Set(acts)) {
      const { due, admitted: who } = HANDLINGS[act] ?? {};
      if (due) isDue.set(act, await casesWhere(due.sql, [caseIds]));
      if (who) admitted.set(act, await casesWhere(who.sql, [caseIds, personId, taskKey]));
    }
    return new Admissions(isDue, admitted);
  }

  findings(act: ActName, caseId: string): Finding[] {
    const { due, admitted } = HANDLINGS[act] ?? {};
    return [
      ...(due === undefined || this.due.get(act)?.has(caseId) === true ? [] : [due.refusal]),
      ...(admitted === undefined || this.admitted.get(act)?.has(caseId) === true ? [] : [admitted.refusal]),
    ];
  }
}

/** What the person had to enter for this task, by the table of acts. */
async function entryFindings(tx: Transaction, { taskCase, taskKey, personId }: Completion): Promise<Finding[]> {
  const { entry, label, clauses } = actOf(taskCase.act);
  if (!entry) return [];
  const given = await entryOf(tx, taskKey);
  if (given?.act === taskCase.act && given.caseId === taskCase.id && given.personId === personId) return [];
  return missing(`本人尚未填写“${label}”的内容，请先填写再办结`, clauses.join('、') || 'R-46');
}

/** Is everything there that this act needs: the person's own entries, the right content, the order of the gates? */
export async function checkCompletion(tx: Transaction, completion: Completion): Promise<readonly Finding[]> {
  const unentered = await entryFindings(tx, completion);
  const check = HANDLINGS[completion.taskCase.act]?.check;
  if (check === undefined || unentered.length > 0) return unentered;
  return check(tx, completion, await policyOfCase(tx, completion.taskCase.kind, completion.taskCase.id));
}

/** What an act changes on its case by itself, so that status and acts never disagree. */
export async function applyEffect(tx: Transaction, act: RecordedAct): Promise<void> {
  await HANDLINGS[act.act]?.effect?.(tx, act);
}
