import { getProject } from '../../../db/repositories/projects.repository.js';
import { getTrack } from '../../../db/repositories/tracks.repository.js';
import { getVote } from '../../../db/repositories/votes.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { labelOf } from '../../../rules/vocabulary.js';
import { voteTaskSections } from '../../present/selection-sheet.js';
import { documentsSection, linesSection, trailSection } from '../../present/sheet.js';
import { readsBallots } from '../ballot-task.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

async function voteMatter(tx: Transaction, { act, id }: TaskCase): Promise<TaskMatter> {
  const track = await getTrack(tx, (await getVote(tx, id)).trackId);
  const project = await getProject(tx, track.projectId);
  const sections = [
    linesSection('项目情况', [
      ['项目编号', project.code],
      ['名称', project.name],
      ['本轨方式', labelOf('mode', track.mode)],
      ['户数', `${String(project.households)} 户`],
    ]),
    ...(await voteTaskSections(tx, id, act === 'settle-ballots' || act === 'attest-vote')),
    // While ballots are read, a paper could tell what the other person read.
    ...(act === 'enter-ballots' ? [] : await documentsSection(tx, id)),
    await trailSection(tx, id),
  ];
  const facts = { kind: 'sheet', sections } as const;
  return readsBallots(act) ? { facts, entry: 'ballots', entryDone: true } : nothingToEnter(facts);
}

export const voteKind: CaseKindWork = {
  subjects: `SELECT vote.id, code || ' 第' || number || '次投票' AS title, NULL::uuid AS household_id, project_id
    FROM vote JOIN track ON track.id = track_id JOIN project ON project.id = project_id WHERE vote.id = ANY($1)`,
  matching: `SELECT vote.id, vote.id AS process_id FROM vote JOIN track ON track.id = track_id
    JOIN project ON project.id = project_id WHERE lower(code || E'\\n' || name) LIKE $1`,
  processIds: ['appraiser-vote', 'agency-lottery'],
  matter: voteMatter,
};
