// node .ci/summary.mjs RESULTS TEST_CODE CLIENT_RESULTS CLIENT_CODE COVERAGE_CODE CHECK_CODE: prints 'N passed, N failed' as the last
// line and ends with 1 when anything failed. Runs on the machine's own Node.
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [testFile, testCode, clientFile, clientCode, coverageCode, checkCode] = process.argv.slice(2);

function readCounts(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

// A suite that could not even be loaded has no tests to count, but has failed.
const tests = readCounts(testFile, ({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) => ({
  passed: numPassedTests,
  failed: numFailedTests + numRuntimeErrorTestSuites,
}));
const clients = readCounts(clientFile, (counts) => counts);

let passed = 0;
let failed = 0;
for (const [what, counts, code] of [
  ['the test run', tests, testCode],
  ['the run of the clients', clients, clientCode],
]) {
  passed += counts.passed;
  failed += counts.failed;
  // A run that broke off shows in the exit code only.
  if (counts.failed > 0 || code === '0') continue;
  console.log(`${what} failed as a whole: see above`);
  failed += 1;
}
for (const [what, code] of [
  ['the coverage', coverageCode],
  ['a check', checkCode],
]) {
  if (code === '0') continue;
  console.log(`${what} failed: see above`);
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
