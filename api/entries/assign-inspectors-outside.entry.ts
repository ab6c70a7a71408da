import { assignInspectorsEntry } from './assign-inspectors.js';

/** 指派外部检查人员: of the owner of the firms. */
export const assignInspectorsOutsideEntry = assignInspectorsEntry(
  'assign-inspectors-outside',
  'state-assets-inspector',
);
