import type { PanelCategory } from '../../rules/panel/compose-panel.js';
import type { SampleAccount } from './accounts.js';

const person = (letter: string, displayName: string, panelCategory: PanelCategory): SampleAccount => ({
  username: `panel-${letter}`,
  displayName,
  organisation: '示例居民委员会',
  roles: ['panel-member'],
  panelCategory,
});

/** 评议人员库 of the sample: enough for a panel, a replacement and a re-hearing by other people. */
export const SAMPLE_PANEL: readonly SampleAccount[] = [
  person('a', '评议代表甲', 'deputy'),
  person('b', '评议律师乙', 'lawyer'),
  person('c', '评议居委丙', 'committee'),
  person('d', '评议代表丁', 'deputy'),
  person('e', '评议居民戊', 'other'),
  person('f', '评议代表己', 'deputy'),
  person('g', '评议律师庚', 'lawyer'),
  person('h', '评议居委辛', 'committee'),
  person('i', '评议居民壬', 'other'),
  person('j', '评议居委癸', 'committee'),
  person('k', '评议代表子', 'deputy'),
  person('l', '评议律师丑', 'lawyer'),
  person('m', '评议居委寅', 'committee'),
  person('n', '评议居民卯', 'other'),
  person('o', '评议居民辰', 'other'),
];
