import { z } from 'zod';
import { boolean, integer, oneOf, text, texts } from '../column.js';
import { defineSearch } from '../definition.js';
import { GLOBAL_LISTENER_EVENTS, LISTENER_SOURCES } from '../enumerations.js';
import { condition, filterField } from '../filter.js';
import type { Operators } from '../filter.js';
import { allOf } from '../sql.js';

const eventTypes = texts('t.event_types');

export const globalTaskListeners = defineSearch({
  from: '{schema}.global_task_listener t',
  key: 'id',
  item: {
    id: text('t.id'),
    type: text('t.type'),
    retries: integer('t.retries'),
    eventTypes,
    afterNonGlobal: boolean('t.after_non_global'),
    priority: integer('t.priority'),
    source: oneOf(LISTENER_SOURCES, 't.source'),
  },
  filters: ['id', 'type', 'retries', 'afterNonGlobal', 'priority', 'source'],
  special: {
    eventTypes: {
      schema: z.array(filterField('texts', GLOBAL_LISTENER_EVENTS)).max(100),
      condition: (wanted: readonly (Operators | null | undefined)[], { parameters }) =>
        allOf(wanted.map((operators) => condition(eventTypes, operators ?? {}, parameters))),
    },
  },
  sorts: ['id', 'type', 'afterNonGlobal', 'priority', 'source'],
});
