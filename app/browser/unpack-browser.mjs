// Started by launch-browser.ts with TMPDIR set to an empty folder of its own: the package unpacks into the temporary folder
// and would silently take whatever browser already lies there. The variable asks for the few system libraries too,
// which a machine without a desktop lacks.
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { writeFile } from 'node:fs/promises';

process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();
// Only the package's Latin font, whatever the machine has: Chinese is legible only where the page brings its font.
await writeFile(
  path.join(tmpdir(), 'fonts', 'fonts.conf'),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`,
);
