import type { CaseKind } from '../../rules/acts/case-kinds.js';
import type { IsoDate } from '../../rules/dates.js';
import { effectivePolicy, findParameter } from '../../rules/policy/effective-policy.js';
import { valueOfText } from '../../rules/policy/parameter-text.js';
import { policyByVersion, policyOn } from '../../rules/policy/policies.js';
import type { Policy } from '../../rules/policy/policies.js';
import type { RuleChange } from '../../rules/policy/rule-change.js';
import type { Transaction } from '../transaction.js';

/** What a project's figures depend on. */
export interface PolicyBound {
  readonly id: string;
  readonly policyVersion: string;
  readonly registeredOn: IsoDate;
}

interface ChangeRow extends Omit<RuleChange, 'value'> {
  readonly value: string;
}

const CHANGES = `SELECT number, parameter, value, legal_source AS "legalSource", confirmed, valid_from AS "validFrom",
  project_id AS "projectId", proposed_by AS "proposedBy", approved_by AS "approvedBy"
  FROM rule_change_in_force ORDER BY number`;

/** The figures of the rules with every change of the register: the one way to the figures that hold for a project. */
export class PolicyBook {
  private constructor(
    readonly changes: readonly RuleChange[],
    private readonly today: IsoDate,
  ) {}

  static async load(tx: Transaction): Promise<PolicyBook> {
    const rows = await tx.query<ChangeRow>(CHANGES);
    return new PolicyBook(rows.map(read), await tx.today());
  }

  /** The figures for a project: the version of the day it was registered, the district's changes of that day, its own of `on`. */
  policyOf({ id, policyVersion, registeredOn }: PolicyBound, on: IsoDate = this.today): Policy {
    return effectivePolicy(policyByVersion(policyVersion), this.changes, { id, startedOn: registeredOn }, on);
  }

  /** The figures under which a project is registered on a day, before it has changes of its own. */
  policyFrom(day: IsoDate): Policy {
    return effectivePolicy(policyOn(day), this.changes, { id: '', startedOn: day }, day);
  }
}

/** A stored change as the rules read it. The guards let in none that does not fit: that would be a fault. */
function read(row: ChangeRow): RuleChange {
  const parameter = findParameter(policyOn(row.validFrom), row.parameter)?.parameter;
  const value = parameter && valueOfText(row.value, parameter);
  if (value === undefined) throw new Error(`Change ${String(row.number)} fits no parameter: ${row.parameter}`);
  return { ...row, value };
}

/** The figures that hold for a project on a day, today if none is named. */
export async function policyOfProject(tx: Transaction, project: PolicyBound, on?: IsoDate): Promise<Policy> {
  return (await PolicyBook.load(tx)).policyOf(project, on);
}

/** The figures of the district today, with its dated changes: for what belongs to no project (staff, meetings, inspections). */
export async function policyOfDistrict(tx: Transaction): Promise<Policy> {
  return (await PolicyBook.load(tx)).policyFrom(await tx.today());
}

/** The figures for a case: those of its project, of the district where it belongs to none. */
export async function policyOfCase(tx: Transaction, kind: CaseKind, caseId: string): Promise<Policy> {
  const project = await tx.maybeOne<PolicyBound>(
    `SELECT id, policy_version AS "policyVersion", registered_on::text AS "registeredOn"
     FROM project WHERE id = project_of($1, $2)`,
    [kind, caseId],
  );
  return project === undefined ? policyOfDistrict(tx) : policyOfProject(tx, project);
}
