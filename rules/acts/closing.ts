import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** The end of a project: files complete, audit answered and public, everything in the archive. */
export const closingActs = {
  'complete-files': act('补齐结案材料', 'project', ['project-supervisor'], {
    verdicts: ['completed'],
    clauses: ['R-47', 'R-52'],
  }),
  'enter-audit-report': act('录入审计报告', 'project', ['district-officer'], {
    entry: true,
    verdicts: ['entered'],
    clauses: ['R-47', 'SD17'],
  }),
  'rectify-audit-findings': act('整改审计问题', 'project', ['town-officer'], {
    entry: true,
    verdicts: ['rectified'],
    separatedFrom: separated('R-53', 'confirm-audit-rectification'),
    clauses: ['R-53'],
  }),
  'confirm-audit-rectification': act('确认审计整改', 'project', ['district-officer'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-53', 'rectify-audit-findings'),
    clauses: ['R-53'],
  }),
  'hand-over-files': act('移交项目档案', 'project', ['archivist'], {
    entry: true,
    verdicts: ['handed-over'],
    separatedFrom: separated('SD8', 'enter-audit-report', 'rectify-audit-findings'),
    clauses: ['R-47', 'SD8'],
  }),
} as const satisfies Record<string, ActDefinition>;
