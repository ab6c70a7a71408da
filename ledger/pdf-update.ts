export class SignedFileError extends Error {}

const TAIL =
  /trailer\n<<\n\/Size (\d+)\n\/Root (\d+) 0 R\n\/Info (\d+) 0 R\n\/ID (\[[^\]]*\])\n(?:\/Prev \d+\n)?>>\nstartxref\n(\d+)\n%%EOF\n?$/;

/** What an update of a PDF needs of its end: the next free number and the catalog's number. */
export interface PdfEnd {
  readonly next: number;
  readonly root: number;
  readonly info: string;
  readonly id: string;
  readonly table: string;
}

/** The end of a PDF of this software; throws where it is of another kind. */
export function endOf(pdf: Buffer): PdfEnd {
  const tail = TAIL.exec(pdf.subarray(-400).toString('latin1'));
  if (!tail) throw new SignedFileError('no PDF of this software');
  const [, next = '', root = '', info = '', id = '', table = ''] = tail;
  return { next: Number(next), root: Number(root), info, id, table };
}

/** An object as it stands last in the file, with its number and end. */
export function objectOf(pdf: Buffer, number: number): string {
  const start = pdf.lastIndexOf(`\n${String(number)} 0 obj\n`) + 1;
  const end = pdf.indexOf('endobj\n', start);
  if (start === 0 || end < 0) throw new SignedFileError('an object is missing');
  return pdf.subarray(start, end + 'endobj\n'.length).toString('latin1');
}

/** The number that a key of an object refers to. */
export function referenceIn(object: string, key: string): number {
  const found = new RegExp(`/${key} (?:\\[)?(\\d+) 0 R`).exec(object)?.[1];
  if (found === undefined) throw new SignedFileError(`an object without ${key}`);
  return Number(found);
}

/**
 * A PDF with objects, new or in the place of earlier ones, behind it (an incremental update): its own bytes stay as they
 * were, in front. The mark is a comment that says what the update is.
 */
export function updatePdf(pdf: Buffer, mark: string, objects: readonly (readonly [number, Buffer])[]): Buffer {
  const { next, root, info, id, table: before } = endOf(pdf);
  const size = Math.max(next, ...objects.map(([number]) => number + 1));
  const parts = [pdf, Buffer.from(`\n${mark}\n`)];
  let at = parts.reduce((sum, { length }) => sum + length, 0);
  const table = objects.map(([number, bytes]) => {
    const place = String(at).padStart(10, '0');
    parts.push(bytes);
    at += bytes.length;
    return `${String(number)} 1\n${place} 00000 n \n`;
  });
  parts.push(
    Buffer.from(
      `xref\n${table.join('')}trailer\n<<\n/Size ${String(size)}\n/Root ${String(root)} 0 R\n/Info ${info} 0 R\n` +
        `/ID ${id}\n/Prev ${before}\n>>\nstartxref\n${String(at)}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
