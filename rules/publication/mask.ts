/** Compound surnames that occur in household registers; others count as one character. */
const COMPOUND_SURNAMES = [
  '欧阳',
  '太史',
  '端木',
  '上官',
  '司马',
  '东方',
  '独孤',
  '南宫',
  '万俟',
  '闻人',
  '夏侯',
  '诸葛',
  '尉迟',
  '公羊',
  '赫连',
  '澹台',
  '皇甫',
  '宗政',
  '濮阳',
  '公冶',
  '太叔',
  '申屠',
  '公孙',
  '慕容',
  '仲孙',
  '钟离',
  '长孙',
  '宇文',
  '司徒',
  '鲜于',
  '司空',
  '令狐',
];

/** 姓+＊: the surname stays, each further character becomes one ＊, at least one and at most two. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  if (characters.length === 0) return '＊';
  const compound = characters.length > 2 && COMPOUND_SURNAMES.includes(characters.slice(0, 2).join(''));
  const surname = characters.slice(0, compound ? 2 : 1).join('');
  const hidden = Math.min(Math.max(characters.length - (compound ? 2 : 1), 1), 2);
  return surname + '＊'.repeat(hidden);
}

/** Internal views only: 前3后4 of an identity number; anything too short is hidden altogether. */
export function maskIdNumber(idNumber: string): string {
  const text = idNumber.trim();
  if (text.length < 15) return '＊'.repeat(text.length);
  return `${text.slice(0, 3)}${'＊'.repeat(text.length - 7)}${text.slice(-4)}`;
}

/**
 * Does a text contain what looks like an identity number, a mobile phone or a bank account? Never to be published.
 * Dates and case numbers with hyphens are fine; full-width digits are looked through.
 */
export function containsPersonalNumber(text: string): boolean {
  const plain = text.normalize('NFKC');
  return [/\d{12}/, /\d{4}(?: \d{4}){2}/, /(?<!\d)1[3-9]\d{9}(?!\d)/, /(?<!\d)1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)/].some(
    (pattern) => pattern.test(plain),
  );
}
