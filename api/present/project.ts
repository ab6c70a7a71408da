import type { ProjectWithProgress } from '../../db/repositories/projects.repository.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import type * as contract from '../contract/index.js';

export const projectRow = (project: ProjectWithProgress): contract.ProjectRow => ({
  id: project.id,
  code: project.code,
  name: project.name,
  mode: project.mode,
  modeLabel: labelOf('mode', project.mode),
  registeredOn: project.registeredOn,
  households: project.households,
  frozen: project.frozen,
  signed: project.sealed,
  paid: project.paid,
  rateBp: project.rateBp,
  effectiveRateBp: project.effectiveRateBp,
  signingOpenedAt: project.signingOpenedAt,
  signingEndsAt: project.signingEndsAt,
  rateReachedAt: project.rateReachedAt,
});

export const projectFigures = (project: ProjectWithProgress) => ({
  policyVersion: project.policyVersion,
  averagePriceYuan: project.averagePriceFen === null ? null : formatYuan(project.averagePriceFen),
  subsidyCoefficientBp: project.subsidyCoefficientBp,
  unitSizeSubsidySqm: project.unitSizeSubsidyHundredths === null ? null : formatSqm(project.unitSizeSubsidyHundredths),
  conversionPriceYuan: project.conversionPriceFen === null ? null : formatYuan(project.conversionPriceFen),
  signingPeriodDays: project.signingPeriodDays,
});
