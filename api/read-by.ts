import { noteReading } from '../db/repositories/case-readings.repository.js';
import type { Transaction } from '../db/transaction.js';
import type { CaseKind } from '../rules/acts.js';
import type { Caller, StaffCaller } from './caller.js';
import { subjectsOf } from './tasks/subjects.js';

/** Staff who are shown a household's file leave a trace; a household that looks at its own leaves none. */
export async function readBy(tx: Transaction, caller: Caller, householdId: string): Promise<void> {
  if (caller.kind !== 'staff') return;
  await noteReading(tx, { of: 'household', caseId: householdId, personId: caller.accountId, day: caller.today });
}

export async function ledgerReadBy(tx: Transaction, { accountId, today }: StaffCaller): Promise<void> {
  await noteReading(tx, { of: 'ledger', caseId: accountId, personId: accountId, day: today });
}

/**
 * Whether sheets and papers of a kind of case show people, their houses or money, or what is kept from some. Where such a
 * case is about one household, reading it is reading that household's file.
 */
const SHOWS_PEOPLE: Readonly<Record<CaseKind, boolean>> = {
  household: true,
  objection: true,
  review: true,
  'appraisal-report': true,
  'compensation-decision': true,
  'payment-list': true,
  notice: true,
  track: true,
  vote: true,
  conversion: true,
  inspection: true,
  'staff-member': true,
  'yearly-review': true,
  project: true,
  'archive-disposal': false,
  meeting: false,
  'meeting-decision': false,
  'register-entry': false,
};

/** The same for whoever is shown a task's sheet or worksheet, or a paper, of a case of any kind. */
export async function caseReadBy(
  tx: Transaction,
  caller: StaffCaller,
  { kind, id }: { readonly kind: CaseKind; readonly id: string },
): Promise<void> {
  if (!SHOWS_PEOPLE[kind]) return;
  const householdId = kind === 'household' ? id : ((await subjectsOf(tx, [id])).get(id)?.householdId ?? null);
  if (householdId !== null) await readBy(tx, caller, householdId);
  else await noteReading(tx, { of: 'case', caseId: id, personId: caller.accountId, day: caller.today });
}
