import { agreementFormsRegister } from './agreement-forms.register.js';
import { basisOfPlanRegister } from './basis-of-plan.register.js';
import { bodyTiesRegister } from './body-ties.register.js';
import { cooperationRegister } from './cooperation.register.js';
import type { Register } from './define-register.js';
import { guidanceRegister } from './guidance.register.js';
import { integrityResponsibilityRegister } from './integrity-responsibility.register.js';
import { leadershipDecisionsRegister } from './leadership-decisions.register.js';
import { legalDutiesRegister } from './legal-duties.register.js';
import { legalTextsRegister } from './legal-texts.register.js';
import { panelPoolRegister } from './panel-pool.register.js';
import { postTargetsRegister } from './post-targets.register.js';
import { problemsRegister } from './problems.register.js';
import { projectPapersRegister } from './project-papers.register.js';
import { ruleExecutionRegister } from './rule-execution.register.js';
import { ruleChangesRegister } from './rule-changes.register.js';
import { ruleParametersRegister } from './rule-parameters.register.js';
import { supervisedUnitsRegister } from './supervised-units.register.js';

/** Every register, in the order in which pages list them. */
export const registers: readonly Register[] = [
  problemsRegister,
  guidanceRegister,
  ruleParametersRegister,
  ruleChangesRegister,
  legalTextsRegister,
  ruleExecutionRegister,
  projectPapersRegister,
  panelPoolRegister,
  agreementFormsRegister,
  leadershipDecisionsRegister,
  postTargetsRegister,
  cooperationRegister,
  integrityResponsibilityRegister,
  supervisedUnitsRegister,
  bodyTiesRegister,
  legalDutiesRegister,
  basisOfPlanRegister,
];

const byName = new Map(registers.map((register) => [register.name, register]));

export const registerOf = (name: string): Register | undefined => byName.get(name);
