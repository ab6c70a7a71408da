import { In } from 'typeorm';
import { mustFitLand } from '../../rules/import/must-fit-land.js';
import type { ImportedHousehold } from '../../rules/import/validate-households.js';
import type { HouseholdStage } from '../../rules/vocabulary/cases.js';
import { Household, HouseOwner } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { BusinessError, refusal } from '../errors.js';
import { hashSecret, newAccessCode, secretMatches } from '../secrets.js';
import type { Transaction } from '../transaction.js';
import { mustFind, mustLock } from './find.js';
import { appendEntries, appendEntry } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { withdrawOpenReview } from './reviews.repository.js';

export interface ImportResult {
  readonly imported: number;
  /** Rows that were there already, exactly as given. */
  readonly unchanged: number;
}

/**
 * Imports the household register of a project, all rows or none. A row that is there already as given counts as
 * unchanged, so the same file may come twice; a row that differs from what is there is refused. Each new household
 * starts its case.
 */
export async function importHouseholds(
  tx: Transaction,
  projectId: string,
  rows: readonly ImportedHousehold[],
  actor: string,
): Promise<ImportResult> {
  const project = await mustLock(tx, Project, { id: projectId });
  const known = await tx.manager.findBy(Household, { projectId });
  const owners = new Map(
    (await tx.manager.find(HouseOwner, { where: { householdId: In(known.map(({ id }) => id)) } })).map((owner) => [
      owner.householdId,
      owner,
    ]),
  );
  const byNumber = new Map(
    known.map((household) => [household.number, { household, owner: owners.get(household.id) ?? null }]),
  );
  refuseDuplicates(rows, byNumber);
  const misfits = mustFitLand(rows, project.mode);
  if (misfits.length > 0) throw new BusinessError(misfits);
  const fresh = rows.filter(({ number }) => !byNumber.has(number));
  const inserted = await insertRows(tx, project, fresh);
  await emit(
    tx,
    inserted.map(({ id, caseNumber }) => ({
      name: 'household-registered',
      correlationKey: id,
      variables: { projectId, householdId: id, caseNumber },
    })),
  );
  await appendEntries(
    tx,
    inserted.map(({ id }) => ({
      caseId: id,
      kind: 'case-opened',
      actorId: actor,
      clauses: ['R-9', 'R-23'],
      payload: { projectId },
    })),
  );
  if (inserted.length > 0) {
    const payload = { act: 'import-households', households: inserted.length };
    await appendEntry(tx, { caseId: projectId, kind: 'act-recorded', actorId: actor, clauses: ['R-9'], payload });
  }
  return { imported: inserted.length, unchanged: rows.length - fresh.length };
}

/** The number people use for a case, e.g. 宝征-2026-003-0042. */
const caseNumberOf = (project: Project, number: string) => `${project.code}-${number}`;

function refuseDuplicates(rows: readonly ImportedHousehold[], known: ReadonlyMap<string, Registered>): void {
  const seen = new Set<string>();
  const findings = rows.flatMap((row, index) => {
    const repeated = seen.has(row.number);
    seen.add(row.number);
    const existing = known.get(row.number);
    if (!repeated && (!existing || sameRow(existing, row))) return [];
    const place = `第${(index + 1).toString()}户（编号 ${row.number}）`;
    const message = repeated
      ? `${place}编号重复，请改正编号后重新导入`
      : `${place}已登记且内容不同，请核对后从文件中删去或另用编号`;
    return [{ code: 'ROW_DUPLICATE', message, basis: '市政府令第71号第23条', field: 'number' } as const];
  });
  if (findings.length > 0) throw new BusinessError(findings);
}

/** A household of the register with the owner of its house, where that is somebody else. */
interface Registered {
  readonly household: Household;
  readonly owner: HouseOwner | null;
}

const FIELDS: readonly (keyof Household & keyof ImportedHousehold)[] = [
  'address',
  'holderName',
  'idNumber',
  'phone',
  'tenure',
  'use',
  'certificateAreaHundredths',
  'livingAreaHundredths',
  'unitPriceFen',
  'nonSelfContained',
  'registeredPersons',
  'hardshipPersons',
];

const sameRow = ({ household, owner }: Registered, row: ImportedHousehold) =>
  FIELDS.every((field) => household[field] === row[field]) &&
  owner?.name === row.owner?.name &&
  owner?.idNumber === row.owner?.idNumber;

/** Rows per statement: PostgreSQL takes at most 65,535 parameters, one JSON text is a single one. */
async function insertRows(
  tx: Transaction,
  project: Project,
  rows: readonly ImportedHousehold[],
): Promise<{ id: string; caseNumber: string }[]> {
  const json = rows.map((row) => ({
    project_id: project.id,
    case_number: caseNumberOf(project, row.number),
    number: row.number,
    address: row.address,
    holder_name: row.holderName,
    id_number: row.idNumber,
    phone: row.phone,
    tenure: row.tenure,
    use: row.use,
    certificate_area_hundredths: row.certificateAreaHundredths?.toString() ?? null,
    living_area_hundredths: row.livingAreaHundredths?.toString() ?? null,
    unit_price_fen: row.unitPriceFen.toString(),
    non_self_contained: row.nonSelfContained,
    registered_persons: row.registeredPersons,
    hardship_persons: row.hardshipPersons,
    payee_name: row.payeeName,
    payee_account: row.payeeAccount,
  }));
  const columns = Object.keys(json[0] ?? {}).join(', ');
  if (columns === '') return [];
  const inserted = await tx.query<{ id: string; caseNumber: string; number: string }>(
    `INSERT INTO household (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::household, $1::jsonb) ORDER BY number
     RETURNING id, case_number AS "caseNumber", number`,
    [JSON.stringify(json)],
  );
  await insertOwners(tx, rows, new Map(inserted.map(({ number, id }) => [number, id])));
  return inserted;
}

async function insertOwners(
  tx: Transaction,
  rows: readonly ImportedHousehold[],
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  const json = rows.flatMap(({ number, owner }) =>
    owner === null
      ? []
      : [
          {
            household_id: idOf.get(number),
            name: owner.name,
            id_number: owner.idNumber,
            payee_name: owner.payeeName,
            payee_account: owner.payeeAccount,
          },
        ],
  );
  await tx.query(
    `INSERT INTO house_owner (household_id, name, id_number, payee_name, payee_account)
     SELECT household_id, name, id_number, payee_name, payee_account
     FROM jsonb_populate_recordset(NULL::house_owner, $1::jsonb)`,
    [JSON.stringify(json)],
  );
}

/** Who owns the house of a household that rents it at government rent; null where the household owns it. */
export async function houseOwnerOf(tx: Transaction, householdId: string): Promise<HouseOwner | null> {
  return tx.manager.findOneBy(HouseOwner, { householdId });
}

export async function getHousehold(tx: Transaction, householdId: string): Promise<Household> {
  return mustFind(tx, Household, { id: householdId });
}

export async function findHouseholdByCaseNumber(tx: Transaction, caseNumber: string): Promise<Household | null> {
  return tx.manager.findOneBy(Household, { caseNumber });
}

/** Moves a household's case to a stage. */
export async function setStage(tx: Transaction, householdIds: readonly string[], stage: HouseholdStage): Promise<void> {
  await tx.query('UPDATE household SET stage = $2 WHERE id = ANY($1) AND stage <> $2', [householdIds, stage]);
}

/** With the last household the project is to be settled, audited and archived. */
async function tellWhenAllClosed(tx: Transaction, projectId: string): Promise<void> {
  // One at a time: two that close together would each see the other still open.
  await tx.lock(`closing:${projectId}`);
  const project = await tx.one<{ code: string; open: boolean }>(
    `SELECT code, EXISTS (SELECT FROM household WHERE project_id = project.id AND stage <> 'closed') AS open
     FROM project WHERE id = $1`,
    [projectId],
  );
  if (project.open) return;
  const variables = { projectId, caseNumber: project.code };
  await emit(tx, [{ name: 'all-households-closed', correlationKey: projectId, variables }]);
}

/** Ends a household's case: after it has left the house, or without an agreement. */
export async function closeHouseholdCase(tx: Transaction, householdId: string, actor: string): Promise<void> {
  const household = await mustLock(tx, Household, { id: householdId });
  if (household.stage === 'closed') return;
  await withdrawOpenReview(tx, householdId);
  await setStage(tx, [householdId], 'closed');
  await appendEntry(tx, { caseId: householdId, kind: 'case-closed', actorId: actor, clauses: ['R-47'], payload: {} });
  await tellWhenAllClosed(tx, household.projectId);
}

/** A new access code for the household; only its hash is stored, and an earlier code ends. */
export async function issueAccessCode(tx: Transaction, householdId: string, actor: string): Promise<string> {
  await mustLock(tx, Household, { id: householdId });
  const code = newAccessCode();
  await tx.query('UPDATE household SET access_code_hash = $2 WHERE id = $1', [householdId, await hashSecret(code)]);
  const payload = { act: 'issue-access-code' };
  await appendEntry(tx, { caseId: householdId, kind: 'act-recorded', actorId: actor, clauses: ['R-43'], payload });
  return code;
}

/** A new access code for the owner of a let house; only its hash is stored, and an earlier code ends. */
export async function issueOwnerCode(tx: Transaction, householdId: string, actor: string): Promise<string> {
  await mustLock(tx, Household, { id: householdId });
  const code = newAccessCode();
  const owners = await tx.change(
    'UPDATE house_owner SET access_code_hash = $2 WHERE household_id = $1 RETURNING household_id',
    [householdId, await hashSecret(code)],
  );
  if (owners.length === 0)
    throw refusal('FIELD_NOT_APPLICABLE', '本户没有另外登记产权人，无需发放产权人查询码', 'R-43');
  const payload = { act: 'issue-access-code', party: 'owner' };
  await appendEntry(tx, { caseId: householdId, kind: 'act-recorded', actorId: actor, clauses: ['R-43'], payload });
  return code;
}

export interface OpenedCase {
  readonly householdId: string;
  readonly party: 'household' | 'owner';
  readonly codeHash: string;
}

/** Whose code opens the case of this number, or null; takes equally long in every case. */
export async function verifyAccessCode(tx: Transaction, caseNumber: string, code: string): Promise<OpenedCase | null> {
  const household = await findHouseholdByCaseNumber(tx, caseNumber.trim());
  const owner = household === null ? null : await houseOwnerOf(tx, household.id);
  const given = code.trim().toUpperCase();
  const [isHousehold, isOwner] = [
    await secretMatches(given, household?.accessCodeHash ?? null),
    await secretMatches(given, owner?.accessCodeHash ?? null),
  ];
  if (household === null) return null;
  const opened = (party: OpenedCase['party'], codeHash: string | null | undefined): OpenedCase | null =>
    codeHash == null ? null : { householdId: household.id, party, codeHash };
  if (isHousehold) return opened('household', household.accessCodeHash);
  return isOwner ? opened('owner', owner?.accessCodeHash) : null;
}
