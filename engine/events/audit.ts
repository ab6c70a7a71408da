import type { Appliers } from './apply.js';

export const auditAppliers: Appliers<'audited'> = {
  audited: (state, { row }) => {
    state.auditLog.finish(row);
  },
};
