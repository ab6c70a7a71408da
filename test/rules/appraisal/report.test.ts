import { describe, expect, it } from '@jest/globals';
import { checkReport } from '../../../rules/appraisal/report.js';
import type { AppraisalReport } from '../../../rules/appraisal/report.js';
import { codes, policy } from '../builders.js';

const signature = (valuerId: string, rest = {}) => ({ valuerId, registered: true, byHand: true, ...rest });
const report: AppraisalReport = {
  agencyId: 'agency-1',
  valueDate: '2026-05-01',
  areaHundredths: 1_833n,
  unitPriceFen: 2_500_000n,
  signatures: [signature('估价师甲'), signature('估价师乙')],
  agencySealed: true,
  inspection: { photos: 3, ownerSigned: true, departmentSigned: false, witnessSigned: false },
};
const frame = { chosenAgencyId: 'agency-1', valueDate: '2026-05-01', areaHundredths: 1_833n };
const visited = (rest: Partial<AppraisalReport['inspection']>) => ({ inspection: { ...report.inspection, ...rest } });

describe('a household’s report (R-32)', () => {
  it.each<[string, Partial<AppraisalReport>, string[]]>([
    ['two valuers and the seal', {}, []],
    ['three valuers', { signatures: [...report.signatures, signature('估价师丙')] }, []],
    ['one valuer', { signatures: [signature('估价师甲')] }, ['SIGNATURE_MISSING']],
    ['the same valuer twice', { signatures: [signature('估价师甲'), signature('估价师甲')] }, ['SIGNATURE_MISSING']],
    [
      'one of them by stamp',
      { signatures: [signature('估价师甲'), signature('估价师乙', { byHand: false })] },
      ['SIGNATURE_MISSING'],
    ],
    [
      'one not registered',
      { signatures: [signature('估价师甲'), signature('估价师乙', { registered: false })] },
      ['SIGNATURE_MISSING'],
    ],
    ['nobody', { signatures: [] }, ['SIGNATURE_MISSING']],
    ['no seal', { agencySealed: false }, ['SEAL_MISSING']],
    ['of another agency', { agencyId: 'agency-2' }, ['ORGANISATION_EXCLUDED']],
    ['at another date', { valueDate: '2026-05-02' }, ['VALUE_DATE_WRONG']],
    ['a hundredth larger', { areaHundredths: 1_834n }, ['AREA_MISMATCH']],
    ['worth nothing', { unitPriceFen: 0n }, ['FIELD_OUT_OF_RANGE']],
    ['worth a fen', { unitPriceFen: 1n }, []],
    ['no photos', visited({ photos: 0 }), ['INSPECTION_UNPROVEN']],
    [
      'refused, attested by department and witness',
      visited({ ownerSigned: false, departmentSigned: true, witnessSigned: true }),
      [],
    ],
    [
      'refused, attested by the department alone',
      visited({ ownerSigned: false, departmentSigned: true }),
      ['INSPECTION_UNPROVEN'],
    ],
    ['refused and attested by nobody', visited({ ownerSigned: false }), ['INSPECTION_UNPROVEN']],
  ])('%s', (_story, rest, expected) => {
    expect(codes(checkReport({ ...report, ...rest }, frame, policy).findings)).toEqual(expected);
  });
});
