import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { ReturnReason, Tenure } from '../vocabulary/cases.js';
import { documentTypeTerms } from '../vocabulary/papers.js';
import type { DocumentType } from '../vocabulary/papers.js';

export interface FileBag {
  readonly tenure: Tenure;
  /** The household claims the hardship floor. */
  readonly hardship: boolean;
  /** Money goes to somebody other than the holder. */
  readonly otherPayee: boolean;
  /** Types of the papers in the bag that have not been superseded. */
  readonly documents: readonly DocumentType[];
  /** By its determined use nobody lives in the house: licences, proof of what stops, list of equipment are needed. */
  readonly nonResidential: boolean;
}

/** A paper the bag must hold, and the reason it would be returned for without it. */
export interface RequiredDocument {
  readonly type: DocumentType;
  readonly reason: ReturnReason;
}

/** Which papers this household's bag needs. */
export function requiredDocuments(bag: Omit<FileBag, 'documents'>): RequiredDocument[] {
  const title = bag.tenure === 'private' ? 'ownership-certificate' : 'tenancy-voucher';
  return [
    { type: 'identity-proof', reason: 'c' },
    { type: title, reason: 'b' },
    { type: 'household-register', reason: 'c' },
    { type: 'appraisal-report', reason: 'a' },
    { type: 'bank-account-proof', reason: 'c' },
    ...(bag.hardship ? [{ type: 'hardship-recognition', reason: 'a' } as const] : []),
    ...(bag.nonResidential ? [{ type: 'business-papers', reason: 'a' } as const] : []),
    ...(bag.otherPayee ? [{ type: 'payee-authority', reason: 'c' } as const] : []),
  ];
}

/** 件袋完整性: every required paper is there; what is missing is named with its return reason. */
export function checkFileBag(bag: FileBag, policy: Policy): Decision<{ missing: readonly RequiredDocument[] }> {
  const missing = requiredDocuments(bag).filter((required) => !bag.documents.includes(required.type));
  const findings = missing.map(({ type, reason }): Finding => {
    const message = `件袋缺少${documentTypeTerms[type].label}（退回理由 ${reason}），请补齐`;
    return { code: 'FILE_BAG_INCOMPLETE', message, basis: 'R-40、R-52', field: type };
  });
  return decide({ missing }, findings, policy.version);
}
