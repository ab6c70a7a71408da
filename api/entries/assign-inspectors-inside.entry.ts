import { assignInspectorsEntry } from './assign-inspectors.js';

/** 指派内部检查人员: of the firm's supervision department. */
export const assignInspectorsInsideEntry = assignInspectorsEntry('assign-inspectors-inside', 'supervision-department');
