import { recordInspectionEntry } from './record-inspection.js';

/** 外部检查并记录: by the owner of the firms. */
export const recordInspectionOutsideEntry = recordInspectionEntry('record-inspection-outside');
