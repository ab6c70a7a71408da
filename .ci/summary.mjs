// node .ci/summary.mjs RESULTS TEST_CODE CHECK_CODE: prints 'N passed, N failed' as the last line and ends with 1 when
// anything failed. Runs on the machine's own Node.
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [file, testCode, checkCode] = process.argv.slice(2);

function readCounts() {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    // A suite that could not even be loaded has no tests to count, but has failed.
    return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

const { passed, failed } = readCounts();
// Coverage below its threshold, or a run that broke off, shows in the exit code only.
const testRun = failed === 0 && testCode !== '0' ? 1 : 0;
const checks = checkCode === '0' ? 0 : 1;
if (testRun) console.log('the test run failed as a whole: see above');
if (checks) console.log('a check failed: see above');
console.log(`${passed} passed, ${failed + testRun + checks} failed`);
process.exitCode = passed > 0 && failed + testRun + checks === 0 ? 0 : 1;
