'use strict';

const { is } = require('../model/extensions');

const known = new Set(require('../error-codes.json'));

/** An error code that no worker throws is never caught: errors name a code of the one list, as it stands. */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:Error')) return;
    if (!node.errorCode) reporter.report(node.id, 'Error has no code');
    else if (!known.has(node.errorCode)) reporter.report(node.id, `Unknown error code "${node.errorCode}"`);
  }
  return { check };
};
