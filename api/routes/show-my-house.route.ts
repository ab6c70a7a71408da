import { houseOwnerOf } from '../../db/repositories/households.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { readCaseFile, standingAgreement, standingCalculation } from '../case-file.js';
import { paymentsTo, projectOf } from '../case-surroundings.js';
import { myHouse } from '../contract/index.js';
import type { MyHouse } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { stageLine } from '../present/household.js';

/** What the owner of a let house sees: his house, his share, the agreement that is his too, what is paid to him. */
async function readMyHouse(tx: Transaction, householdId: string): Promise<MyHouse> {
  const file = await readCaseFile(tx, householdId);
  const agreement = standingAgreement(file);
  const owner = await houseOwnerOf(tx, householdId);
  const parties = agreement?.signatures.map(({ party }) => party) ?? [];
  const { address, caseNumber } = file.household;
  return {
    ownerName: owner?.name ?? '',
    address,
    caseNumber,
    project: projectOf(file.rows.project),
    stages: stageLine(file.rows.household.stage),
    share: standingCalculation(file)?.ownerShare ?? null,
    agreements: file.agreements,
    turn:
      agreement?.status !== 'prepared' || parties.includes('owner')
        ? 'none'
        : parties.includes('household')
          ? 'owner'
          : 'household',
    agreementToSign: agreement?.status === 'prepared' && !parties.includes('owner') ? agreement : null,
    payments: await paymentsTo(tx, householdId, ['owner']),
  };
}

/** 出租房屋产权人的页面 (市政府令第71号 art 29, 30): nothing of the tenant's papers, persons or accounts. */
export const showMyHouseRoute = defineRoute({
  method: 'get',
  path: '/my-house',
  access: 'owner',
  summary: '本人出租的房屋',
  answer: myHouse,
  handle: async ({ caller }, { db }) => {
    const body = await db.transaction((tx) => readMyHouse(tx, caller.householdId));
    return { status: 200, body };
  },
});
