import type { Scenario } from './scenario.js';

/**
 * Nobody rents a public house on collective land, nor asks for the hardship floor: tenants own their houses there, half as
 * large again as their rooms.
 */
function ownHouse(row: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const cells: Readonly<Record<string, string>> = { ...row, 困难人口数: '' };
  if (cells['房屋类型'] === '私有产权') return cells;
  const rooms = cells['居住面积'] ?? '';
  const area = rooms === '' ? (cells['证载建筑面积'] ?? '') : (Number(rooms) * 1.5).toFixed(2);
  const owner = { 产权人: '', 产权人证件号: '', 产权人收款户名: '', 产权人收款账号: '' };
  return { ...cells, ...owner, 房屋类型: '私有产权', 证载建筑面积: area, 居住面积: '', 非成套: '否' };
}

/** 集体土地房屋补偿: what is sealed takes effect at once; the last household of a longer register gets a decision. */
export const collective: Scenario = {
  title: '集体土地房屋征收补偿',
  project: { code: 'BS-2026-004', name: '示例村集体土地征收项目', mode: 'collective' },
  land: 'collective',
  household: ownHouse,
  newHomesteads: 2,
  formalMode: 'collective',
  ballots: 'clear',
  holdouts: (households) => ({ late: 0, never: households < 10 ? 0 : 1 }),
  takenToExperts: 0,
  outcome: 'extended',
};
