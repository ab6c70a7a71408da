'use strict';

const EQUALS = /^([A-Za-z_]\w*)\s*(=|!=)\s*(?:"([^"]*)"|(true|false))$/;
const PLAIN = /^([A-Za-z_]\w*)$/;
const NEGATED = /^not\(\s*([A-Za-z_]\w*)\s*\)$/;

/**
 * Reads the conditions our diagrams use: one verdict compared with one value, joined by `or`. Anything else is null,
 * and a proof must then assume that it may be true.
 */
function parseCondition(expression) {
  const text = (expression ?? '').trim();
  if (!text.startsWith('=')) return null;
  const terms = text
    .slice(1)
    .split(/\s+or\s+/)
    .map(parseTerm);
  return terms.includes(null) ? null : terms;
}

function parseTerm(text) {
  const term = text.trim();
  const equals = EQUALS.exec(term);
  if (equals) {
    const [, variable, operator, string, boolean] = equals;
    return { variable, value: string ?? boolean, negated: operator === '!=' };
  }
  const plain = PLAIN.exec(term);
  if (plain) return { variable: plain[1], value: 'true', negated: false };
  const negated = NEGATED.exec(term);
  return negated ? { variable: negated[1], value: 'true', negated: true } : null;
}

/** True, false, or undefined when the known values do not decide it. */
function decide(expression, values) {
  const terms = parseCondition(expression);
  if (terms === null) return undefined;
  const answers = terms.map(({ variable, value, negated }) =>
    values.has(variable) ? (values.get(variable) === value) !== negated : undefined,
  );
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** What taking a flow teaches: `verdict = "approved"` was true, so that is the verdict from here on. */
function learn(expression, values) {
  const terms = parseCondition(expression);
  if (terms === null || terms.length !== 1 || terms[0].negated || values.has(terms[0].variable)) return values;
  return new Map(values).set(terms[0].variable, terms[0].value);
}

module.exports = { decide, learn };
