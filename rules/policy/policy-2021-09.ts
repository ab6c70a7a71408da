import { known, oneOf } from './parameter.js';
import { policy202107 } from './policy-2021-07.js';
import type { PolicyParameters } from './policy.js';

/** Since the implementing regulation of the Land Administration Law: plan and agreements come before the approval. */
export const policy202109: PolicyParameters = {
  ...policy202107,
  launch: {
    ...policy202107.launch,
    collectiveOrder: oneOf<'approval-first' | 'agreements-first'>(
      known('agreements-first', '集体土地征收步骤次序', '次序', '土地管理法实施条例第29条'),
    ),
  },
};
