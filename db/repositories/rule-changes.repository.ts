import { ROLES } from '../../rules/acts.js';
import type { Role } from '../../rules/acts.js';
import type { IsoDate } from '../../rules/dates.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import type { Finding } from '../../rules/decision.js';
import { findParameter } from '../../rules/policy/effective-policy.js';
import { mayChangeParameter } from '../../rules/policy/may-change-parameter.js';
import type { TouchedProject } from '../../rules/policy/may-change-parameter.js';
import { valueOfText } from '../../rules/policy/parameter-text.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { PolicyBook } from './policy-book.js';
import { storeFact } from './store-fact.js';

/** A change as it is proposed; the value as it was typed, in the unit of the parameter. */
export interface ProposedChange {
  readonly parameter: string;
  readonly value: string;
  readonly legalSource: string;
  readonly confirmed: boolean;
  readonly validFrom: IsoDate;
  readonly projectId: string | null;
}

/** SD10: who decides on a figure holds no post that computes, negotiates, reviews or pays by it. */
const NOT_USERS: readonly Role[] = ['district-government', 'district-officer', 'planning-officer', 'administrator'];
const USERS = ROLES.filter((role) => !NOT_USERS.includes(role));

/** What stands against the change, whoever has approved it; `approvedBy` is null while nobody has. */
export async function changeFindings(
  tx: Transaction,
  proposed: ProposedChange,
  proposedBy: string,
  approvedBy: string | null,
): Promise<readonly Finding[]> {
  const book = await PolicyBook.load(tx);
  const today = await tx.today();
  const project = proposed.projectId === null ? undefined : await projectOf(tx, proposed.projectId);
  const base = project ? book.policyOf(project, proposed.validFrom) : book.policyFrom(later(today, proposed.validFrom));
  const parameter = findParameter(base, proposed.parameter)?.parameter;
  const value = parameter && valueOfText(proposed.value, parameter);
  if (parameter !== undefined && value === undefined) {
    const message = `“${parameter.label}”的单位是${parameter.unit}，请按原单位填写`;
    return [{ code: 'FIELD_INVALID', message, basis: 'SD10', field: 'value' }];
  }
  const change = { ...proposed, value: value ?? null, proposedBy, approvedBy: approvedBy ?? '' };
  const userIds = await usersOfRules(tx, [proposedBy, ...(approvedBy === null ? [] : [approvedBy])]);
  const projects = project ? [touched(project)] : [];
  return mayChangeParameter({ change, today, userIds, projects, register: book.changes }, base).findings;
}

const later = (one: IsoDate, other: IsoDate): IsoDate => (one > other ? one : other);

interface ProjectRow {
  readonly id: string;
  readonly policyVersion: string;
  readonly registeredOn: IsoDate;
  readonly signingOpenedAt: string | null;
  readonly signingEndsAt: string | null;
}

const projectOf = (tx: Transaction, id: string): Promise<ProjectRow> =>
  tx.one<ProjectRow>(
    `SELECT id, policy_version AS "policyVersion", registered_on AS "registeredOn",
       signing_opened_at AS "signingOpenedAt", signing_ends_at AS "signingEndsAt" FROM project WHERE id = $1`,
    [id],
  );

const touched = ({ id, registeredOn, signingOpenedAt, signingEndsAt }: ProjectRow): TouchedProject => ({
  id,
  startedOn: registeredOn,
  signingFrom: signingOpenedAt && shanghaiDateOf(signingOpenedAt),
  signingTo: signingEndsAt && shanghaiDateOf(signingEndsAt),
});

async function usersOfRules(tx: Transaction, persons: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT DISTINCT account_id AS id FROM account_role WHERE account_id = ANY($1) AND role = ANY($2)
       AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')`,
    [persons, USERS],
  );
  return rows.map(({ id }) => id);
}

/** Stores a proposal and tells of it, which brings it before somebody else. */
export async function storeProposal(
  tx: Transaction,
  { entryId, rowId }: { readonly entryId: string; readonly rowId: string },
  proposed: ProposedChange,
  corrected: boolean,
): Promise<void> {
  await storeFact(tx, 'rule_change_proposal', {
    entry_id: entryId,
    parameter: proposed.parameter,
    value: proposed.value,
    legal_source: proposed.legalSource,
    confirmed: proposed.confirmed,
    valid_from: proposed.validFrom,
    project_id: proposed.projectId,
  });
  if (corrected) return;
  const variables = { registerEntryId: rowId, caseNumber: proposed.parameter };
  await emit(tx, [{ name: 'rule-change-proposed', correlationKey: rowId, variables }]);
}

export interface StandingProposal extends ProposedChange {
  readonly entryId: string;
  readonly proposedBy: string;
}

/** The proposal that stands on a row of the register of changes. */
export async function proposalOf(tx: Transaction, rowId: string): Promise<StandingProposal> {
  return tx.one<StandingProposal>(
    `SELECT entry_id AS "entryId", parameter, value, legal_source AS "legalSource", confirmed,
       valid_from AS "validFrom", project_id AS "projectId", person_id AS "proposedBy"
     FROM rule_change_proposal JOIN register_standing said ON said.id = entry_id WHERE said.row_id = $1`,
    [rowId],
  );
}

/**
 * Puts an approved proposal into the register of changes, once. Answers false where it may not be any more, because its
 * day has come or a signing period has begun since it was approved: it has to be proposed anew.
 */
export async function putChangeInForce(tx: Transaction, rowId: string): Promise<boolean> {
  const proposal = await proposalOf(tx, rowId);
  const known = await tx.maybeOne('SELECT 1 FROM rule_change WHERE entry_id = $1', [proposal.entryId]);
  if (known !== undefined) return true;
  const { actId, personId } = await tx.one<{ actId: string; personId: string }>(
    `SELECT id AS "actId", person_id AS "personId" FROM case_act WHERE case_id = $1 AND act = 'approve-rule-change'
       AND verdict = 'approved' AND withdrawn_at IS NULL`,
    [rowId],
  );
  if ((await changeFindings(tx, proposal, proposal.proposedBy, personId)).length > 0) return false;
  await storeFact(tx, 'rule_change', { entry_id: proposal.entryId, act_id: actId });
  const { parameter, validFrom, projectId } = proposal;
  await appendEntry(tx, {
    caseId: rowId,
    kind: 'rule-changed',
    actorId: SYSTEM_ACTOR,
    clauses: ['SD10'],
    payload: { parameter, validFrom, projectId, entryId: proposal.entryId },
  });
  return true;
}
