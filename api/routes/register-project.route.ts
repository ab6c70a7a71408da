import type { Transaction } from '../../db/transaction.js';
import { registerProject } from '../../db/repositories/projects.repository.js';
import { fenOf, hundredthsOf } from '../amounts.js';
import { ApiError } from '../api-error.js';
import { created, projectBody } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** The organisation named, or the only one of its kind. */
async function organisationId(tx: Transaction, kind: 'town' | 'firm', given: string | undefined): Promise<string> {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM organisation WHERE kind = $1 AND ($2::uuid IS NULL OR id = $2) LIMIT 2',
    [kind, given ?? null],
  );
  const [only] = rows;
  if (rows.length === 1 && only) return only.id;
  const path = kind === 'town' ? 'body.townOrganisationId' : 'body.firmOrganisationId';
  const message = kind === 'town' ? '请指定实施该项目的街镇（园区）。' : '请指定受委托的征收事务所。';
  throw new ApiError('BODY_INVALID', message, [{ code: 'FIELD_MISSING', message, clauses: ['R-10'], path }]);
}

/** 登记项目: the same code again answers the project that exists. */
export const registerProjectRoute = defineRoute({
  method: 'post',
  path: '/projects',
  access: 'register-project',
  summary: '登记项目',
  body: projectBody,
  answer: created,
  handle: async ({ body, caller }, { db }) => {
    const { averagePriceYuan, unitSizeSubsidySqm, conversionPriceYuan, ...rest } = body;
    const id = await db.transaction(async (tx) => {
      const project = {
        ...rest,
        averagePriceFen: averagePriceYuan === null ? null : fenOf(averagePriceYuan, 'averagePriceYuan', '评估均价'),
        unitSizeSubsidyHundredths:
          unitSizeSubsidySqm === null ? null : hundredthsOf(unitSizeSubsidySqm, 'unitSizeSubsidySqm', '套型面积补贴'),
        conversionPriceFen:
          conversionPriceYuan === null ? null : fenOf(conversionPriceYuan, 'conversionPriceYuan', '折算单价'),
        townOrganisationId: await organisationId(tx, 'town', body.townOrganisationId),
        firmOrganisationId: await organisationId(tx, 'firm', body.firmOrganisationId),
      };
      return registerProject(tx, project, caller.accountId);
    });
    return { status: 201, body: { id } };
  },
});
