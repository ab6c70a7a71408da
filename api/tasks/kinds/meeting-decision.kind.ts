import { decisionSections } from '../../present/meeting-sheet.js';
import { documentsSection, trailSection } from '../../present/sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork } from './case-kind-work.js';

const OF_MEETING =
  'meeting_decision decision JOIN meeting_minutes USING (entry_id) JOIN meeting ON meeting.id = meeting_id';

export const meetingDecisionKind: CaseKindWork = {
  subjects: `SELECT decision.id, number || '-' || position AS title, NULL::uuid AS household_id, NULL::uuid AS project_id
    FROM ${OF_MEETING} WHERE decision.id = ANY($1)`,
  matching: `SELECT decision.id, decision.id AS process_id FROM ${OF_MEETING}
    WHERE lower(number || E'\\n' || decision.text) LIKE $1`,
  matter: async (tx, { id }) =>
    nothingToEnter({
      kind: 'sheet',
      sections: [...(await decisionSections(tx, id)), ...(await documentsSection(tx, id)), await trailSection(tx, id)],
    }),
};
