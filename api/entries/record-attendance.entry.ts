import { z } from 'zod';
import { agendaOf, storeAttendance } from '../../db/repositories/meetings.repository.js';
import { defineEntry } from './define-entry.js';
import { organisation, rows, text } from './fields.js';
import { MEETING_BODIES } from './prepare-agenda.entry.js';

/** 登记到会: who came for which body, on the day of the meeting. */
export const recordAttendanceEntry = defineEntry({
  act: 'record-attendance',
  fields: z.object({
    attendees: rows(
      { title: '到会人员' },
      { body: organisation({ title: '单位' }, MEETING_BODIES), name: text({ title: '姓名' }, 40) },
      1,
      60,
    ),
  }),
  suggest: async (tx, { id }) => {
    const bodies = (await agendaOf(tx, id))?.bodies ?? [];
    return bodies.length === 0 ? {} : { attendees: bodies.map((body) => ({ body, name: '' })) };
  },
  store: (tx, { entryId, taskCase }, { attendees }) =>
    storeAttendance(
      tx,
      { entryId, meetingId: taskCase.id },
      attendees.map(({ body, name }) => ({ organisationId: body, name })),
    ),
});
