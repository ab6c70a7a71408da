import { firmReviewSections } from '../../present/firm-review-sheet.js';
import { trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork } from './case-kind-work.js';

export const yearlyReviewKind: CaseKindWork = {
  subjects: `SELECT id, number AS title, NULL::uuid AS household_id, NULL::uuid AS project_id FROM yearly_review
    WHERE id = ANY($1)`,
  matching: 'SELECT id, id AS process_id FROM yearly_review WHERE lower(number) LIKE $1',
  matter: async (tx, { id }) =>
    nothingToEnter({ kind: 'sheet', sections: [...(await firmReviewSections(tx, id)), await trailSection(tx, id)] }),
};
