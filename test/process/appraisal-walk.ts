import type { TaskPage } from '../../api/contract/index.js';
import { emit } from '../../db/repositories/outbox.repository.js';
import { tracksOf } from '../../db/repositories/tracks.repository.js';
import type { CaseWalk } from './case-walk.js';

/** Freezes the areas of a project and has its agency chosen: the vote is a story of its own. Answers the track. */
export async function beginAppraisal({ system, projectId }: CaseWalk): Promise<string> {
  const [agency] = await system.sql<{ id: string }>(`SELECT id FROM organisation WHERE name = '示例第一估价机构'`);
  const trackId = await system.database.transaction(async (tx) => (await tracksOf(tx, projectId))[0]?.id ?? '');
  // Past the guard that asks for the vote.
  await system.sql(
    `SET session_replication_role = replica; INSERT INTO chosen_appraiser (track_id, agency_id, how, notice_id)
     SELECT '${trackId}', '${agency?.id ?? ''}', 'vote', id FROM notice LIMIT 1; SET session_replication_role = DEFAULT`,
  );
  const variables = { projectId, trackId, mode: 'negotiated', caseNumber: 'BS-2026-001' };
  await system.database.transaction((tx) =>
    emit(tx, [{ name: 'appraiser-chosen', correlationKey: trackId, variables }]),
  );
  return trackId;
}

/** The reports of a track, from the value date to their delivery to the households. */
export async function deliverReports(walk: CaseWalk): Promise<void> {
  await walk.do('town-a', 'set-value-date');
  await walk.do('valuer-a', 'enter-preliminary-results');
  await walk.do('valuer-b', 'explain-on-site');
  await walk.publish();
  const session = await walk.system.as('valuer-a');
  await walk.letTimePassUntil('the display to be over', async () => {
    const { items } = await session.get<TaskPage>('/api/tasks?scope=groups');
    return items.some(({ act }) => act === 'issue-final-reports');
  });
  await walk.do('valuer-a', 'issue-final-reports');
  await walk.do('town-b', 'review-reports');
  await walk.do('town-b', 'hand-down-reports');
  await walk.do('field-a', 'deliver-reports');
}
