import {
  certificatesOf,
  findAccountByUsername,
  organisationOf,
  rolesOn,
} from '../../db/repositories/accounts.repository.js';
import { Admissions, beginFindings, roundOf } from '../../db/acts/index.js';
import { affiliationsOf } from '../../db/repositories/body-ties.repository.js';
import { actsOfCase, relatedActs } from '../../db/repositories/case-acts.repository.js';
import { commissionsOfCase } from '../../db/repositories/commissions.repository.js';
import { assignmentsOfRound } from '../../db/repositories/assignments.repository.js';
import { policyOfCase } from '../../db/repositories/policy-book.js';
import { recusedFrom } from '../../db/repositories/relationships.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { actOf } from '../../rules/acts.js';
import type { Finding } from '../../rules/decision.js';
import type { CaseAct } from '../../rules/staff/case-act.js';
import { mayActOnCase } from '../../rules/staff/may-act-on-case.js';
import { capacityOf } from '../../rules/staff/recusal.js';
import type { TaskCase } from '../../rules/task-case.js';

/** What the guards know when they decide about one person and one task. */
export interface JudgedAct {
  readonly taskCase: TaskCase;
  readonly taskKey: string;
  /** Account id; null when the user name is unknown here. */
  readonly personId: string | null;
  readonly round: number;
  /** Acts on the case by other tasks, oldest first. */
  readonly caseActs: readonly CaseAct[];
  readonly findings: readonly Finding[];
}

const UNKNOWN_PERSON: Finding = {
  code: 'ROLE_MISSING',
  message: '没有这个人员账号，请由系统内的人员办理',
  basis: 'R-69',
};

/** Of two tasks for two different persons, one person takes one, before either is done. */
async function pairFindings(tx: Transaction, judged: Omit<JudgedAct, 'findings'>): Promise<Finding[]> {
  const { taskCase, round, personId, taskKey } = judged;
  if (actOf(taskCase.act).persons === 1) return [];
  const assignments = await assignmentsOfRound(tx, taskCase.id, taskCase.act, round);
  if (!assignments.some((other) => other.personId === personId && other.taskKey !== taskKey)) return [];
  const message = '本人已领取本轮的另一份，此份须由另一名持证人员办理';
  return [{ code: 'SAME_OFFICER_TWICE', message, basis: 'R-42、SD2' }];
}

/** May this person do this task's act on this case today? The rules decide; the facts come from the database. */
export async function judgeAct(
  tx: Transaction,
  taskCase: TaskCase,
  task: { readonly taskKey: string; readonly username: string },
): Promise<JudgedAct> {
  const today = await tx.today();
  const account = await findAccountByUsername(tx, task.username);
  const round = await roundOf(tx, taskCase.act, taskCase.id);
  const all = await actsOfCase(tx, taskCase.id);
  // The same task may be judged again after a crash: what it recorded itself must not speak against it.
  const caseActs = all.filter((done) => done.taskKey !== task.taskKey);
  const base = { taskCase, taskKey: task.taskKey, personId: account?.id ?? null, round, caseActs };
  if (account?.active !== true) return { ...base, findings: [UNKNOWN_PERSON] };
  const organisation = await organisationOf(tx, account.id);
  const decision = mayActOnCase(
    {
      act: taskCase.act,
      person: {
        personId: account.id,
        roles: await rolesOn(tx, account.id, today),
        certificates: await certificatesOf(tx, account.id),
        ...(organisation && {
          organisation: organisation.kind,
          organisationId: organisation.id,
          affiliations: await affiliationsOf(tx, organisation.id),
        }),
      },
      on: today,
      round,
      caseActs,
      relatedActs: await relatedActs(tx, taskCase.kind, taskCase.id),
      commissions: await commissionsOfCase(tx, taskCase.kind, taskCase.id),
      recusedPersonIds: await recusedFrom(tx, taskCase.kind, taskCase.id, capacityOf(taskCase.act)),
    },
    await policyOfCase(tx, taskCase.kind, taskCase.id),
  );
  const begin = await beginFindings(tx, taskCase, account.id);
  const { act, id } = taskCase;
  const admissions = await Admissions.of(tx, [act], [id], { personId: account.id, taskKey: task.taskKey });
  const admission = [...(await pairFindings(tx, base)), ...admissions.findings(act, id)];
  return { ...base, findings: [...decision.findings, ...admission, ...begin] };
}

/** The sentence a person reads when a task is denied: every finding with its clauses. */
export function denialText(findings: readonly Finding[]): string {
  return findings.map(({ message, basis }) => `${message}【${basis}】`).join('；');
}
