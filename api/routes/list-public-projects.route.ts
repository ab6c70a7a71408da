import { listProjects } from '../../db/repositories/projects.repository.js';
import { publicProjects } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { projectRow } from '../present/project.js';

/** Signing rates of every project, live, for everybody (RULES part 6: 签约率实时公布). */
export const listPublicProjectsRoute = defineRoute({
  method: 'get',
  path: '/public/projects',
  access: 'anyone',
  summary: '公示板：项目签约进度',
  answer: publicProjects,
  handle: async (_input, { db }) => {
    const body = await db.transaction(async (tx) => ({
      now: await tx.now(),
      projects: (await listProjects(tx)).map(projectRow),
    }));
    return { status: 200, body };
  },
});
