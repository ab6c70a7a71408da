import { serviceEntry } from './decision-service.js';

/** 送达补偿决定: handed over in writing, with its receipt. */
export const serveDecisionEntry = serviceEntry('serve-decision');
