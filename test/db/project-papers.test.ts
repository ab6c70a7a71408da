import { describe, expect, it } from '@jest/globals';
import { projectPapersRegister } from '../../api/registers/project-papers.register.js';
import { searchRegister } from '../../db/repositories/registers.repository.js';
import { setStage } from './stage.js';

describe('contracts, approvals and papers of a project in one place (R-45)', () => {
  const stage = setStage();
  const search = (q: string, ...filters: [string, string][]) =>
    stage.db.transaction((tx) => {
      const { rows, sort, columns } = projectPapersRegister;
      const textColumns = columns.map(({ key }) => key);
      return searchRegister(tx, { rows, sort, textColumns, filters, q, offset: 0, limit: 50 });
    });

  it('show the commission with its approval, each with the hash of what was signed and approved', async () => {
    const contracts = await search('', ['kind', 'contract']);
    expect(contracts.total).toBe(1);
    const filed = await search('备案委托合同');
    expect(filed.items[0]).toMatchObject({ title: '备案委托合同：通过', kind_label: '审批' });
    expect(filed.items[0]?.['content_hash']).toBe(contracts.items[0]?.['content_hash']);
  });

  it('show nothing that nobody searched for, and take the words of a search as words', async () => {
    expect((await search('不存在的材料')).total).toBe(0);
    expect((await search('%')).total).toBe(0);
  });
});
