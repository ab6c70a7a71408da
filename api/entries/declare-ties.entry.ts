import { z } from 'zod';
import { storeDeclaration } from '../../db/repositories/review-panel.repository.js';
import { relationshipLabels } from '../../rules/staff/recusal.js';
import { term } from '../../rules/vocabulary/term.js';
import { defineEntry } from './define-entry.js';
import { choice } from './fields.js';

const ties = {
  none: term('没有上述任何关系', '可以参加评议', 'SD7'),
  'own-household': term(relationshipLabels['own-household'], '应当回避', 'SD7'),
  relative: term(relationshipLabels.relative, '应当回避', 'SD7'),
  client: term(relationshipLabels.client, '应当回避', 'SD7'),
  'neighbour-in-scope': term(relationshipLabels['neighbour-in-scope'], '应当回避', 'SD7'),
  'earlier-handler': term(relationshipLabels['earlier-handler'], '应当回避', 'SD7'),
};

/** 回避声明 (SD7): each member for himself, before anything is voted. */
export const declareTiesEntry = defineEntry({
  act: 'declare-ties',
  replaces: 'task',
  fields: z.object({
    tie: choice({ title: '本人与该户的关系', hint: '有任何一种关系的应当回避，由他人替换' }, ties),
  }),
  store: (tx, { entryId, taskCase, personId }, { tie }) =>
    storeDeclaration(tx, { entryId, reviewId: taskCase.id, memberId: personId, tie }),
});
