import { tracksOf } from '../../db/repositories/tracks.repository.js';
import { labelOf } from '../../rules/vocabulary.js';
import { idParams, projectPlansView } from '../contract/index.js';
import type { ProjectPlansView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { planSections } from '../present/plan-sheet.js';
import { caseReadBy } from '../read-by.js';

/** 补偿方案: figures, opinions with answers, and notices of the plan of each track of a project. */
export const showProjectPlansRoute = defineRoute({
  method: 'get',
  path: '/projects/:id/plans',
  access: 'read-case',
  summary: '项目各轨的补偿方案、意见与答复、公告',
  params: idParams,
  answer: projectPlansView,
  handle: async ({ params: { id }, caller }, { db }) =>
    db.transaction(async (tx) => {
      const tracks: ProjectPlansView['tracks'] = [];
      for (const track of await tracksOf(tx, id)) {
        await caseReadBy(tx, caller, { kind: 'track', id: track.id });
        const sections = await planSections(tx, track.id);
        tracks.push({
          id: track.id,
          modeLabel: labelOf('mode', track.mode),
          formal: track.mode !== 'negotiated',
          sections,
        });
      }
      return { status: 200 as const, body: { tracks } };
    }),
});
