import { meetingSections } from '../../present/meeting-sheet.js';
import { trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork } from './case-kind-work.js';

export const meetingKind: CaseKindWork = {
  subjects:
    'SELECT id, number AS title, NULL::uuid AS household_id, NULL::uuid AS project_id FROM meeting WHERE id = ANY($1)',
  matching: `SELECT id, id AS process_id FROM meeting WHERE lower(number || E'\\n' || reason) LIKE $1`,
  processIds: ['joint-meeting'],
  matter: async (tx, { id }) =>
    nothingToEnter({ kind: 'sheet', sections: [...(await meetingSections(tx, id)), await trailSection(tx, id)] }),
};
