'use strict';

const { is, propertyOf } = require('../model/extensions');

const REQUIREMENTS = 76;
const SEPARATIONS = 18;

/**
 * Every step says on which clauses it rests (property `clauses`): numbers of the requirement list (R) and of the
 * separation of duties (SD), separated by commas.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!['bpmn:Task', 'bpmn:CallActivity'].some((type) => is(node, type))) return;
    const clauses = propertyOf(node, 'clauses');
    if (!clauses) return void reporter.report(node.id, 'Step needs the property "clauses"');
    for (const clause of clauses.split(',').map((each) => each.trim())) {
      if (!isClause(clause)) reporter.report(node.id, `Unknown clause "${clause}"`);
    }
  }
  return { check };
};

function isClause(text) {
  const [, kind, number] = /^(R-|SD)([1-9]\d*)$/.exec(text) ?? [];
  if (kind === undefined) return false;
  return Number(number) <= (kind === 'R-' ? REQUIREMENTS : SEPARATIONS);
}
