import { describe, expect, it, jest } from '@jest/globals';
import { noteReading } from '../../db/repositories/case-readings.repository.js';
import type { Reading } from '../../db/repositories/case-readings.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { Transaction } from '../../db/transaction.js';
import { setStage } from './stage.js';

describe('who reads what is protected (R-43)', () => {
  const stage = setStage();

  it('is written down once for each person, case and day, and then costs no question to the database', async () => {
    const { householdId, projectId, staff } = stage.field;
    const day = await stage.db.transaction((tx) => tx.today());
    const look = (reading: Partial<Reading>) =>
      stage.db.transaction((tx) =>
        noteReading(tx, { of: 'household', caseId: householdId, personId: staff.officerA, day, ...reading }),
      );
    const readings = async (caseId: string) =>
      (await stage.db.transaction((tx) => entriesOf(tx, caseId))).filter(({ kind }) => kind.endsWith('-read')).length;

    // What is rolled back was not written, and is not remembered as written.
    const lost = stage.db.transaction(async (tx) => {
      await noteReading(tx, { of: 'household', caseId: householdId, personId: staff.officerA, day });
      throw new Error('lost');
    });
    await expect(lost).rejects.toThrow('lost');
    expect(await readings(householdId)).toBe(0);

    await Promise.all([look({}), look({}), look({})]);
    await look({});
    expect(await readings(householdId)).toBe(1);
    const asked = jest.spyOn(Transaction.prototype, 'query');
    await look({});
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();

    await look({ personId: staff.officerB });
    await look({ of: 'case', caseId: projectId });
    await look({ of: 'ledger', caseId: staff.officerA });
    expect([await readings(householdId), await readings(projectId), await readings(staff.officerA)]).toEqual([2, 1, 1]);

    await stage.db.clock.pinClock('2026-03-09T02:00:00.000Z');
    await look({ day: '2026-03-09' });
    expect(await readings(householdId)).toBe(3);
  });
});
