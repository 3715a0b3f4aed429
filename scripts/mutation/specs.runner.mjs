import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { transformSync } from '@swc/core';
import jestConfig from '../../jest.config.js';

const SPECS = 'libs/domain/**/*.spec.ts';
const provided = { '@jest/globals': urlOf('jest-globals.mjs'), 'fast-check': urlOf('few-runs.mjs') };

/**
 * Runs the specs of the domain unchanged in the process of a worker: they are loaded once, and a mutant costs the tests that reach it
 * and nothing else. The domain holds no state that a test could leave behind but what is remembered of pure functions; a worker is
 * replaced now and then for that (`maxTestRunnerReuse`).
 */
class SpecsRunner {
  /** @type {readonly { id: string, fileName: string, fn: () => unknown }[] | null} */
  #tests = null;
  #stryker = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const tests = await this.#run(await this.#loaded(), true);
    const mutantCoverage = this.#stryker.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail, mutantActivation }) {
    const stryker = this.#stryker;
    if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id;
    const all = await this.#loaded();
    const wanted = new Set(testFilter ?? all.map(({ id }) => id));
    stryker.activeMutant = activeMutant.id;
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit ? 0 : undefined;
    const tests = await this.#run(
      all.filter(({ id }) => wanted.has(id)),
      disableBail,
    );
    stryker.activeMutant = undefined;
    const result = determineHitLimitReached(stryker.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests };
    return toMutantRunResult(result, disableBail);
  }

  async #run(tests, disableBail) {
    const results = [];
    for (const { id, fileName, fn } of tests) {
      this.#stryker.currentTestId = id;
      const start = performance.now();
      const failureMessage = await failureOf(fn);
      this.#stryker.currentTestId = undefined;
      const timeSpentMs = performance.now() - start;
      const status = failureMessage === null ? TestStatus.Success : TestStatus.Failed;
      results.push({ id, name: id, fileName, timeSpentMs, status, ...(failureMessage !== null && { failureMessage }) });
      if (failureMessage !== null && !disableBail) break;
    }
    return results;
  }

  async #loaded() {
    this.#tests ??= await load();
    return this.#tests;
  }
}

/** What jest does to a file on its way: `@jest/globals` is provided, TypeScript is compiled as its configuration says. */
const [[, [, swc]]] = Object.entries(jestConfig.transform);
const hooks = {
  resolve(specifier, context, next) {
    const url = provided[specifier];
    return next(url === undefined || url === context.parentURL ? specifier : url, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swc, filename, swcrc: false, sourceMaps: false });
    return { format: 'module', source: code, shortCircuit: true };
  },
};

async function load() {
  registerHooks(hooks);
  const { getState, resetState } = await import('jest-circus');
  const tests = [];
  for (const file of globSync(SPECS).toSorted()) {
    const fileName = resolve(file);
    resetState();
    await import(pathToFileURL(fileName).href);
    tests.push(...testsIn(getState().rootDescribeBlock, file, fileName));
  }
  const quickFirst = (a, b) => Number(isProperty(a)) - Number(isProperty(b));
  return tests.toSorted(quickFirst);
}

function urlOf(name) {
  return new URL(name, import.meta.url).href;
}

function testsIn(block, path, fileName) {
  return block.children.flatMap((child) => {
    const id = `${path} ${child.name}`;
    return child.type === 'test' ? [{ id, fileName, fn: child.fn }] : testsIn(child, block.parent ? id : path, fileName);
  });
}

/** Hundreds of runs: the others first. */
function isProperty({ fn }) {
  return /fc\.assert|asyncProperty|propertyInstance/.test(String(fn));
}

async function failureOf(fn) {
  try {
    await fn();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'specs', SpecsRunner)];
