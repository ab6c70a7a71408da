import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatSqm } from '../units.js';

export interface AppraisalReport {
  readonly agencyId: string;
  readonly valueDate: IsoDate;
  readonly areaHundredths: bigint;
  readonly unitPriceFen: bigint;
  /** A stamp with the valuer's name is no signature. */
  readonly signatures: readonly { readonly valuerId: string; readonly registered: boolean; readonly byHand: boolean }[];
  readonly agencySealed: boolean;
  /** Photos of the visit, and who attested it: the owner, or valuer, department and an uninvolved witness. */
  readonly inspection: {
    readonly photos: number;
    readonly ownerSigned: boolean;
    readonly departmentSigned: boolean;
    readonly witnessSigned: boolean;
  };
}

/** What the report must agree with. */
export interface ReportFrame {
  readonly chosenAgencyId: string;
  readonly valueDate: IsoDate;
  /** The frozen area of the household. */
  readonly areaHundredths: bigint;
}

/**
 * 分户报告完整性: of the chosen agency, at the value date, over the frozen area; signed by hand by at least two
 * registered valuers and sealed; the visit attested (国有土地上房屋征收评估办法 art 12, 17; R-32).
 */
export function checkReport(report: AppraisalReport, frame: ReportFrame, policy: Policy): Decision<null> {
  const findings: Finding[] = [...signatureFindings(report, policy), ...inspectionFindings(report.inspection)];
  const refuse = (code: Finding['code'], field: string, message: string, basis = 'R-32') =>
    findings.push({ code, message, basis, field });
  if (report.agencyId !== frame.chosenAgencyId) {
    refuse('ORGANISATION_EXCLUDED', 'agencyId', '报告不是选定机构出具的，请由选定机构重新出具');
  }
  if (report.valueDate !== frame.valueDate) {
    refuse('VALUE_DATE_WRONG', 'valueDate', `报告的价值时点须为 ${frame.valueDate}，请重新出具`);
  }
  if (report.areaHundredths !== frame.areaHundredths) {
    const message = `报告面积须与锁定面积${formatSqm(frame.areaHundredths)}㎡一致，请重新出具`;
    refuse('AREA_MISMATCH', 'areaSqm', message, 'R-25');
  }
  if (report.unitPriceFen <= 0n) refuse('FIELD_OUT_OF_RANGE', 'unitPrice', '评估单价必须大于 0，请核对');
  return decide(null, findings, policy.version);
}

function signatureFindings({ signatures, agencySealed }: AppraisalReport, policy: Policy): Finding[] {
  const { value: needed, basis } = policy.appraisal.minValuers;
  const signed = new Set(
    signatures.filter(({ registered, byHand }) => registered && byHand).map(({ valuerId }) => valuerId),
  );
  const findings: Finding[] = [];
  if (signed.size < needed) {
    const message = `须有${needed}名注册估价师亲笔签字，现有${signed.size}名，请补签`;
    findings.push({ code: 'SIGNATURE_MISSING', message, basis, field: 'signatures' });
  }
  if (!agencySealed) {
    findings.push({ code: 'SEAL_MISSING', message: '报告未加盖机构公章，请补盖', basis, field: 'agencySealed' });
  }
  return findings;
}

function inspectionFindings({
  photos,
  ownerSigned,
  departmentSigned,
  witnessSigned,
}: AppraisalReport['inspection']): Finding[] {
  const attested = ownerSigned || (departmentSigned && witnessSigned);
  const basis = '国有土地上房屋征收评估办法第12条';
  return [
    ...(photos > 0 ? [] : [{ code: 'INSPECTION_UNPROVEN', message: '没有实地查勘照片，请补交', basis } as const]),
    ...(attested
      ? []
      : [
          {
            code: 'INSPECTION_UNPROVEN',
            message: '查勘记录须由权利人签字，拒签的由征收部门和见证人签字',
            basis,
          } as const,
        ]),
  ];
}
