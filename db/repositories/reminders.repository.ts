import { ACT_NAMES, actOf } from '../../rules/acts.js';
import type { Role } from '../../rules/acts.js';
import { isWorkOfFirm } from '../../rules/acts/firm.js';
import type { Transaction } from '../transaction.js';
import { raiseAlarm } from './alarms.repository.js';

/** Who is told that a step waits too long: the posts that may do it, and those above them. */
function rolesWaitedFor(step: string): Role[] {
  const acts = ACT_NAMES.map(actOf).filter(({ label }) => label === step);
  const above: Role[] = acts.some(isWorkOfFirm)
    ? ['project-supervisor', 'supervision-department', 'district-officer']
    : ['district-officer'];
  return [...new Set([...acts.flatMap(({ roles }) => roles), ...above])];
}

/** Reminds whoever a step waits for, and the one above. */
export async function raiseReminder(
  tx: Transaction,
  waiting: { readonly caseKind?: string | undefined; readonly caseId: string; readonly waitingFor: string },
): Promise<void> {
  const { caseKind, caseId, waitingFor } = waiting;
  const { projectId } = await tx.one<{ projectId: string | null }>('SELECT project_of($1, $2) AS "projectId"', [
    caseKind ?? '',
    caseId,
  ]);
  await raiseAlarm(tx, {
    kind: 'step-overdue',
    caseId,
    step: waitingFor,
    text: `“${waitingFor}”超过办理时限，请尽快办理；主管请督办`,
    roles: rolesWaitedFor(waitingFor),
    projectId,
    clauses: ['R-53', 'R-69'],
  });
}
