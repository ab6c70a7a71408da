import { appraisal202107 } from './parameters/appraisal.js';
import { archive202107 } from './parameters/archive.js';
import { area202107 } from './parameters/area.js';
import { compensation202107 } from './parameters/compensation.js';
import { decision202107 } from './parameters/decision.js';
import { inspection202107 } from './parameters/inspection.js';
import { launch202107 } from './parameters/launch.js';
import { meeting202107 } from './parameters/meeting.js';
import { moveOut202107 } from './parameters/move-out.js';
import { payment202107 } from './parameters/payment.js';
import { plan202107 } from './parameters/plan.js';
import { publication202107 } from './parameters/publication.js';
import { review202107 } from './parameters/review.js';
import { selection202107 } from './parameters/selection.js';
import { signing202107 } from './parameters/signing.js';
import { staff202107 } from './parameters/staff.js';

/** The figures of the plan of July 2021 (宝国资委〔2021〕13号) and the texts in force with it. */
export const policy202107 = {
  launch: launch202107,
  area: area202107,
  plan: plan202107,
  decision: decision202107,
  selection: selection202107,
  appraisal: appraisal202107,
  compensation: compensation202107,
  signing: signing202107,
  staff: staff202107,
  review: review202107,
  payment: payment202107,
  moveOut: moveOut202107,
  publication: publication202107,
  meeting: meeting202107,
  inspection: inspection202107,
  archive: archive202107,
};
