import { Organisation } from '../../db/entities/account.entity.js';
import { Notice } from '../../db/entities/notice.entity.js';
import { getProject } from '../../db/repositories/projects.repository.js';
import { specialAccountBalance } from '../../db/repositories/special-accounts.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { HouseholdStage } from '../../rules/vocabulary/cases.js';
import type { PaymentListStatus } from '../../rules/vocabulary/statuses.js';
import { HOUSEHOLD_STAGES, idParams, projectView } from '../contract/index.js';
import type { ProjectView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { noticeReference } from '../present/notice.js';
import { projectFigures, projectRow } from '../present/project.js';

async function stagesOf(tx: Transaction, projectId: string): Promise<ProjectView['stages']> {
  const rows = await tx.query<{ stage: HouseholdStage; households: number }>(
    'SELECT stage, count(*)::int AS households FROM household WHERE project_id = $1 GROUP BY stage',
    [projectId],
  );
  const counts = new Map(rows.map(({ stage, households }) => [stage, households]));
  return HOUSEHOLD_STAGES.map((stage) => ({
    stage,
    label: labelOf('householdStage', stage),
    households: counts.get(stage) ?? 0,
  }));
}

interface ListRow {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly totalFen: bigint;
  readonly status: PaymentListStatus;
  readonly dueOn: string;
}

async function paymentListsOf(tx: Transaction, projectId: string): Promise<ProjectView['paymentLists']> {
  const rows = await tx.query<ListRow>(
    `SELECT payment_list.id, number, version, total_fen AS "totalFen", status, due_on AS "dueOn"
     FROM payment_list JOIN payment_round ON payment_round.id = round_id WHERE project_id = $1 ORDER BY due_on, number`,
    [projectId],
  );
  return rows.map(({ totalFen, status, ...row }) => ({
    ...row,
    totalYuan: formatYuan(totalFen),
    status,
    statusLabel: labelOf('paymentListStatus', status),
  }));
}

const nameOf = async (tx: Transaction, id: string) => (await tx.manager.findOneBy(Organisation, { id }))?.name ?? '—';

export const showProjectRoute = defineRoute({
  method: 'get',
  path: '/projects/:id',
  access: 'staff',
  summary: '一个项目',
  params: idParams,
  answer: projectView,
  handle: async ({ params }, { db }) => {
    const body = await db.transaction(async (tx) => {
      const project = await getProject(tx, params.id);
      const notices = await tx.manager.find(Notice, { where: { projectId: project.id }, order: { preparedAt: 'ASC' } });
      return {
        ...projectRow(project),
        ...projectFigures(project),
        townOrganisationName: await nameOf(tx, project.townOrganisationId),
        firmOrganisationName: await nameOf(tx, project.firmOrganisationId),
        accountBalanceYuan: formatYuan(await specialAccountBalance(tx, project.id)),
        stages: await stagesOf(tx, project.id),
        notices: notices.map(noticeReference),
        paymentLists: await paymentListsOf(tx, project.id),
      };
    });
    return { status: 200, body };
  },
});
