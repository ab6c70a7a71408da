import { checkReport } from '../../rules/appraisal/report.js';
import type { AppraisalLine, AppraisedHousehold } from '../../rules/appraisal/report-file.js';
import type { Policy } from '../../rules/policy/policies.js';
import type { IsoDate } from '../../rules/dates.js';
import { policyOfProject } from './policy-book.js';
import { BusinessError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { chosenAppraiserOf } from './chosen-appraiser.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { valueDateOf } from './value-dates.repository.js';

export interface AppraisalEntry {
  readonly entryId: string;
  readonly trackId: string;
  readonly valuerId: string;
}

/** The households that a track appraises: those whose area is frozen, in the order of their numbers. */
export async function appraisedHouseholds(tx: Transaction, trackId: string): Promise<AppraisedHousehold[]> {
  const rows = await tx.query<{ id: string; number: string; area: string }>(
    `SELECT household.id, number, determination.area_hundredths::text AS area FROM household
     JOIN track ON track.project_id = household.project_id
     JOIN area_determination determination ON household_id = household.id AND determination.status = 'frozen'
     WHERE track.id = $1 AND stage <> 'closed' ORDER BY number`,
    [trackId],
  );
  return rows.map(({ id, number, area }) => ({ id, number, areaHundredths: BigInt(area) }));
}

/** Prices per m² in fen that were displayed as preliminary results, by household. */
export async function preliminaryPrices(tx: Transaction, trackId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.query<{ id: string; price: string }>(
    `SELECT household_id AS id, unit_price_fen::text AS price FROM preliminary_appraisal fact
     JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL WHERE entry.case_id = $1`,
    [trackId],
  );
  return new Map(rows.map(({ id, price }) => [id, BigInt(price)]));
}

/** Reports are made for all households at once: whose area is still in dispute would be left without one. */
async function requireAllFrozen(tx: Transaction, projectId: string): Promise<void> {
  const { count } = await tx.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM household WHERE project_id = $1 AND stage <> 'closed'
       AND NOT EXISTS (SELECT FROM area_determination WHERE household_id = household.id AND status = 'frozen')`,
    [projectId],
  );
  if (count === 0) return;
  const message = `还有 ${String(count)} 户面积未锁定，请待全部锁定后提交分户评估报告`;
  throw refusal('AREA_NOT_FROZEN', message, 'R-24、R-32', 'results');
}

const rowsOf = (lines: readonly AppraisalLine[]): string =>
  JSON.stringify(
    lines.map((line) => ({
      household: line.householdId,
      area: line.areaHundredths.toString(),
      price: line.unitPriceFen.toString(),
      value: line.valueFen.toString(),
      number: line.reportNumber,
      signed: line.valuers.join('、'),
      hash: line.paperHash,
    })),
  );

const ROW = 'row (household uuid, area bigint, price bigint, value bigint, number text, signed text, hash text)';

/** Stores the preliminary results of the agency, one of each household. */
export async function storePreliminary(
  tx: Transaction,
  { entryId }: AppraisalEntry,
  lines: readonly AppraisalLine[],
): Promise<void> {
  await tx.query(
    `INSERT INTO preliminary_appraisal (entry_id, household_id, area_hundredths, unit_price_fen, value_fen)
     SELECT $1, household, area, price, value FROM jsonb_to_recordset($2::jsonb) AS ${ROW}`,
    [entryId, rowsOf(lines)],
  );
}

/** Stores the agency's reports, each as a new version of its household; refused as a whole where one is not in order. */
export async function storeReports(
  tx: Transaction,
  { entryId, trackId, valuerId }: AppraisalEntry,
  lines: readonly AppraisalLine[],
): Promise<void> {
  const { projectId } = await getTrack(tx, trackId);
  await requireAllFrozen(tx, projectId);
  const policy = await policyOfProject(tx, await registeredProject(tx, projectId));
  const chosen = await chosenAppraiserOf(tx, trackId);
  const date = await valueDateOf(tx, trackId);
  if (chosen === undefined || date === null) {
    throw refusal('VALUE_DATE_MISSING', '评估机构或价值时点尚未确定，请先确定', 'R-32、R-33');
  }
  const findings = lines.flatMap((line) => faultsOf(line, chosen.agencyId, date, policy));
  if (findings.length > 0) throw new BusinessError(findings);
  await tx.query(
    `INSERT INTO appraisal_report (entry_id, track_id, household_id, version, number, area_hundredths, unit_price_fen,
       value_fen, value_date, agency_id, valuer_id, signed_by, paper_hash)
     SELECT $1, $3, household, 1 + (SELECT count(*) FROM appraisal_report earlier WHERE earlier.track_id = $3
       AND earlier.household_id = household), number, area, price, value, $4, $5, $6, signed, hash
     FROM jsonb_to_recordset($2::jsonb) AS ${ROW}`,
    [entryId, rowsOf(lines), trackId, date, chosen.agencyId, valuerId],
  );
}

function faultsOf(line: AppraisalLine, agencyId: string, date: IsoDate, policy: Policy) {
  const report = {
    agencyId,
    valueDate: date,
    areaHundredths: line.areaHundredths,
    unitPriceFen: line.unitPriceFen,
    signatures: line.valuers.map((valuerId) => ({ valuerId, registered: true, byHand: true })),
    agencySealed: line.sealed,
    inspection: {
      photos: line.photos,
      ownerSigned: line.ownerSigned,
      departmentSigned: !line.ownerSigned,
      witnessSigned: !line.ownerSigned,
    },
  };
  const frame = { chosenAgencyId: agencyId, valueDate: date, areaHundredths: line.areaHundredths };
  return checkReport(report, frame, policy).findings.map((finding) => ({
    ...finding,
    message: `报告 ${line.reportNumber}：${finding.message}`,
    field: 'results',
  }));
}
