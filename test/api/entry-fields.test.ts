import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { account, household } from '../../api/entries/fields.js';
import { schemaOfFields } from '../../api/entries/form-schema.js';

const fields = z.object({
  officer: account({ title: '经办人' }, ['field-officer']),
  household: household({ title: '涉及的户' }),
});
const ID = 'b7a4b1de-5f0e-4a57-9c4e-0d1f2a3b4c5d';

const faults = (values: object) =>
  fields.safeParse(values).error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('the fields that pick a person or a household', () => {
  it('tell the page whom it may offer', () => {
    const { officer, household: picked } = schemaOfFields(fields).properties ?? {};
    expect(officer).toMatchObject({ title: '经办人', 'x-widget': 'account', 'x-roles': ['field-officer'] });
    expect(picked).toMatchObject({ title: '涉及的户', 'x-widget': 'household' });
  });

  it('take the id of one', () => {
    expect(fields.parse({ officer: ID, household: ID })).toEqual({ officer: ID, household: ID });
  });

  it.each([[undefined], [''], ['某人'], [7], [null]])('say what to choose instead of %j', (given) => {
    expect(faults({ officer: given, household: given })).toEqual([
      ['officer', '请选择人员'],
      ['household', '请选择户'],
    ]);
  });
});
