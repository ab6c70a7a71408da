import type { LedgerEntry } from '../../ledger/entry.js';
import type {
  Agreement,
  AgreementSignature,
  CompensationCalculation,
  NegotiationRecord,
} from '../entities/agreement.entity.js';
import * as agreements from '../entities/agreement.entity.js';
import { AreaDetermination, AreaSurvey } from '../entities/area.entity.js';
import type { FileBagDocument } from '../entities/document.entity.js';
import type { TaskAssignment } from '../entities/evidence.entity.js';
import { Household } from '../entities/household.entity.js';
import type { Notice } from '../entities/notice.entity.js';
import { Notice as NoticeEntity, Objection } from '../entities/notice.entity.js';
import { PaymentItem } from '../entities/payment.entity.js';
import { Project } from '../entities/project.entity.js';
import type { Transaction } from '../transaction.js';
import { actsOfCase } from './case-acts.repository.js';
import type { RecordedAct } from './case-acts.repository.js';
import { assignmentsOfCase } from './assignments.repository.js';
import { documentsOf } from './documents.repository.js';
import { mustFind } from './find.js';
import { entriesOf } from './ledger.repository.js';

/** Everything the case page shows of one household, each list oldest first. */
export interface CaseView {
  readonly household: Household;
  readonly project: Project;
  readonly surveys: readonly AreaSurvey[];
  readonly determinations: readonly AreaDetermination[];
  /** Notices that concern the household. */
  readonly notices: readonly Notice[];
  readonly objections: readonly Objection[];
  readonly negotiations: readonly NegotiationRecord[];
  readonly calculations: readonly CompensationCalculation[];
  readonly agreements: readonly Agreement[];
  readonly signatures: readonly AgreementSignature[];
  readonly documents: readonly FileBagDocument[];
  readonly acts: readonly RecordedAct[];
  readonly assignments: readonly TaskAssignment[];
  readonly payments: readonly PaymentItem[];
  readonly ledger: readonly LedgerEntry[];
}

/** Reads the whole case of a household; throws NotFoundError where there is none. */
export async function caseView(tx: Transaction, householdId: string): Promise<CaseView> {
  const { manager } = tx;
  const household = await mustFind(tx, Household, { id: householdId });
  const versions = await manager.find(agreements.Agreement, { where: { householdId }, order: { version: 'ASC' } });
  return {
    household,
    project: await mustFind(tx, Project, { id: household.projectId }),
    surveys: await manager.find(AreaSurvey, { where: { householdId }, order: { round: 'ASC', surveyedAt: 'ASC' } }),
    determinations: await manager.find(AreaDetermination, { where: { householdId }, order: { version: 'ASC' } }),
    notices: await noticesOf(tx, householdId),
    objections: await manager.find(Objection, { where: { householdId }, order: { filedAt: 'ASC' } }),
    negotiations: await manager.find(agreements.NegotiationRecord, {
      where: { householdId },
      order: { round: 'ASC', heldAt: 'ASC' },
    }),
    calculations: await manager.find(agreements.CompensationCalculation, {
      where: { householdId },
      order: { computedAt: 'ASC' },
    }),
    agreements: versions,
    signatures: await signaturesOfAll(
      tx,
      versions.map(({ id }) => id),
    ),
    documents: await documentsOf(tx, householdId),
    acts: await actsOfCase(tx, householdId),
    assignments: await assignmentsOfCase(tx, householdId),
    payments: await manager.find(PaymentItem, { where: { householdId } }),
    ledger: await entriesOf(tx, householdId),
  };
}

async function noticesOf(tx: Transaction, householdId: string): Promise<Notice[]> {
  return tx.manager
    .createQueryBuilder(NoticeEntity, 'notice')
    .where('notice.id IN (SELECT notice_id FROM notice_subject WHERE household_id = :householdId)', { householdId })
    .orderBy('notice.prepared_at')
    .getMany();
}

async function signaturesOfAll(tx: Transaction, agreementIds: readonly string[]): Promise<AgreementSignature[]> {
  if (agreementIds.length === 0) return [];
  return tx.manager
    .createQueryBuilder(agreements.AgreementSignature, 'signature')
    .where('signature.agreement_id IN (:...agreementIds)', { agreementIds })
    .orderBy('signature.signed_at')
    .getMany();
}
