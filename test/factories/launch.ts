import { recordAct } from '../../db/repositories/acts.repository.js';
import { findAccountByUsername, organisationOf } from '../../db/repositories/accounts.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { storeCommission } from '../../db/repositories/launch.repository.js';
import { getProject, openAreaSurvey } from '../../db/repositories/projects.repository.js';
import type { Transaction } from '../../db/transaction.js';

/** Account ids of who signs and who files. */
export interface LaunchStaff {
  readonly town: string;
  readonly district: string;
}

export interface CommissionTerm {
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

/** Signs and files the commission of the project's firm, as its two tasks do; answers the entry. */
export async function commissionFirm(
  tx: Transaction,
  projectId: string,
  { town, district }: LaunchStaff,
  { validFrom = '2020-01-01', validTo = null }: CommissionTerm = {},
): Promise<string> {
  const { firmOrganisationId, townOrganisationId } = await getProject(tx, projectId);
  const principal = await organisationOf(tx, district);
  const taskKey = `commission:${projectId}:${validFrom}`;
  const given = { number: `委-${projectId}`, validFrom, validTo };
  const entry = await recordEntry(
    tx,
    {
      taskCase: { act: 'sign-commission', kind: 'project', id: projectId },
      taskKey,
      personId: town,
      round: 1,
      given,
      replaces: 'case',
    },
    (entryId) =>
      storeCommission(
        tx,
        { entryId, projectId },
        {
          ...given,
          firmOrganisationId,
          principalOrganisationId: principal?.id ?? '',
          ordererOrganisationId: townOrganisationId,
          contractDocumentId: null,
        },
      ),
  );
  await recordAct(tx, { act: 'sign-commission', caseId: projectId, personId: town, taskKey, verdict: 'signed' });
  const filing = { act: 'file-commission', caseId: projectId, personId: district, verdict: 'approved' } as const;
  await recordAct(tx, { ...filing, taskKey: `${taskKey}:filed` });
  return entry.id;
}

/** A project whose launch is over: its firm is commissioned and the survey is open. */
export async function launchProject(tx: Transaction, projectId: string, staff: LaunchStaff): Promise<void> {
  await commissionFirm(tx, projectId, staff);
  await openAreaSurvey(tx, projectId);
}

/** The same for a project of the sample's accounts, where the launch is not what a test is about. */
export async function launchSampleProject(tx: Transaction, projectId: string): Promise<void> {
  const town = await findAccountByUsername(tx, 'town-a');
  const district = await findAccountByUsername(tx, 'district');
  await launchProject(tx, projectId, { town: town?.id ?? '', district: district?.id ?? '' });
}
