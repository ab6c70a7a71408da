import { z } from 'zod';
import { openMatters, storeAgenda } from '../../db/repositories/meetings.repository.js';
import type { OrganisationKind } from '../../rules/vocabulary.js';
import { defineEntry } from './define-entry.js';
import { date, organisation, rows, text } from './fields.js';

/** Bodies that may take part in a joint meeting. */
export const MEETING_BODIES: readonly OrganisationKind[] = [
  'district-government',
  'housing-bureau',
  'planning-bureau',
  'determination-body',
  'town',
  'firm',
  'investment-supervision-firm',
  'state-assets-commission',
  'audit-bureau',
  'discipline-commission',
];

/** 拟定会商议程: the day, who must take part, and what the departments have asked for. */
export const prepareAgendaEntry = defineEntry({
  act: 'prepare-agenda',
  fields: z.object({
    meetsOn: date({ title: '会期', hint: '例会不得晚于到期日' }),
    place: text({ title: '地点' }, 80),
    bodies: rows({ title: '应到单位' }, { body: organisation({ title: '单位' }, MEETING_BODIES) }, 2, 12),
    items: rows(
      { title: '议题', hint: '各部门提出、尚未上会的议题已列出' },
      { body: organisation({ title: '提出单位' }, MEETING_BODIES), matter: text({ title: '议题' }, 300) },
      1,
      30,
    ),
  }),
  suggest: async (tx, { id }) => {
    const matters = await openMatters(tx, id);
    if (matters.length === 0) return {};
    return { items: matters.map(({ organisationId, text: matter }) => ({ body: organisationId, matter })) };
  },
  store: (tx, { entryId, taskCase }, { meetsOn, place, bodies, items }) =>
    storeAgenda(
      tx,
      { entryId, meetingId: taskCase.id },
      {
        meetsOn,
        place,
        bodies: bodies.map(({ body }) => body),
        items: items.map(({ body, matter }) => ({ organisationId: body, text: matter })),
      },
    ),
});
