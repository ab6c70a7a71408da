import type { ActName, CaseKind } from '../acts.js';
import type { LaterActName } from './later-acts.js';

/** Something a person did on a case, as the register keeps it. Withdrawn acts stay but no longer count as approvals. */
export interface CaseAct {
  readonly caseKind: CaseKind | 'appraisal';
  readonly caseId: string;
  readonly act: ActName | LaterActName;
  /** Round of the survey, negotiation or list version the act belongs to. */
  readonly round: number;
  readonly personId: string;
  readonly verdict: string | null;
  readonly returnReason: string | null;
  /** Hash of the content the person had before him; null where the act concerns no document. */
  readonly contentHash: string | null;
  /** When it was done. Lists of acts are always oldest first. */
  readonly actedAt: string;
  readonly withdrawn: boolean;
}
