import { basesDue } from '../../db/repositories/inspection-plan.repository.js';
import { baseList } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { findingOf } from '../problems.js';

/** 各基地检查安排: when each base is due, and which stage went by without its inspection. */
export const listBasesRoute = defineRoute({
  method: 'get',
  path: '/inspection-bases',
  access: 'read-case',
  summary: '各项目基地的检查安排：下次定期检查的期限和漏查的阶段',
  answer: baseList,
  handle: async (_input, { db }) => {
    const bases = await db.transaction((tx) => basesDue(tx));
    const items = bases.map(({ base, dueOn, findings }) => ({
      projectId: base.projectId,
      projectName: base.projectName,
      firmName: base.firmName,
      lastInspectedOn: base.lastInspectedOn,
      dueOn,
      findings: findings.map(findingOf),
    }));
    return { status: 200, body: { items } };
  },
});
