/** Name of the attachment that is appended. */
const NAME = 'signatures.json';

export class SignedFileError extends Error {}

const MARK = '%SIGNED ';
const TAIL =
  /trailer\n<<\n\/Size (\d+)\n\/Root (\d+) 0 R\n\/Info (\d+) 0 R\n\/ID (\[[^\]]*\])\n>>\nstartxref\n(\d+)\n%%EOF\n?$/;

/**
 * A PDF of this software with a text attached behind it (an incremental update): its own bytes stay as they were
 * signed, in front. The same PDF and text give the same bytes. Throws where the PDF is of another kind.
 */
export function attach(original: Buffer, attached: string): Buffer {
  const tail = TAIL.exec(original.subarray(-400).toString('latin1'));
  if (!tail) throw new SignedFileError('no PDF of this software');
  const [, size = '', root = '', info = '', id = '', before = ''] = tail;
  const stream = Number(size);
  const spec = stream + 1;
  const catalog = objectOf(original, root);
  const names = /\/Names (\d+) 0 R/.exec(catalog)?.[1] ?? '';
  const reference = `${String(spec)} 0 R`;
  const text = Buffer.from(attached, 'utf8');
  const objects: [number, Buffer][] = [
    [stream, streamOf(stream, text)],
    [spec, specOf(spec, stream)],
    [Number(root), Buffer.from(catalog.replace(/\/AF \[([^\]]*)\]/, `/AF [$1 ${reference}]`), 'latin1')],
    [
      Number(names),
      Buffer.from(objectOf(original, names).replace(/(\([a-z.]+\) \d+ 0 R\n)/, `$1(${NAME}) ${reference}\n`), 'latin1'),
    ],
  ];
  const parts = [original, Buffer.from(`\n${MARK}${String(text.length)}\n`)];
  let at = parts.reduce((sum, { length }) => sum + length, 0);
  const table = objects.map(([number, bytes]) => {
    const place = String(at).padStart(10, '0');
    parts.push(bytes);
    at += bytes.length;
    return `${String(number)} 1\n${place} 00000 n \n`;
  });
  parts.push(
    Buffer.from(
      `xref\n${table.join('')}trailer\n<<\n/Size ${String(spec + 1)}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/ID ${id}\n` +
        `/Prev ${before}\n>>\nstartxref\n${String(at)}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function objectOf(bytes: Buffer, number: string): string {
  const start = bytes.indexOf(`\n${number} 0 obj\n`) + 1;
  const end = bytes.indexOf('endobj\n', start);
  if (start === 0 || end < 0) throw new SignedFileError('an object is missing');
  return bytes.subarray(start, end + 'endobj\n'.length).toString('latin1');
}

function streamOf(number: number, text: Buffer): Buffer {
  const length = String(text.length);
  const head =
    `${String(number)} 0 obj\n<<\n/Type /EmbeddedFile\n/Subtype /application#2Fjson\n/Params << /Size ${length} >>\n` +
    `/Length ${length}\n>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), text, Buffer.from('\nendstream\nendobj\n')]);
}

const specOf = (number: number, stream: number): Buffer =>
  Buffer.from(
    `${String(number)} 0 obj\n<<\n/Type /Filespec\n/AFRelationship /Data\n/F (${NAME})\n/UF (${NAME})\n` +
      `/EF << /F ${String(stream)} 0 R >>\n>>\nendobj\n`,
  );

/** The two parts of such a file; throws where it is not, byte for byte, what `attach` makes of them. */
export function detach(bytes: Buffer): { readonly original: Buffer; readonly attached: string } {
  const mark = bytes.lastIndexOf(`\n${MARK}`);
  const length = /^\n%SIGNED (\d+)\n/.exec(bytes.subarray(mark, mark + 40).toString('latin1'))?.[1];
  if (mark < 0 || length === undefined) throw new SignedFileError('no signatures attached');
  const original = bytes.subarray(0, mark);
  const start = bytes.indexOf('stream\n', mark) + 'stream\n'.length;
  const attached = bytes.subarray(start, start + Number(length)).toString('utf8');
  if (!attach(original, attached).equals(bytes)) throw new SignedFileError('the file is not what its parts make');
  return { original, attached };
}
