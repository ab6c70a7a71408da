/** A whole PDF of one empty page; the text makes it another file. More objects may be put in, as `<< … >>`. */
export const smallPdf = (text: string, ...objects: readonly string[]): Buffer => {
  const all = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    ...objects,
  ];
  const body = all.map((object, index) => `${String(index + 1)} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n% ${text}\n${body}trailer\n<< /Root 1 0 R >>\n%%EOF\n`);
};
