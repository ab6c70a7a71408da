import { getTrack } from '../../../db/repositories/tracks.repository.js';
import { getProject } from '../../../db/repositories/projects.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { labelOf } from '../../../rules/vocabulary.js';
import type { SheetSection } from '../../contract/index.js';
import { expropriationSections } from '../../present/expropriation-sheet.js';
import { appraisalSections } from '../../present/appraisal-sheet.js';
import { selectionSections } from '../../present/selection-sheet.js';
import { planSections } from '../../present/plan-sheet.js';
import { documentsSection, linesSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { StaffCaller } from '../../caller.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

/** What each part of a track's procedure shows a reader with every task of the track, in the order of the procedure. */
const SECTIONS: readonly ((tx: Transaction, trackId: string, readerId: string) => Promise<SheetSection[]>)[] = [
  planSections,
  expropriationSections,
  selectionSections,
  appraisalSections,
];

async function trackMatter(tx: Transaction, { id }: TaskCase, { accountId }: StaffCaller): Promise<TaskMatter> {
  const track = await getTrack(tx, id);
  const project = await getProject(tx, track.projectId);
  const facts = linesSection('项目情况', [
    ['项目编号', project.code],
    ['名称', project.name],
    ['本轨方式', labelOf('mode', track.mode)],
    ['户数', project.households === 0 ? null : `${String(project.households)} 户`],
  ]);
  const sections = [facts];
  for (const section of SECTIONS) sections.push(...(await section(tx, id, accountId)));
  sections.push(...(await documentsSection(tx, id)), await trailSection(tx, id));
  return nothingToEnter({ kind: 'sheet', sections });
}

export const trackKind: CaseKindWork = {
  subjects: `SELECT track.id, code || CASE track.mode WHEN 'negotiated' THEN '（协议）' ELSE '（征收）' END AS title,
      NULL::uuid AS household_id, project_id
    FROM track JOIN project ON project.id = project_id WHERE track.id = ANY($1)`,
  matching: `SELECT track.id, track.id AS process_id FROM track JOIN project ON project.id = project_id
    WHERE lower(code || E'\\n' || name) LIKE $1`,
  matter: trackMatter,
};
