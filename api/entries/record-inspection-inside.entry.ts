import { recordInspectionEntry } from './record-inspection.js';

/** 内部检查并记录: by the supervision department of the firm. */
export const recordInspectionInsideEntry = recordInspectionEntry('record-inspection-inside');
