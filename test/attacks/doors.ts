import { routes } from '../../api/routes/index.js';
import { actOf, isActName } from '../../rules/acts.js';
import type { ActName, Role } from '../../rules/acts.js';

/** A door of the interface that only who may do an act passes. */
export interface Door {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly act: ActName;
}

/** Every one of them, so that a new route is attacked from the day it is written. */
export const DOORS: readonly Door[] = routes.flatMap(({ method, path, access }) =>
  isActName(access) ? [{ method, path, act: access }] : [],
);

/** Who reads, who keeps the machine, who pays and who measures: people with a right to be here, but not at these doors. */
const STRANGERS: readonly Role[] = [
  'discipline-inspector',
  'state-assets-inspector',
  'administrator',
  'bookkeeper',
  'field-officer',
];

export interface RoleAttack extends Door {
  readonly role: Role;
}

/** Each door tried by each of them who has no business there. */
export const ROLE_ATTACKS: readonly RoleAttack[] = DOORS.flatMap((door) =>
  STRANGERS.filter((role) => !actOf(door.act).roles.includes(role)).map((role) => ({ ...door, role })),
);
