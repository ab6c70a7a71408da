import { recordAct } from '../../db/repositories/acts.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import {
  scheduleHandover,
  settleHandover,
  storeHandoverDate,
  storeHandoverRecord,
  storeRightEnded,
} from '../../db/repositories/move-out.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { ActName } from '../../rules/acts.js';
import type { HandoverRecord, HandoverResult } from '../../rules/move-out/handover.js';
import type { FieldWork } from './field-work.js';
import type { StaffName } from './staff.js';

const EMPTY_HOUSE = { keys: 3, water: '120', electricity: '4510', gas: '无', vacated: true };
let lastTaskKey = 4_000_000_000_000_000n;

/** Enters and completes a task of the first household's move-out. */
export async function moveOutStep(
  { db, staff, householdId }: FieldWork,
  name: StaffName,
  act: ActName,
  verdict: string,
  store: (tx: Transaction, entryId: string) => Promise<void>,
): Promise<void> {
  lastTaskKey += 1n;
  const taskKey = lastTaskKey.toString();
  const personId = staff[name];
  const taskCase = { act, kind: 'household', id: householdId } as const;
  await db.transaction(async (tx) => {
    const entry = { taskCase, taskKey, personId, round: 1, given: { taskKey }, replaces: 'task' } as const;
    await recordEntry(tx, entry, (entryId) => store(tx, entryId));
    await recordAct(tx, { act, caseId: householdId, personId, taskKey, verdict });
  });
}

/** The town agrees a date, which opens a look at the house. */
export async function agreeHandover(field: FieldWork, handoverOn: string): Promise<void> {
  const { householdId } = field;
  const agreed = { handoverOn, agreedWith: '权利人，当面' };
  await moveOutStep(field, 'town', 'agree-handover', 'agreed', (tx, entryId) =>
    storeHandoverDate(tx, { entryId, householdId }, agreed),
  );
  await field.db.transaction((tx) => scheduleHandover(tx, householdId));
}

/** One officer looks at the house. */
export async function inspectHouse(
  field: FieldWork,
  name: StaffName,
  found: Partial<Omit<HandoverRecord, 'officerId'>> = {},
): Promise<void> {
  const record = { ...EMPTY_HOUSE, ...found, officerId: field.staff[name], documentId: null };
  await moveOutStep(field, name, 'record-handover', 'inspected', (tx, entryId) =>
    storeHandoverRecord(tx, { entryId, householdId: field.householdId }, record),
  );
}

export const settle = (field: FieldWork): Promise<{ handoverResult: HandoverResult }> =>
  field.db.transaction((tx) => settleHandover(tx, field.householdId));

/** The town takes the tenancy voucher back. */
export async function deregister(field: FieldWork, endedOn: string): Promise<void> {
  const { householdId } = field;
  const ended = {
    right: 'tenancy-voucher',
    paperNumber: '租-1',
    office: '物业公司',
    endedOn,
    documentId: null,
  } as const;
  await moveOutStep(field, 'town', 'deregister-rights', 'deregistered', (tx, entryId) =>
    storeRightEnded(tx, { entryId, householdId }, ended),
  );
}

/** The paid household leaves the house, with everything that belongs to it. */
export async function moveOut(field: FieldWork, today: string): Promise<void> {
  await agreeHandover(field, today);
  await inspectHouse(field, 'officerA');
  await inspectHouse(field, 'officerB');
  await settle(field);
  await deregister(field, today);
}
