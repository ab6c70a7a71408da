import { serviceEntry } from './decision-service.js';

/** 告知报告内容: handed over in writing, with its receipt. */
export const serveDecisionReportEntry = serviceEntry('serve-decision-report');
