import type { EntityManager } from 'typeorm';
import type { ActName } from '../rules/acts.js';
import { ACT_NAMES, actOf, isActName } from '../rules/acts.js';
import { isWorkOfFirm } from '../rules/acts/firm.js';
import { incompatibleWith } from '../rules/staff/separation.js';
import { replaceRows } from './replace-rows.js';

/** Writes the table of acts of the rules into the database, where the triggers read it. Changes nothing when equal. */
export async function syncActs(manager: EntityManager): Promise<void> {
  const definitions = ACT_NAMES.map((act) => {
    const { label, caseKind, certified, persons, verdicts, entry } = actOf(act);
    const firm = isWorkOfFirm(actOf(act));
    return { act, label, case_kind: caseKind, certified, persons, verdicts, entry, firm };
  });
  const roles = ACT_NAMES.flatMap((act) => actOf(act).roles.map((role) => ({ act, role })));
  const separations = ACT_NAMES.flatMap((act) => separationsOf(act));
  await manager.query('LOCK TABLE act_definition IN SHARE ROW EXCLUSIVE MODE');
  await replaceRows(manager, 'act_definition', ['act'], definitions);
  await replaceRows(manager, 'act_role', ['act', 'role'], roles);
  await replaceRows(manager, 'act_separation', ['act', 'separated_from'], separations);
}

/** Pairs with one clause each, in both directions; where several clauses forbid a pair, they stand together. */
function separationsOf(act: ActName): { act: string; separated_from: string; clause: string }[] {
  const clauses = new Map<string, string[]>();
  for (const { act: other, clause } of incompatibleWith(act)) {
    if (isActName(other)) clauses.set(other, [...(clauses.get(other) ?? []), clause]);
  }
  return [...clauses].map(([other, all]) => ({ act, separated_from: other, clause: all.join('、') }));
}
