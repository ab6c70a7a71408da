import type { ComponentName } from '../../rules/compensation/component.js';
import { isPlanItemName } from '../../rules/compensation/plan-items.js';
import type { PlanFigures, PlanGrant } from '../../rules/plan/plan-figures.js';
import { labelOf } from '../../rules/vocabulary.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';

/** A plan that was adopted on a track, with who drafted and who adopted it. */
export interface AdoptedPlan extends PlanFigures {
  readonly entryId: string;
  readonly trackId: string;
  readonly mode: Mode;
  readonly draftedBy: string;
  readonly adoptedBy: string;
}

interface FiguresRow {
  readonly entryId: string;
  readonly scheme: 'state' | 'collective';
  readonly averagePriceFen: string | null;
  readonly subsidyCoefficientBp: number | null;
  readonly unitSizeSubsidyHundredths: string | null;
  readonly conversionPriceFen: string | null;
  readonly landBasePriceFen: string | null;
  readonly priceSubsidyFen: string | null;
  readonly signingPeriodDays: number;
  readonly effectiveRateBp: number;
}

interface AdoptedRow extends FiguresRow {
  readonly trackId: string;
  readonly mode: Mode;
  readonly draftedBy: string;
  readonly adoptedBy: string;
}

const FIGURES = `entry_id AS "entryId", scheme, average_price_fen::text AS "averagePriceFen",
  subsidy_coefficient_bp AS "subsidyCoefficientBp", unit_size_subsidy_hundredths::text AS "unitSizeSubsidyHundredths",
  conversion_price_fen::text AS "conversionPriceFen", land_base_price_fen::text AS "landBasePriceFen",
  price_subsidy_fen::text AS "priceSubsidyFen", signing_period_days AS "signingPeriodDays",
  effective_rate_bp AS "effectiveRateBp"`;

/** Stores what a draft says in figures, as the facts of the entry of `draft-plan` on the track. */
export async function storePlanFigures(
  tx: Transaction,
  { entryId, trackId }: { readonly entryId: string; readonly trackId: string },
  { figures, grants, signingPeriodDays, effectiveRateBp, reasons }: PlanFigures,
): Promise<void> {
  const state = figures.scheme === 'state' ? figures : null;
  const collective = figures.scheme === 'collective' ? figures : null;
  await tx.query(
    `INSERT INTO plan_figures (entry_id, track_id, scheme, average_price_fen, subsidy_coefficient_bp,
       unit_size_subsidy_hundredths, conversion_price_fen, land_base_price_fen, price_subsidy_fen,
       signing_period_days, effective_rate_bp) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      entryId,
      trackId,
      figures.scheme,
      state?.averagePriceFen ?? null,
      state?.subsidyCoefficientBp ?? null,
      state?.unitSizeSubsidyHundredths ?? null,
      state?.conversionPriceFen ?? null,
      collective?.landBasePriceFen ?? null,
      collective?.priceSubsidyFen ?? null,
      signingPeriodDays,
      effectiveRateBp,
    ],
  );
  await tx.query(
    `INSERT INTO plan_grant (entry_id, position, item, amount_fen, clause)
     SELECT $1, position, item, amount_fen, clause
     FROM unnest($2::text[], $3::bigint[], $4::text[]) WITH ORDINALITY AS given (item, amount_fen, clause, position)`,
    [
      entryId,
      grants.map(({ item }) => item),
      grants.map(({ amountFen }) => amountFen),
      grants.map(({ clause }) => clause),
    ],
  );
  await tx.query(
    `INSERT INTO plan_difference_reason (entry_id, position, component, reason)
     SELECT $1, position, component, reason
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS given (component, reason, position)`,
    [entryId, reasons.map(({ component }) => component), reasons.map(({ reason }) => reason)],
  );
}

/** What the standing draft of a track says in figures; undefined while nothing was drafted. */
export async function draftedPlanOf(tx: Transaction, trackId: string): Promise<PlanFigures | undefined> {
  const row = await tx.maybeOne<FiguresRow>(
    `SELECT ${FIGURES} FROM plan_figures JOIN task_entry ON task_entry.id = entry_id
     WHERE track_id = $1 AND superseded_at IS NULL ORDER BY seq DESC LIMIT 1`,
    [trackId],
  );
  return row && planOf(tx, row);
}

/** The adopted plans of a project, one a track at most. */
export async function adoptedPlansOf(tx: Transaction, projectId: string): Promise<AdoptedPlan[]> {
  const rows = await tx.query<AdoptedRow>(
    `SELECT ${FIGURES}, track_id AS "trackId", mode, drafted_by AS "draftedBy", adopted_by AS "adoptedBy"
     FROM adopted_plan JOIN track ON track.id = track_id WHERE project_id = $1`,
    [projectId],
  );
  const plans: AdoptedPlan[] = [];
  for (const row of rows) {
    const { entryId, trackId, mode, draftedBy, adoptedBy } = row;
    plans.push({ ...(await planOf(tx, row)), entryId, trackId, mode, draftedBy, adoptedBy });
  }
  return plans;
}

/** The adopted plan of one of a project's tracks; refused while there is none, with what therefore cannot be done. */
export async function mustBeAdopted(
  tx: Transaction,
  projectId: string,
  mode: Mode,
  consequence: string,
): Promise<AdoptedPlan> {
  const plan = (await adoptedPlansOf(tx, projectId)).find((each) => each.mode === mode);
  if (plan !== undefined) return plan;
  const message = `${labelOf('mode', mode)}的补偿方案尚未通过并公布，${consequence}`;
  throw refusal('STEP_OUT_OF_ORDER', message, 'R-18、R-24');
}

async function planOf(tx: Transaction, row: FiguresRow): Promise<PlanFigures> {
  const { entryId, signingPeriodDays, effectiveRateBp } = row;
  const grants = await tx.query<{ item: string; amountFen: string | null; clause: string }>(
    `SELECT item, amount_fen::text AS "amountFen", clause FROM plan_grant WHERE entry_id = $1 ORDER BY position`,
    [entryId],
  );
  const reasons = await tx.query<{ component: ComponentName; reason: string }>(
    'SELECT component, reason FROM plan_difference_reason WHERE entry_id = $1 ORDER BY position',
    [entryId],
  );
  return {
    figures: figuresOf(row),
    grants: grants.map(grantOf),
    signingPeriodDays,
    effectiveRateBp,
    reasons,
  };
}

function figuresOf(row: FiguresRow): PlanFigures['figures'] {
  if (row.scheme === 'collective') {
    return {
      scheme: 'collective',
      landBasePriceFen: fen(row.landBasePriceFen),
      priceSubsidyFen: fen(row.priceSubsidyFen),
    };
  }
  const { unitSizeSubsidyHundredths: unitSize, conversionPriceFen: conversion } = row;
  return {
    scheme: 'state',
    averagePriceFen: fen(row.averagePriceFen),
    subsidyCoefficientBp: row.subsidyCoefficientBp ?? 0,
    unitSizeSubsidyHundredths: unitSize === null ? null : BigInt(unitSize),
    conversionPriceFen: conversion === null ? null : BigInt(conversion),
  };
}

/** The table holds it for every plan of the scheme. */
function fen(text: string | null): bigint {
  if (text === null) throw new Error('A plan lacks a figure of its scheme');
  return BigInt(text);
}

function grantOf({ item, amountFen, clause }: { item: string; amountFen: string | null; clause: string }): PlanGrant {
  if (!isPlanItemName(item)) throw new Error(`Unknown item of a plan: ${item}`);
  return { item, amountFen: amountFen === null ? null : BigInt(amountFen), clause };
}
