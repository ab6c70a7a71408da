import { registerProject } from '../../db/repositories/projects.repository.js';
import type { NewProject } from '../../db/repositories/projects.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { launchProject } from './launch.js';
import type { Staff } from './staff.js';

/** Registers and launches a negotiated project with the figures of a published case: average price 25,861.08 yuan, k = 0.3, 15 m². */
export async function createProject(
  tx: Transaction,
  staff: Staff,
  overrides: Partial<NewProject> = {},
): Promise<string> {
  const projectId = await registerProject(
    tx,
    {
      code: '宝征-2026-001',
      name: '甲地块',
      mode: 'negotiated',
      registeredOn: '2026-01-05',
      averagePriceFen: 2_586_108n,
      subsidyCoefficientBp: 3_000,
      unitSizeSubsidyHundredths: 1_500n,
      effectiveRateBp: null,
      signingPeriodDays: null,
      conversionPriceFen: null,
      townOrganisationId: staff.townId,
      firmOrganisationId: staff.firmId,
      ...overrides,
    },
    staff.district,
  );
  await launchProject(tx, projectId, staff);
  return projectId;
}
