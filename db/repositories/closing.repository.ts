import type { RetentionClass } from '../../rules/archive/retention.js';
import { checkFileBag } from '../../rules/review/file-bag.js';
import type { DocumentType, Tenure } from '../../rules/vocabulary.js';
import { Project } from '../entities/project.entity.js';
import { hashOfValue } from '../content-hash.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { openProceduresOf } from './open-procedures.repository.js';
import { policyOfProject } from './policy-book.js';

/** Money in fen. */
export interface Settlement {
  readonly households: number;
  readonly unsigned: number;
  readonly agreedFen: bigint;
  /** Owed by compensation decisions that were carried out. */
  readonly decidedFen: bigint;
  readonly paidFen: bigint;
  readonly depositedFen: bigint;
  readonly balanceFen: bigint;
  readonly settledAt: string;
}

/** Settles a project from what the database holds, once: nobody types a figure. */
export async function settleProject(tx: Transaction, projectId: string): Promise<void> {
  const settled = await tx.query(
    `INSERT INTO project_settlement (project_id, households, unsigned, agreed_fen, decided_fen, paid_fen, deposited_fen, balance_fen)
     SELECT $1, count(*), count(*) FILTER (WHERE agreement.id IS NULL), 
       coalesce(sum(agreement.total_fen + CASE WHEN owner_must_sign(agreement) THEN (SELECT owner_share_fen
         FROM compensation_calculation WHERE id = agreement.calculation_id) ELSE 0 END), 0),
       (SELECT coalesce(sum(amount_fen), 0) FROM decision_due JOIN compensation_decision decision
        ON decision.id = decision_id WHERE decision.project_id = $1),
       (SELECT coalesce(sum(amount_fen), 0) FROM payment_item JOIN household ON household.id = household_id
        WHERE project_id = $1 AND status = 'paid'),
       (SELECT coalesce(sum(amount_fen), 0) FROM special_account_entry WHERE project_id = $1 AND kind = 'deposit'),
       (SELECT coalesce(sum(balance_fen), 0) FROM special_account WHERE project_id = $1)
     FROM household LEFT JOIN agreement ON agreement.household_id = household.id AND agreement.status = 'effective'
     WHERE project_id = $1 ON CONFLICT DO NOTHING RETURNING project_id`,
    [projectId],
  );
  if (settled.length === 0) return;
  const figures = await settlementOf(tx, projectId);
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'project-settled',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-56', 'R-60'],
    payload: { settlementHash: hashOfValue(figures ?? null) },
  });
}

export async function settlementOf(tx: Transaction, projectId: string): Promise<Settlement | undefined> {
  return tx.maybeOne<Settlement>(
    `SELECT households, unsigned, agreed_fen AS "agreedFen", decided_fen AS "decidedFen", paid_fen AS "paidFen", deposited_fen AS "depositedFen",
       balance_fen AS "balanceFen", settled_at AS "settledAt" FROM project_settlement WHERE project_id = $1`,
    [projectId],
  );
}

export interface OpenMatter {
  readonly caseNumber: string;
  readonly what: string;
}

const CONTESTABLE = '对征收决定的复议、诉讼期限未满或尚在审理，请先办结登记';

/**
 * What keeps a project from its audit: papers that the file of a signed household lacks, agreements still to
 * be held against a new reading, an expropriation decision that may still be contested, and every procedure of a
 * track or notice that has not come to its end.
 */
export async function openMattersOf(tx: Transaction, projectId: string): Promise<OpenMatter[]> {
  const project = await mustFind(tx, Project, { id: projectId });
  const policy = await policyOfProject(tx, project);
  const bags = await tx.query<{
    caseNumber: string;
    tenure: Tenure;
    hardship: boolean;
    otherPayee: boolean;
    nonResidential: boolean;
    documents: DocumentType[];
  }>(
    `SELECT case_number AS "caseNumber", tenure, coalesce(hardship_persons, 0) > 0 AS hardship,
       payee_name <> holder_name AS "otherPayee",
       EXISTS (SELECT FROM area_determination WHERE household_id = household.id AND status = 'frozen'
         AND use <> 'residential') AS "nonResidential",
       ARRAY(SELECT DISTINCT type FROM file_bag_document WHERE household_id = household.id AND superseded_at IS NULL)
         AS documents
     FROM household WHERE project_id = $1
       AND EXISTS (SELECT FROM agreement WHERE household_id = household.id AND status = 'effective')
     ORDER BY case_number`,
    [projectId],
  );
  const papers = bags.flatMap(({ caseNumber, ...bag }) =>
    checkFileBag(bag, policy).findings.map(({ message }) => ({ caseNumber, what: message })),
  );
  const readings = await tx.query<{ caseNumber: string }>(
    `SELECT DISTINCT case_number AS "caseNumber" FROM catch_up_open item JOIN agreement ON agreement.id = agreement_id
       JOIN household ON household.id = household_id WHERE project_id = $1 ORDER BY 1`,
    [projectId],
  );
  const contestable = await tx.query<{ caseNumber: string }>(
    `SELECT code AS "caseNumber" FROM project JOIN track ON project_id = project.id WHERE project.id = $1
       AND EXISTS (SELECT FROM expropriation_decision WHERE track_id = track.id)
       AND last_verdict(track.id, ARRAY['track-expropriation-remedies']) IS DISTINCT FROM 'exhausted'`,
    [projectId],
  );
  const procedures = await openProceduresOf(tx, projectId);
  return [
    ...papers,
    ...readings.map(({ caseNumber }) => ({ caseNumber, what: '协议尚未按新口径核对完毕' })),
    ...contestable.map(({ caseNumber }) => ({ caseNumber, what: CONTESTABLE })),
    ...procedures.map((what) => ({ caseNumber: project.code, what })),
  ];
}

/** One paper of the list that goes to the archive. */
export interface ArchivedFile {
  readonly of: string;
  readonly name: string;
  readonly hash: string;
  /** How long it is kept. */
  readonly class: RetentionClass;
}

/** Lists every paper of a project with its hash, for the archive; the same files again are the same list. */
export async function listProjectFiles(tx: Transaction, projectId: string): Promise<{ fileCount: number }> {
  await tx.lock(`case:${projectId}`);
  const files = await tx.query<ArchivedFile>(
    'SELECT * FROM project_files($1) WHERE hash IS NOT NULL ORDER BY 1, 2, 3, 4',
    [projectId],
  );
  const contentHash = hashOfValue(files);
  const last = await archiveListOf(tx, projectId);
  if (last?.contentHash === contentHash) return { fileCount: files.length };
  await tx.query(
    `INSERT INTO archive_list (project_id, version, files, file_count, content_hash)
     SELECT $1, coalesce(max(version), 0) + 1, $2::jsonb, $3, $4 FROM archive_list WHERE project_id = $1`,
    [projectId, JSON.stringify(files), files.length, contentHash],
  );
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'files-listed',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-47'],
    payload: { contentHash, fileCount: files.length },
  });
  return { fileCount: files.length };
}

export interface ArchiveList {
  readonly version: number;
  readonly files: readonly ArchivedFile[];
  readonly contentHash: string;
}

/** The list as it was made last. */
export async function archiveListOf(tx: Transaction, projectId: string): Promise<ArchiveList | undefined> {
  return tx.maybeOne<ArchiveList>(
    `SELECT version, files, content_hash AS "contentHash" FROM archive_list WHERE project_id = $1
     ORDER BY version DESC LIMIT 1`,
    [projectId],
  );
}

/** Closes a project whose files are in the archive: nothing is done on it any more. Once. */
export async function closeProject(tx: Transaction, projectId: string): Promise<void> {
  await tx.lock(`case:${projectId}`);
  const list = await archiveListOf(tx, projectId);
  if (list === undefined) throw refusal('GATE_NOT_DUE', '尚未编制移交清单，项目不能关闭', 'R-47');
  const closed = await tx.query(
    'INSERT INTO project_closing (project_id, list_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING project_id',
    [projectId, list.contentHash],
  );
  if (closed.length === 0) return;
  const payload = { listHash: list.contentHash };
  await appendEntry(tx, { caseId: projectId, kind: 'case-closed', actorId: SYSTEM_ACTOR, clauses: ['R-47'], payload });
}

/** When the project was closed; null while it is open. */
export async function closedAtOf(tx: Transaction, projectId: string): Promise<string | null> {
  const row = await tx.maybeOne<{ closedAt: string }>(
    'SELECT closed_at AS "closedAt" FROM project_closing WHERE project_id = $1',
    [projectId],
  );
  return row?.closedAt ?? null;
}
