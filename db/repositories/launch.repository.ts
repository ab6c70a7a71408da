import type { CollectiveGround, FormalMode, Land, StateGround } from '../../rules/launch/grounds.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import type { Transaction } from '../transaction.js';

/** Facts about the start of a project; each stands while its entry does. Money in fen, areas in 0.01 m². */
export interface ProjectScope {
  readonly boundary: string;
  readonly land: Land;
  readonly areaHundredths: bigint;
  readonly householdsExpected: number;
  readonly oldAreaRenewal: boolean;
  /** What must lie in the special account before the survey is opened. */
  readonly launchFundsFen: bigint;
  readonly mapDocumentId: string | null;
}

export interface CommissionContract {
  readonly number: string;
  readonly firmOrganisationId: string;
  readonly principalOrganisationId: string;
  readonly ordererOrganisationId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly contractDocumentId: string | null;
}

export interface FormalGround {
  readonly mode: Exclude<Mode, 'negotiated'>;
  readonly ground: StateGround | CollectiveGround;
  readonly explanation: string;
}

export interface FreezeNotice {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly matters: string;
  readonly authorities: readonly string[];
}

/** An entry's key and the project it is about. */
export interface OfEntry {
  readonly entryId: string;
  readonly projectId: string;
}

export async function storeScope(tx: Transaction, { entryId, projectId }: OfEntry, scope: ProjectScope): Promise<void> {
  await tx.query(
    `INSERT INTO project_scope (entry_id, project_id, boundary, land, area_hundredths, households_expected,
       old_area_renewal, launch_funds_fen, map_document_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      entryId,
      projectId,
      scope.boundary,
      scope.land,
      scope.areaHundredths,
      scope.householdsExpected,
      scope.oldAreaRenewal,
      scope.launchFundsFen,
      scope.mapDocumentId,
    ],
  );
}

export async function storeCommission(
  tx: Transaction,
  { entryId, projectId }: OfEntry,
  contract: CommissionContract,
): Promise<void> {
  await tx.query(
    `INSERT INTO commission_contract (entry_id, project_id, number, firm_organisation_id, principal_organisation_id,
       orderer_organisation_id, valid_from, valid_to, contract_document_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      entryId,
      projectId,
      contract.number,
      contract.firmOrganisationId,
      contract.principalOrganisationId,
      contract.ordererOrganisationId,
      contract.validFrom,
      contract.validTo,
      contract.contractDocumentId,
    ],
  );
}

export async function storeFormalChoice(
  tx: Transaction,
  { entryId, projectId }: OfEntry,
  choice: { readonly formalMode: FormalMode; readonly reason: string },
): Promise<void> {
  await tx.query('INSERT INTO formal_choice (entry_id, project_id, formal_mode, reason) VALUES ($1, $2, $3, $4)', [
    entryId,
    projectId,
    choice.formalMode,
    choice.reason,
  ]);
}

export async function storeFormalGround(
  tx: Transaction,
  { entryId, projectId }: OfEntry,
  { mode, ground, explanation }: FormalGround,
): Promise<void> {
  await tx.query(
    'INSERT INTO formal_ground (entry_id, project_id, mode, ground, explanation) VALUES ($1, $2, $3, $4, $5)',
    [entryId, projectId, mode, ground, explanation],
  );
}

export async function storeFreezeNotice(
  tx: Transaction,
  { entryId, projectId }: OfEntry,
  notice: FreezeNotice,
): Promise<void> {
  await tx.query(
    'INSERT INTO freeze_notice (entry_id, project_id, starts_on, ends_on, matters) VALUES ($1, $2, $3, $4, $5)',
    [entryId, projectId, notice.startsOn, notice.endsOn, notice.matters],
  );
  await tx.query(
    `INSERT INTO freeze_authority (entry_id, position, name)
     SELECT $1, place, name FROM unnest($2::text[]) WITH ORDINALITY AS given (name, place)`,
    [entryId, notice.authorities],
  );
}

const standing = (table: string) =>
  `FROM ${table} fact JOIN task_entry entry ON entry.id = fact.entry_id
   WHERE fact.project_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`;

export async function scopeOf(tx: Transaction, projectId: string): Promise<ProjectScope | undefined> {
  return tx.maybeOne<ProjectScope>(
    `SELECT boundary, land, area_hundredths AS "areaHundredths", households_expected AS "householdsExpected",
       old_area_renewal AS "oldAreaRenewal", launch_funds_fen AS "launchFundsFen", map_document_id AS "mapDocumentId"
     ${standing('project_scope')}`,
    [projectId],
  );
}

export async function commissionOf(tx: Transaction, projectId: string): Promise<CommissionContract | undefined> {
  return tx.maybeOne<CommissionContract>(
    `SELECT number, firm_organisation_id AS "firmOrganisationId",
       principal_organisation_id AS "principalOrganisationId", orderer_organisation_id AS "ordererOrganisationId",
       valid_from AS "validFrom", valid_to AS "validTo", contract_document_id AS "contractDocumentId"
     ${standing('commission_contract')}`,
    [projectId],
  );
}

export async function formalChoiceOf(
  tx: Transaction,
  projectId: string,
): Promise<{ formalMode: FormalMode; reason: string } | undefined> {
  return tx.maybeOne(`SELECT formal_mode AS "formalMode", reason ${standing('formal_choice')}`, [projectId]);
}

export async function formalGroundOf(tx: Transaction, projectId: string): Promise<FormalGround | undefined> {
  return tx.maybeOne<FormalGround>(`SELECT mode, ground, explanation ${standing('formal_ground')}`, [projectId]);
}

export async function freezeNoticeOf(tx: Transaction, projectId: string): Promise<FreezeNotice | undefined> {
  return tx.maybeOne<FreezeNotice>(
    `SELECT starts_on AS "startsOn", ends_on AS "endsOn", matters, ARRAY(SELECT name FROM freeze_authority authority
       WHERE authority.entry_id = fact.entry_id ORDER BY position) AS authorities ${standing('freeze_notice')}`,
    [projectId],
  );
}
