import { disposalSections } from '../../present/disposal-sheet.js';
import { trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork } from './case-kind-work.js';

export const archiveDisposalKind: CaseKindWork = {
  subjects: `SELECT id, number AS title, NULL::uuid AS household_id, project_id FROM archive_disposal WHERE id = ANY($1)`,
  matching: `SELECT id, id AS process_id FROM archive_disposal WHERE lower(number) LIKE $1`,
  matter: async (tx, { id }) =>
    nothingToEnter({ kind: 'sheet', sections: [...(await disposalSections(tx, id)), await trailSection(tx, id)] }),
};
