import { labelOf } from '../../rules/vocabulary.js';

/** Case and name of an archived paper in words: kinds of cases and papers stand in the list by their keys. */
export function fileTitle({ of, name }: { readonly of: string; readonly name: string }): [of: string, title: string] {
  const [type = '', ...rest] = name.split('：');
  return [labelOf('caseKind', of), rest.length === 0 ? name : [labelOf('documentType', type), ...rest].join('：')];
}
