import { ACT_NAMES, actOf, isActName } from '../../rules/acts.js';
import type { ActName, CaseKind, Role } from '../../rules/acts.js';
import { incompatibleWith } from '../../rules/staff/separation.js';

export const kindOf = (act: ActName): CaseKind => actOf(act).caseKind;

/** Kinds of cases of which the listeners ask for nothing but what was done. */
const KINDS: readonly CaseKind[] = ['household', 'notice', 'payment-list'];

export interface Later {
  readonly act: ActName;
  readonly clause: string;
}

/** What whoever did this act may not do on the same case, with the clause. */
export const laterOf = (earlier: ActName): Later[] =>
  incompatibleWith(earlier).flatMap(({ act, clause }) =>
    isActName(act) && kindOf(act) === kindOf(earlier) ? [{ act, clause }] : [],
  );

/** Acts after which others are another's. */
export const SEPARATED: readonly ActName[] = ACT_NAMES.filter(
  (act) => KINDS.includes(kindOf(act)) && laterOf(act).length > 0,
);

const READING_ROLES: readonly Role[] = ['discipline-inspector', 'state-assets-inspector'];
/** Acts on households that are nobody's who only reads. */
export const ACTS_OF_OTHERS: readonly ActName[] = ACT_NAMES.filter(
  (act) => kindOf(act) === 'household' && !actOf(act).roles.some((role) => READING_ROLES.includes(role)),
);
