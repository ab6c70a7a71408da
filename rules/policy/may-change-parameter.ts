import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { findParameter } from './effective-policy.js';
import type { Parameter, ParameterValue } from './parameter.js';
import type { Policy } from './policies.js';
import { fitsParameter, sameValue, sizeOf } from './rule-change.js';
import type { RuleChange } from './rule-change.js';

/** A project that the change could touch; the signing dates are null while the period has not been opened. */
export interface TouchedProject {
  readonly id: string;
  readonly startedOn: IsoDate;
  readonly signingFrom: IsoDate | null;
  readonly signingTo: IsoDate | null;
}

export interface ChangeProposal {
  readonly change: Omit<RuleChange, 'number'>;
  readonly today: IsoDate;
  /** Persons who work with this figure: they compute, negotiate, review or pay by it. */
  readonly userIds: readonly string[];
  readonly projects: readonly TouchedProject[];
  /** Changes already in the register. */
  readonly register: readonly RuleChange[];
}

/**
 * May this figure be changed (SD10)? Two different persons, neither of them a user of the rule; from a day in the
 * future; not inside a signing period of a project it would touch; in the direction and between the bounds that the
 * figure allows, never below a legal minimum. `policy` is the one the change would apply to.
 */
export function mayChangeParameter(proposal: ChangeProposal, policy: Policy): Decision<null> {
  const { change } = proposal;
  const found = findParameter(policy, change.parameter);
  const findings: Finding[] = [
    ...(found ? valueFindings(change, found.parameter) : [unknownParameter(change.parameter)]),
    ...personFindings(proposal),
    ...dateFindings(proposal),
  ];
  if (change.legalSource.trim() === '') {
    findings.push(about('legalSource', 'FIELD_MISSING', '请写明新数值所依据的文件和条款'));
  }
  return decide(null, findings, policy.version);
}

const about = (field: string, code: Finding['code'], message: string, basis = 'SD10'): Finding => ({
  code,
  message,
  basis,
  field,
});

const unknownParameter = (name: string): Finding =>
  about('parameter', 'FIELD_UNKNOWN', `没有名为${name}的参数，请从参数表中选择`);

function valueFindings(change: ChangeProposal['change'], parameter: Parameter<ParameterValue>): Finding[] {
  const { label, basis, change: rule } = parameter;
  if (rule.by === 'law') {
    return [about('parameter', 'RULE_FIXED', `“${label}”由法规规定，不得变更`, `SD10、${basis}`)];
  }
  if (rule.by === 'district' && change.projectId !== null) {
    return [about('projectId', 'RULE_FIXED', `“${label}”只能全区统一变更，不得为单个项目变更`)];
  }
  if (!fitsParameter(change.value, parameter)) {
    return [about('value', 'FIELD_INVALID', `“${label}”的单位是${parameter.unit}，请按原单位填写整数`)];
  }
  if (sameValue(change.value, parameter.value)) {
    return [about('value', 'FIELD_INVALID', `“${label}”的新数值与现行数值相同，不需变更`)];
  }
  return [...boundFindings(change.value, parameter), ...directionFindings(change.value, parameter)];
}

function boundFindings(value: ParameterValue, { label, basis, change }: Parameter<ParameterValue>): Finding[] {
  const size = sizeOf(value);
  if (size === null) return [];
  const { min, max } = change;
  if ((min === null || size >= min) && (max === null || size <= max)) return [];
  const limits = [
    ...(min === null ? [] : [`不低于${min.toString()}`]),
    ...(max === null ? [] : [`不超过${max.toString()}`]),
  ];
  return [about('value', 'FIELD_OUT_OF_RANGE', `“${label}”须${limits.join('、')}，请改正`, `SD10、${basis}`)];
}

function directionFindings(value: ParameterValue, parameter: Parameter<ParameterValue>): Finding[] {
  const { direction } = parameter.change;
  const [old, wished] = [sizeOf(parameter.value), sizeOf(value)];
  if (direction === 'any' || old === null || wished === null) return [];
  if (direction === 'up' ? wished >= old : wished <= old) return [];
  const message = `“${parameter.label}”只能更严，现行${old.toString()}，请改正`;
  return [about('value', 'RULE_LOOSENED', message, `SD10、${parameter.basis}`)];
}

function personFindings({ change, userIds }: ChangeProposal): Finding[] {
  const { proposedBy, approvedBy } = change;
  const findings: Finding[] = [];
  if (proposedBy === approvedBy) {
    findings.push(about('approvedBy', 'DUTY_NOT_SEPARATED', '提出与批准不得为同一人，请由他人批准'));
  }
  if ([proposedBy, approvedBy].some((person) => userIds.includes(person))) {
    findings.push(about('proposedBy', 'DUTY_NOT_SEPARATED', '使用该参数办案的人员不得变更参数，请由他人办理'));
  }
  return findings;
}

function dateFindings({ change, today, projects, register }: ChangeProposal): Finding[] {
  const { validFrom, projectId, parameter } = change;
  const findings: Finding[] = [];
  if (validFrom <= today) {
    findings.push(about('validFrom', 'CHANGE_NOT_FUTURE', '生效日须在今天以后，请改正'));
  }
  const touched = projects.filter((project) =>
    projectId === null ? project.startedOn >= validFrom : project.id === projectId,
  );
  if (touched.some((project) => signsOn(project, today) || signsOn(project, validFrom))) {
    findings.push(about('validFrom', 'SIGNING_RUNNING', '签约期内不得变更，请等签约期结束'));
  }
  const pending = register.some(
    (each) => each.parameter === parameter && each.projectId === projectId && each.validFrom === validFrom,
  );
  if (pending) findings.push(about('validFrom', 'ALREADY_DONE', '同一参数在该日已有变更，请改日期或另行提出'));
  return findings;
}

const signsOn = ({ signingFrom, signingTo }: TouchedProject, day: IsoDate): boolean =>
  signingFrom !== null && signingFrom <= day && (signingTo === null || day <= signingTo);
