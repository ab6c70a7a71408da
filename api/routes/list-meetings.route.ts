import {
  bindingInterpretations,
  meetingOverviews,
  openCatchUps,
  openDecisions,
  waitingMatters,
} from '../../db/repositories/meeting-overview.repository.js';
import type { MeetingOverview } from '../../db/repositories/meeting-overview.repository.js';
import { meetingsView } from '../contract/index.js';
import type { MeetingRow } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

const statusOf = ({ closed, confirmed, heldOn }: MeetingOverview): string => {
  if (closed) return '已办结';
  if (confirmed) return '跟踪议定事项';
  return heldOn === null ? '待召开' : '待确认纪要';
};

const row = (meeting: MeetingOverview): MeetingRow => {
  const { confirmed: _confirmed, closed: _closed, kind, ...shown } = meeting;
  return { ...shown, kindLabel: kind === 'regular' ? '定期例会' : '专题会商', statusLabel: statusOf(meeting) };
};

/** Meetings with what is open of them, and the readings that bind all departments. */
export const listMeetingsRoute = defineRoute({
  method: 'get',
  path: '/meetings',
  access: 'staff',
  summary: '会商：会议、未办结的议定事项、统一口径、回溯核对清单',
  answer: meetingsView,
  handle: async (_input, { db }) => {
    const body = await db.transaction(async (tx) => ({
      meetings: (await meetingOverviews(tx)).map(row),
      decisions: await openDecisions(tx),
      interpretations: await bindingInterpretations(tx),
      catchUp: await openCatchUps(tx),
      matters: await waitingMatters(tx),
    }));
    return { status: 200, body };
  },
});
