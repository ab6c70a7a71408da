'use strict';

/** Each rule is a file in rules/, a page in docs/rules/ and a test with fixtures in test/lint/, all of one name. */
const names = [
  'act-header-required',
  'area-before-negotiation',
  'chinese-label-required',
  'clauses-required',
  'form-required',
  'known-error-code',
  'known-job-type',
  'listeners-required',
  'payment-needs-approval',
  'portable-feel',
  'results-published',
  'review-before-seal',
  'two-officers',
];

module.exports = {
  configs: { recommended: { rules: Object.fromEntries(names.map((name) => [name, 'error'])) } },
  rules: Object.fromEntries(names.map((name) => [name, `./rules/${name}`])),
};
