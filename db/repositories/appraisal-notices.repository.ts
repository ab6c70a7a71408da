import { formatSqm, formatYuan } from '../../rules/units.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { organisationNames } from './agency-candidates.repository.js';
import { chosenAppraiserOf } from './chosen-appraiser.repository.js';
import { mustFind } from './find.js';
import { createNotice } from './notices.repository.js';
import { getTrack } from './tracks.repository.js';
import { valueDateOf } from './value-dates.repository.js';

export const APPRAISAL_NOTICE_KINDS = ['preliminary-appraisal', 'appraisal-result'] as const;
export type AppraisalNoticeKind = (typeof APPRAISAL_NOTICE_KINDS)[number];

interface PreliminaryRow {
  readonly caseNumber: string;
  readonly householdNumber: string;
  readonly address: string;
  readonly holderName: string;
  readonly tenure: string;
  readonly area: string;
  readonly price: string;
}

const preliminaryOf = (tx: Transaction, trackId: string): Promise<PreliminaryRow[]> =>
  tx.query(
    `SELECT case_number AS "caseNumber", number AS "householdNumber", address, holder_name AS "holderName", tenure,
       fact.area_hundredths::text AS area, fact.unit_price_fen::text AS price
     FROM preliminary_appraisal fact JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
     JOIN household ON household.id = household_id WHERE entry.case_id = $1 ORDER BY number`,
    [trackId],
  );

/** Makes a notice of the appraisal of a track: unit price of each household first, at the end what was handed down. */
export async function createAppraisalNotice(
  tx: Transaction,
  trackId: string,
  kind: AppraisalNoticeKind,
): Promise<string> {
  const { projectId } = await getTrack(tx, trackId);
  const project = await mustFind(tx, Project, { id: projectId });
  const chosen = await chosenAppraiserOf(tx, trackId);
  const date = await valueDateOf(tx, trackId);
  if (chosen === undefined || date === null) throw refusal('VALUE_DATE_MISSING', '价值时点尚未确定', 'R-33');
  const agency = (await organisationNames(tx, [chosen.agencyId])).get(chosen.agencyId) ?? '';
  const found = await preliminaryOf(tx, trackId);
  if (kind === 'appraisal-result') {
    const summary = `${agency}的分户评估报告（价值时点 ${date}）已经街镇审核并下发，将逐户送达；对报告有异议的，自收到之日起10日内可申请复核评估。`;
    return createNotice(tx, project, { kind, summary, rows: [] });
  }
  const rows = found.map(({ area, price, ...row }) => ({
    ...row,
    areaSqm: formatSqm(BigInt(area)),
    unitPriceYuan: formatYuan(BigInt(price)),
  }));
  const summary = `${agency}的分户初步评估结果（价值时点 ${date}）。公示期间机构派人现场说明，有错误的予以修正。`;
  return createNotice(tx, project, { kind, summary, rows });
}
