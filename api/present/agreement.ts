import type { Agreement, AgreementSignature, CompensationCalculation } from '../../db/entities/agreement.entity.js';
import { componentsOf } from '../../db/repositories/agreements.repository.js';
import type { RecordedAct } from '../../db/repositories/case-acts.repository.js';
import { actOf } from '../../rules/acts.js';
import { formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import type * as contract from '../contract/index.js';
import type { People } from './people.js';

export const calculationOf = (calculation: CompensationCalculation): contract.Calculation => ({
  id: calculation.id,
  policyVersion: calculation.policyVersion,
  components: componentsOf(calculation).map(({ fen, ...component }) => ({ ...component, yuan: formatYuan(fen) })),
  totalYuan: formatYuan(calculation.totalFen),
  ownerShare:
    calculation.ownerShareFen === null
      ? null
      : { yuan: formatYuan(calculation.ownerShareFen), basis: calculation.ownerShareBasis ?? '' },
  contentHash: calculation.contentHash,
  computedAt: calculation.computedAt,
  superseded: calculation.supersededAt !== null,
});

/** Who signs without an account. */
const OUTSIDE: Readonly<Partial<Record<AgreementSignature['party'], string>>> = {
  household: '被征收户',
  owner: '产权人',
};

export const agreementOf =
  (people: People, signatures: readonly AgreementSignature[]) =>
  (agreement: Agreement): contract.Agreement => ({
    id: agreement.id,
    householdId: agreement.householdId,
    version: agreement.version,
    number: agreement.number,
    status: agreement.status,
    statusLabel: labelOf('agreementStatus', agreement.status),
    totalYuan: formatYuan(agreement.totalFen),
    contentHash: agreement.contentHash,
    text: agreement.text,
    preparedAt: agreement.preparedAt,
    sealedAt: agreement.sealedAt,
    effectiveAt: agreement.effectiveAt,
    dueOn: agreement.dueOn,
    signatures: signatures
      .filter((signature) => signature.agreementId === agreement.id)
      .map((signature) => ({
        party: signature.party,
        form: signature.form,
        personName: OUTSIDE[signature.party] ?? people.nameOf(signature.personId),
        signedAt: signature.signedAt,
      })),
  });

export const verdictLabel = (verdict: string): string => labelOf('verdict', verdict);

export const actRecordOf =
  (people: People) =>
  (done: RecordedAct): contract.RecordedAct => ({
    act: done.act,
    actLabel: actOf(done.act).label,
    round: done.round,
    personName: people.nameOf(done.personId),
    organisationName: people.organisationOf(done.personId),
    verdict: done.verdict,
    verdictLabel: done.verdict === null ? null : verdictLabel(done.verdict),
    returnReason: done.returnReason,
    note: done.note,
    contentHash: done.contentHash,
    actedAt: done.actedAt,
    withdrawn: done.withdrawn,
    clauses: [...actOf(done.act).clauses],
  });
