import type { EntityManager } from 'typeorm';
import { legalTexts } from '../rules/policy/legal-texts.js';
import { textOfValue } from '../rules/policy/parameter-text.js';
import { parametersOf, policies } from '../rules/policy/policies.js';
import { sizeOf } from '../rules/policy/rule-change.js';
import { replaceRows } from './replace-rows.js';

const numberOf = (size: number | bigint | null): string | null => (size === null ? null : size.toString());

/** Writes the figures of the rules and the texts they rest on into the database, where trigger and registers read them. */
export async function syncParameters(manager: EntityManager): Promise<void> {
  const parameters = policies.flatMap((policy) =>
    parametersOf(policy).map(({ name, label, unit, value, basis, confirmed, change }) => ({
      version: policy.version,
      name,
      label,
      unit,
      value: textOfValue(value),
      size: numberOf(sizeOf(value)),
      basis,
      confirmed,
      changed_by: change.by,
      direction: change.direction,
      minimum: numberOf(change.min),
      maximum: numberOf(change.max),
      valid_from: policy.validFrom,
      valid_to: policy.validTo,
    })),
  );
  const texts = legalTexts.map(({ number, title, validFrom, validTo, confirmed }) => ({
    number,
    title,
    valid_from: validFrom,
    valid_to: validTo,
    confirmed,
  }));
  await manager.query('LOCK TABLE rule_parameter IN SHARE ROW EXCLUSIVE MODE');
  await replaceRows(manager, 'rule_parameter', ['version', 'name'], parameters);
  await replaceRows(manager, 'legal_text', ['number'], texts);
}
