import { hardshipMustFit, tenureMustFit } from '../compensation/limits.js';
import type { Finding } from '../decision.js';
import type { Mode } from '../vocabulary/cases.js';
import type { ImportedHousehold } from './validate-households.js';

/**
 * A register of collective land holds no tenants and no claims to the hardship floor: no plan there could compute them, and
 * a case that cannot be computed would never end (市政府令第71号第31条; 沪府发〔2011〕75号). Names the row.
 */
export function mustFitLand(rows: readonly ImportedHousehold[], mode: Mode): Finding[] {
  if (mode !== 'collective') return [];
  return rows.flatMap(({ number, tenure, hardshipPersons }, index) =>
    [
      ...tenureMustFit(tenure, 'collective'),
      ...(hardshipPersons > 0 ? hardshipMustFit('collective', 'hardshipPersons') : []),
    ].map((finding) => ({
      ...finding,
      message: `第${(index + 1).toString()}户（编号 ${number}）：${finding.message}`,
    })),
  );
}
