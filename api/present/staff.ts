import { policyOfDistrict } from '../../db/repositories/policy-book.js';
import {
  certificatesOfPersons,
  contactsOf,
  listOutreach,
  listStaff,
} from '../../db/repositories/staff-figures.repository.js';
import type { StaffRow } from '../../db/repositories/staff-figures.repository.js';
import { standingTies } from '../../db/repositories/relationships.repository.js';
import { trainingOfPersons } from '../../db/repositories/staff-members.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { certificateExpiries, lastValidDay } from '../../rules/staff/certificate-expiry.js';
import { relationshipLabels } from '../../rules/staff/recusal.js';
import { pairRotation } from '../../rules/staff/rotation.js';
import { trainingOf } from '../../rules/staff/training.js';
import type * as contract from '../contract/index.js';
import { findingOf } from '../problems.js';
import { People } from './people.js';

const stateOf = ({ outcome }: StaffRow, certified: boolean): string => {
  if (outcome === 'refused') return '未录用';
  if (outcome === null) return '录用办理中';
  return certified ? '持证在岗' : '未持证，不得上岗';
};

async function membersOf(tx: Transaction, firmId: string | null): Promise<contract.StaffRowView[]> {
  const rows = await listStaff(tx, firmId);
  const ids = rows.map(({ accountId }) => accountId);
  const today = await tx.today();
  const policy = await policyOfDistrict(tx);
  const certificates = await certificatesOfPersons(tx, ids);
  const sessions = await trainingOfPersons(tx, ids);
  const expiries = certificateExpiries(certificates, today, policy).findings;
  return rows.map((row) => {
    const days = certificates.filter(({ personId }) => personId === row.accountId);
    const until =
      days
        .map((each) => lastValidDay(each, policy))
        .sort()
        .at(-1) ?? null;
    const training = trainingOf(row.accountId, sessions, Number(today.slice(0, 4)), policy);
    const expiring = expiries.filter(({ field }) => field === row.accountId);
    return {
      id: row.id,
      number: row.number,
      displayName: row.displayName,
      firmName: row.firmName,
      stateLabel: stateOf(row, until !== null && until >= today),
      certificateUntil: until,
      trainingHours: training.value.hours,
      lawHours: training.value.lawHours,
      findings: row.outcome === 'refused' ? [] : [...expiring, ...training.findings].map(findingOf),
    };
  });
}

/** Everything the page of staff shows; of one firm, or of all (R-63 to, SD15, SD16). */
export async function staffOverviewOf(
  tx: Transaction,
  firmId: string | null,
): Promise<Omit<contract.StaffOverview, 'candidates'>> {
  const policy = await policyOfDistrict(tx);
  const rotation = pairRotation(await contactsOf(tx, firmId), policy);
  const fixed = new Set(rotation.findings.map(({ field }) => field));
  const ties = await standingTies(tx, null);
  const people = await People.of(tx, [
    ...rotation.value.flatMap(({ personId, partnerId }) => [personId, partnerId]),
    ...ties.map(({ personId }) => personId),
  ]);
  const limitBp = policy.staff.rotationPairShareMaxBp.value;
  return {
    members: await membersOf(tx, firmId),
    pairs: rotation.value.map(({ personId, partnerId, contacts, together }) => ({
      displayName: people.nameOf(personId),
      partnerName: people.nameOf(partnerId),
      contacts,
      together,
      fixed: fixed.has(personId) && together * 10_000 > contacts * limitBp,
    })),
    ties: ties.map(({ id, personId, caseNumber, kind, declaredOn }) => ({
      id,
      displayName: people.nameOf(personId),
      caseNumber,
      kindLabel: relationshipLabels[kind],
      declaredOn,
    })),
    outreach: await listOutreach(tx, firmId),
  };
}
