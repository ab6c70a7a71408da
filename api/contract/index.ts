/** Requests and answers of the HTTP API: the only part of `api/` that pages may import. */
export * from './acts.js';
export * from './agreements.js';
export * from './clock.js';
export * from './entries.js';
export * from './facts.js';
export * from './formats.js';
export * from './households.js';
export * from './inspections.js';
export * from './meetings.js';
export * from './notices.js';
export * from './payments.js';
export * from './problems.js';
export * from './projects.js';
export * from './public.js';
export * from './session.js';
export * from './sheet.js';
export * from './tasks.js';
