'use strict';

const { is, extensionOf } = require('../model/extensions');

const forms = new Set(require('../forms.json'));

/** A task without a form cannot be decided in Tasklist, and a form that is not there does not open. */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const formId = extensionOf(node, 'zeebe:FormDefinition')?.formId;
    if (formId === undefined) reporter.report(node.id, 'Task has no form');
    else if (!forms.has(formId)) reporter.report(node.id, `There is no form "${formId}"`);
  }
  return { check };
};
