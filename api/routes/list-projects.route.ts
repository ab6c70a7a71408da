import { listProjects } from '../../db/repositories/projects.repository.js';
import { pageQuery, projectPage } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { projectRow } from '../present/project.js';

export const listProjectsRoute = defineRoute({
  method: 'get',
  path: '/projects',
  access: 'staff',
  summary: '项目列表，含实时签约率',
  query: pageQuery,
  answer: projectPage,
  handle: async ({ query: { page, pageSize } }, { db }) => {
    const projects = await db.transaction((tx) => listProjects(tx));
    const items = projects.slice((page - 1) * pageSize, page * pageSize).map(projectRow);
    return { status: 200, body: { items, page, pageSize, total: projects.length } };
  },
});
