import { endOf, objectOf, referenceIn, SignedFileError, updatePdf } from './pdf-update.js';

/** Name of the attachment that is appended. */
const NAME = 'signatures.json';

const MARK = '%SIGNED ';

/**
 * A PDF of this software with a text attached behind it (an incremental update): its own bytes stay as they were
 * signed, in front. The same PDF and text give the same bytes. Throws where the PDF is of another kind.
 */
export function attach(original: Buffer, attached: string): Buffer {
  const { next: stream, root } = endOf(original);
  const spec = stream + 1;
  const catalog = objectOf(original, root);
  const names = referenceIn(catalog, 'Names');
  const reference = `${String(spec)} 0 R`;
  const text = Buffer.from(attached, 'utf8');
  return updatePdf(original, `${MARK}${String(text.length)}`, [
    [stream, streamOf(stream, text)],
    [spec, specOf(spec, stream)],
    [root, Buffer.from(catalog.replace(/\/AF \[([^\]]*)\]/, `/AF [$1 ${reference}]`), 'latin1')],
    [
      names,
      Buffer.from(objectOf(original, names).replace(/(\([a-z.]+\) \d+ 0 R\n)/, `$1(${NAME}) ${reference}\n`), 'latin1'),
    ],
  ]);
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

/** The parts of such a file, and what else is behind; throws where it does not begin as `attach` makes it of its parts. */
export function split(bytes: Buffer): { readonly original: Buffer; readonly attached: string; readonly rest: Buffer } {
  const mark = bytes.lastIndexOf(`\n${MARK}`);
  const length = /^\n%SIGNED (\d+)\n/.exec(bytes.subarray(mark, mark + 40).toString('latin1'))?.[1];
  if (mark < 0 || length === undefined) throw new SignedFileError('no signatures attached');
  const original = bytes.subarray(0, mark);
  const start = bytes.indexOf('stream\n', mark) + 'stream\n'.length;
  const attached = bytes.subarray(start, start + Number(length)).toString('utf8');
  const made = attach(original, attached);
  const rest = bytes.subarray(made.length);
  if (!made.equals(bytes.subarray(0, made.length))) throw new SignedFileError('the file is not what its parts make');
  return { original, attached, rest };
}

/** The two parts of such a file with nothing behind them. */
export function detach(bytes: Buffer): { readonly original: Buffer; readonly attached: string } {
  const { original, attached, rest } = split(bytes);
  if (rest.length > 0) throw new SignedFileError('something else was put behind');
  return { original, attached };
}
