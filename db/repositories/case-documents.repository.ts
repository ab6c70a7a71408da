import type { CaseKind } from '../../rules/acts.js';
import type { TaskCase } from '../../rules/task-case.js';
import { hashOfBytes } from '../content-hash.js';
import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { bytesOf, storeBytes } from './blobs.repository.js';
import { appendEntry } from './ledger.repository.js';

export interface NewCaseDocument {
  readonly taskCase: TaskCase;
  readonly taskKey: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly uploadedBy: string;
}

export interface CaseDocument {
  readonly id: string;
  readonly name: string;
  readonly contentHash: string;
}

/** Keeps a paper that goes with a task's entry: the bytes once under their hash. The same paper again is the same. */
export async function storeCaseDocument(tx: Transaction, document: NewCaseDocument): Promise<CaseDocument> {
  const { taskCase, taskKey, name, uploadedBy } = document;
  await tx.lock(`case:${taskCase.id}`);
  const contentHash = hashOfBytes(document.bytes);
  const same = await tx.maybeOne<CaseDocument>(
    `SELECT id, name, content_hash AS "contentHash" FROM case_document
     WHERE case_id = $1 AND task_key = $2 AND name = $3 AND content_hash = $4`,
    [taskCase.id, taskKey, name, contentHash],
  );
  if (same) return same;
  await storeBytes(tx, document.mediaType, document.bytes);
  const stored = await tx.one<CaseDocument>(
    `INSERT INTO case_document (case_kind, case_id, task_key, name, content_hash, uploaded_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id, name, content_hash AS "contentHash"`,
    [taskCase.kind, taskCase.id, taskKey, name, contentHash, uploadedBy],
  );
  await appendEntry(tx, {
    caseId: taskCase.id,
    kind: 'document-stored',
    actorId: uploadedBy,
    clauses: ['R-47'],
    payload: { documentId: stored.id, act: taskCase.act, contentHash },
  });
  return stored;
}

/** A paper with its bytes; of a destroyed one, words that say so. */
export async function getCaseDocument(tx: Transaction, id: string): Promise<CaseDocumentBytes> {
  const document = await tx.maybeOne<Omit<CaseDocumentBytes, 'mediaType' | 'bytes'> & { contentHash: string }>(
    'SELECT case_kind AS "caseKind", case_id AS "caseId", name, content_hash AS "contentHash" FROM case_document WHERE id = $1',
    [id],
  );
  if (!document) throw new NotFoundError('case_document', id);
  const { contentHash, ...of } = document;
  return { ...of, ...(await bytesOf(tx, contentHash)) };
}

/** A paper for a person who wants to read it: nobody of the firm reads the agency's before the hand-down (SD4). */
export async function readCaseDocument(tx: Transaction, id: string, personId: string): Promise<CaseDocumentBytes> {
  const { kept } = await tx.one<{ kept: boolean }>('SELECT paper_kept_from($1, $2) AS kept', [personId, id]);
  if (kept) throw refusal('TRANSITION_FORBIDDEN', '评估报告尚未由街镇主管部门下发，事务所不得查看', 'R-35、SD4');
  return getCaseDocument(tx, id);
}

export interface CaseDocumentBytes {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface ListedDocument extends CaseDocument {
  readonly uploadedBy: string;
  readonly uploadedAt: string;
}

/** The papers of a case, oldest first; of a destroyed one the name says by which list. */
export async function documentsOfCase(tx: Transaction, caseId: string): Promise<ListedDocument[]> {
  return tx.query<ListedDocument>(
    `SELECT document.id, name || coalesce('（已按销毁清单 ' || number || ' 销毁）', '') AS name, content_hash AS "contentHash",
       uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt"
     FROM case_document document LEFT JOIN destroyed_paper USING (content_hash)
     LEFT JOIN archive_disposal ON archive_disposal.id = disposal_id
     WHERE case_id = $1 ORDER BY uploaded_at, document.id`,
    [caseId],
  );
}
