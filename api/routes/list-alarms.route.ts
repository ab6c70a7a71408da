import { alarmsFor } from '../../db/repositories/alarms.repository.js';
import { alarmKindTerms } from '../../rules/vocabulary/alarms.js';
import { alarmList } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** So many fit a page; whoever has more settles the most urgent first. */
const MOST_ALARMS = 50;

export const listAlarmsRoute = defineRoute({
  method: 'get',
  path: '/alarms',
  access: 'read-case',
  summary: '与本人有关的警示',
  answer: alarmList,
  handle: async ({ caller }, { db }) => {
    const alarms = await db.transaction((tx) => alarmsFor(tx, caller, MOST_ALARMS));
    const items = alarms.map((alarm) => ({ ...alarm, kindLabel: alarmKindTerms[alarm.kind].label }));
    return { status: 200, body: { items } };
  },
});
