import { serviceEntry } from './decision-service.js';

/** 催告履行: handed over in writing, with its receipt. */
export const demandPerformanceEntry = serviceEntry('demand-performance');
