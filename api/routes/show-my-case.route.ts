import { draftsOpenTo, opinionsOfHousehold } from '../../db/repositories/household-opinions.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { readCaseFile, standingAgreement } from '../case-file.js';
import { paymentsTo, projectOf } from '../case-surroundings.js';
import { myCase } from '../contract/index.js';
import type { Agreement, MyCase } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { stageLine } from '../present/household.js';
import { noticeReference } from '../present/notice.js';
import { ownDecisionOf } from '../present/own-decision.js';
import { ownReportOf } from '../present/report-objection.js';
import { isPublic } from '../present/public-notice.js';

/** Prepared, and not signed by the household: where its house is let, the owner signs the same one. */
const isUnsigned = ({ status, signatures }: Agreement): boolean =>
  status === 'prepared' && !signatures.some(({ party }) => party === 'household');

async function readMyCase(tx: Transaction, householdId: string): Promise<MyCase> {
  const file = await readCaseFile(tx, householdId);
  const notices = file.rows.notices.filter(isPublic);
  const now = await tx.now();
  const open = notices.findLast(({ status, endsAt }) => status === 'published' && endsAt !== null && now < endsAt);
  const agreement = standingAgreement(file);
  return {
    ...file,
    project: projectOf(file.rows.project),
    stages: stageLine(file.rows.household.stage),
    notices: notices.map(noticeReference),
    payments: await paymentsTo(tx, householdId),
    agreementToSign: agreement !== null && isUnsigned(agreement) ? agreement : null,
    report: await ownReportOf(tx, householdId),
    decision: await ownDecisionOf(tx, householdId),
    noticeOpenToObjection: open ? noticeReference(open) : null,
    draftsOpenToOpinion: (await draftsOpenTo(tx, householdId)).map(noticeReference),
    planOpinions: await opinionsOfHousehold(tx, householdId),
  };
}

/** What a household sees of its own case; reviewers' notes and the ledger stay inside. */
export const showMyCaseRoute = defineRoute({
  method: 'get',
  path: '/my-case',
  access: 'household',
  summary: '本户的案件',
  answer: myCase,
  handle: async ({ caller }, { db }) => {
    const body = await db.transaction((tx) => readMyCase(tx, caller.householdId));
    return { status: 200, body };
  },
});
