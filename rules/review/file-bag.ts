import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { documentTypeTerms } from '../vocabulary/papers.js';
import type { DocumentType } from '../vocabulary/papers.js';
import { defectsOf, requiredDocuments } from './evidence-chain.js';
import type { ChainSubject, Claim, RequiredDocument } from './evidence-chain.js';

export interface FileBag extends ChainSubject {
  /** Types of the papers in the bag that have not been superseded. */
  readonly documents: readonly DocumentType[];
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

/** 证据链完整性: nothing of the file hangs in the air; a gap is named with its return reason and what hangs on it. */
export function checkEvidenceChain(claims: readonly Claim[]): Finding[] {
  return defectsOf(claims).map(({ reason, missing, claims: hanging }) => ({
    code: 'FILE_BAG_INCOMPLETE',
    message: `${hanging.join('、')}缺少依据：${missing}（退回理由 ${reason}），请补齐`,
    basis: 'R-40、R-52',
  }));
}
