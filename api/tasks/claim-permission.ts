import { affiliationsOf } from '../../db/repositories/body-ties.repository.js';
import { Admissions, beginFindings } from '../../db/acts/index.js';
import type { Rounds } from '../../db/acts/index.js';
import { certificatesOf, organisationOf } from '../../db/repositories/accounts.repository.js';
import { commissionsOfProjects } from '../../db/repositories/commissions.repository.js';
import { PolicyBook } from '../../db/repositories/policy-book.js';
import { standingTies } from '../../db/repositories/relationships.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import type { Finding as RuleFinding } from '../../rules/decision.js';
import type { Policy } from '../../rules/policy/policies.js';
import type { CaseAct } from '../../rules/staff/case-act.js';
import type { Commission } from '../../rules/staff/commission.js';
import { mayActOnCase } from '../../rules/staff/may-act-on-case.js';
import type { ActingPerson } from '../../rules/staff/may-act-on-case.js';
import { capacityOf, recusedPersonIds } from '../../rules/staff/recusal.js';
import type { Relationship } from '../../rules/staff/recusal.js';
import type { StaffCaller } from '../caller.js';
import type { Finding, Permission } from '../contract/index.js';
import type { EngineTask } from '../engine/types.js';
import { findingOf } from '../problems.js';
import type { Subject } from './subjects.js';
import type { TaskCase } from '../../rules/task-case.js';

interface OtherAssignment {
  readonly taskKey: string;
  readonly caseId: string;
  readonly act: string;
  readonly round: number;
}

const ACTS_SQL = `
  SELECT case_kind AS "caseKind", case_id AS "caseId", act, round, person_id AS "personId", verdict,
    return_reason AS "returnReason", content_hash AS "contentHash", acted_at AS "actedAt",
    withdrawn_at IS NOT NULL AS withdrawn
  FROM case_act WHERE case_id = ANY($1) OR (case_id = ANY($2) AND person_id = $3) ORDER BY seq`;
const ASSIGNMENTS_SQL = `
  SELECT task_key AS "taskKey", case_id AS "caseId", act, round FROM task_assignment
  WHERE case_id = ANY($1) AND person_id = $2`;

const refuse = (code: string, message: string, clauses: readonly string[]): Finding => ({
  code,
  message,
  clauses: [...clauses],
});

type Obstacles = ReadonlyMap<string, readonly RuleFinding[]>;
const keyOf = ({ act, id }: TaskCase): string => `${act}:${id}`;

/** What the guard of each act says against the person beginning it; only acts with such a guard ask the database. */
async function obstaclesOf(tx: Transaction, tasks: readonly TaskCase[], personId: string): Promise<Obstacles> {
  const obstacles = new Map<string, readonly RuleFinding[]>();
  for (const task of tasks) {
    const key = keyOf(task);
    if (!obstacles.has(key)) obstacles.set(key, await beginFindings(tx, task, personId));
  }
  return obstacles;
}

/** Says for each task of a page whether this person may claim it and why not; asks the database a few times in all. */
export class ClaimPermissions {
  private constructor(
    private readonly caller: StaffCaller,
    private readonly person: ActingPerson,
    private readonly today: string,
    private readonly book: PolicyBook,
    private readonly rounds: Rounds,
    private readonly commissions: ReadonlyMap<string, readonly Commission[]>,
    private readonly acts: readonly CaseAct[],
    private readonly assignments: readonly OtherAssignment[],
    private readonly admissions: Admissions,
    private readonly obstacles: Obstacles,
    private readonly ties: readonly Relationship[],
  ) {}

  static async load(
    tx: Transaction,
    caller: StaffCaller,
    subjects: readonly Subject[],
    rounds: Rounds,
    tasks: readonly TaskCase[],
  ): Promise<ClaimPermissions> {
    const ids = subjects.map(({ id }) => id);
    const related = subjects.flatMap(({ relatedIds }) => relatedIds);
    const organisation = await organisationOf(tx, caller.accountId);
    const person: ActingPerson = {
      personId: caller.accountId,
      roles: caller.roles,
      certificates: await certificatesOf(tx, caller.accountId),
      ...(organisation && {
        organisation: organisation.kind,
        organisationId: organisation.id,
        affiliations: await affiliationsOf(tx, organisation.id),
      }),
    };
    const acts = await tx.query<CaseAct>(ACTS_SQL, [ids, related, caller.accountId]);
    const assignments = await tx.query<OtherAssignment>(ASSIGNMENTS_SQL, [ids, caller.accountId]);
    const commissions = await commissionsOfProjects(
      tx,
      subjects.flatMap(({ projectId }) => projectId ?? []),
    );
    const admissions = await Admissions.of(
      tx,
      tasks.map(({ act }) => act),
      ids,
      { personId: caller.accountId },
    );
    return new ClaimPermissions(
      caller,
      person,
      await tx.today(),
      await PolicyBook.load(tx),
      rounds,
      commissions,
      acts,
      assignments,
      admissions,
      await obstaclesOf(tx, tasks, caller.accountId),
      await standingTies(tx, caller.accountId),
    );
  }

  /** The guard at the engine has the last word; this tells a person beforehand what it will say. */
  of(task: EngineTask, taskCase: TaskCase, subject: Subject): Permission {
    if (task.assignee === this.caller.username) return { allowed: true, findings: [] };
    const taken = task.assignee === null ? [] : [refuse('TASK_CLAIMED', '此任务已由他人领取。', [])];
    const round = this.rounds.get(taskCase.act, subject.id);
    const decision = mayActOnCase(
      {
        act: taskCase.act,
        person: this.person,
        on: this.today,
        round,
        caseActs: this.acts.filter(({ caseId }) => caseId === subject.id),
        commissions: subject.projectId === null ? null : (this.commissions.get(subject.projectId) ?? []),
        recusedPersonIds: this.recusedFrom(taskCase.act, [subject.id, ...subject.relatedIds]),
        relatedActs: this.acts.filter(({ caseId }) => subject.relatedIds.includes(caseId)),
      },
      this.policyOf(subject),
    );
    const findings = [
      ...taken,
      ...decision.findings.map(findingOf),
      ...this.pairFindings(task, taskCase.act, subject, round),
      ...this.admissions.findings(taskCase.act, subject.id).map(findingOf),
      ...(this.obstacles.get(keyOf(taskCase)) ?? []).map(findingOf),
    ];
    return { allowed: findings.length === 0, findings };
  }

  private policyOf({ projectId, policyVersion, registeredOn }: Subject): Policy {
    if (projectId === null || policyVersion === null || registeredOn === null) return this.book.policyFrom(this.today);
    return this.book.policyOf({ id: projectId, policyVersion, registeredOn });
  }

  /** The caller, if a declared tie keeps him away from one of these households (SD7, SD15). */
  private recusedFrom(act: ActName, ids: readonly string[]): string[] {
    const households = ids.filter((id) => this.ties.some(({ householdId }) => householdId === id));
    return households.flatMap((id) => recusedPersonIds(id, this.ties, capacityOf(act), this.today));
  }

  /** Of two tasks for two different persons one person takes one, before either is done. */
  private pairFindings(task: EngineTask, act: ActName, subject: Subject, round: number): Finding[] {
    const both = this.assignments.some(
      (other) =>
        other.taskKey !== task.taskKey && other.caseId === subject.id && other.act === act && other.round === round,
    );
    if (actOf(act).persons === 1 || !both) return [];
    return [refuse('SAME_OFFICER_TWICE', '您已领取本轮的另一份，此份须由另一名持证人员办理。', ['R-42', 'SD2'])];
  }
}
