import { merkleProof } from '../../ledger/merkle.js';
import { receiptFile, receiptText } from '../../ledger/receipt.js';
import { sign } from '../../ledger/sm2.js';
import { sm3 } from '../../ledger/sm3.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import { documentTypeTerms } from '../../rules/vocabulary/papers.js';
import { hashOfBytes } from '../content-hash.js';
import { Household } from '../entities/household.entity.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import { receiptPdf } from '../papers/receipt-pdf.js';
import { signerKey } from '../signing/signer.js';
import type { Transaction } from '../transaction.js';
import { documentsOf } from './documents.repository.js';
import { mustFind } from './find.js';
import { headsOn, latestRoots } from './ledger-roots.repository.js';

/**
 * A household's receipt: how far the ledger of its case had come at the last sealed day, the way to
 * that day's root, and the hashes of its papers, signed. Whoever changes the file later is given away by it.
 */
export async function issueReceipt(
  tx: Transaction,
  householdId: string,
): Promise<{ caseNumber: string; bytes: Buffer }> {
  const household = await mustFind(tx, Household, { id: householdId });
  const project = await mustFind(tx, Project, { id: household.projectId });
  const [root] = await latestRoots(tx, 1);
  const heads = root === undefined ? [] : await headsOn(tx, root.day);
  const head = heads.find(({ caseId }) => caseId === householdId);
  if (root === undefined || head === undefined) {
    throw refusal('STEP_OUT_OF_ORDER', '本户的记录还没有进入日根，日根每天生成一次，请明天再下载回执', 'R-43');
  }
  const at = await tx.now();
  // What came into the bag later is not yet under the root.
  const documents = (await documentsOf(tx, householdId)).filter(
    ({ uploadedAt }) => shanghaiDateOf(uploadedAt) <= root.day,
  );
  const pages = await receiptPdf({
    ...{ caseNumber: household.caseNumber, project: project.name, head, root, at },
    papers: documents.map(({ type, name, contentHash }) => ({
      kind: documentTypeTerms[type].label,
      name,
      contentHash,
    })),
  });
  const { name } = await tx.one<{ name: string }>('SELECT name FROM organisation WHERE id = $1', [
    project.townOrganisationId,
  ]);
  const { keys, certificate, authority } = await signerKey(tx, {
    owner: `receipts:${project.townOrganisationId}`,
    subject: { name: '档案回执专用章', organisation: name },
  });
  const receipt = receiptText({
    format: 'case-receipt/1',
    fileHash: hashOfBytes(pages),
    ...{ head, root, proof: merkleProof(heads, householdId) ?? [] },
    ...{ certificate: sm3(certificate), at },
  });
  const bytes = receiptFile(pages, {
    ...{ format: 'signed-receipt/1', receipt },
    signature: sign(Buffer.from(receipt, 'utf8'), keys).toString('hex'),
    ...{ certificate: certificate.toString('hex'), authority: authority.toString('hex') },
  });
  return { caseNumber: household.caseNumber, bytes };
}
