import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
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
 * and nothing else, the nearest first. A mutant that is active while loading has a process of its own: the specs beside it are loaded and
 * run, and the others only if these let it live. The domain holds no state that a test could leave behind but what is remembered of
 * pure functions; a worker is replaced now and then for that (`maxTestRunnerReuse`).
 */
class SpecsRunner {
  /** In the copy with the mutants, where the worker stands only once it runs. */
  #specs = () => globSync(SPECS).map((file) => resolve(file));
  /** @type {Map<string, readonly { id: string, fileName: string, fn: () => unknown }[]>} By spec. */
  #tests = new Map();
  #stryker = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const tests = await this.#run(await this.#loaded(this.#specs().toSorted()), true);
    const { mutantCoverage } = this.#stryker;
    forgetLoading(mutantCoverage);
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, disableBail, mutantActivation }) {
    const stryker = this.#stryker;
    stryker.activeMutant = activeMutant.id;
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit ? 0 : undefined;
    const specs = this.#specs().toSorted((a, b) => distance(a, sandboxFileName) - distance(b, sandboxFileName));
    const rounds = mutantActivation === 'static' ? specs.map((spec) => [spec]) : [specs];
    const tests = await this.#runRounds(rounds, testFilter && new Set(testFilter), disableBail);
    stryker.activeMutant = undefined;
    const result = determineHitLimitReached(stryker.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests };
    return toMutantRunResult(result, disableBail);
  }

  async #runRounds(rounds, wanted, disableBail) {
    const results = [];
    for (const specs of rounds) {
      const tests = await this.#loaded(specs);
      results.push(...(await this.#run(wanted ? tests.filter(({ id }) => wanted.has(id)) : tests, disableBail)));
      if (!disableBail && results.at(-1)?.status === TestStatus.Failed) break;
    }
    return results;
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

  /** The tests of some specs, those of hundreds of runs last. */
  async #loaded(specs) {
    for (const spec of specs) if (!this.#tests.has(spec)) this.#tests.set(spec, await testsOf(spec));
    const tests = specs.flatMap((spec) => this.#tests.get(spec));
    return tests.toSorted((a, b) => Number(isProperty(a)) - Number(isProperty(b)));
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

registerHooks(hooks);

async function testsOf(fileName) {
  const { getState, resetState } = await import('jest-circus');
  resetState();
  await import(pathToFileURL(fileName).href);
  return testsIn(getState().rootDescribeBlock, relative(process.cwd(), fileName), fileName);
}

/** Specs call the domain while they load, too: what tests reach need not be loaded anew for each mutant. */
function forgetLoading({ static: whileLoading, perTest }) {
  for (const reached of Object.values(perTest)) for (const mutant of Object.keys(reached)) delete whileLoading[mutant];
}

/** A file's own specs come before the others of its room, and those before the rest. */
function distance(spec, fileName) {
  if (spec === fileName.replace(/\.ts$/, '.spec.ts')) return 0;
  return dirname(spec) === dirname(fileName) ? 1 : 2;
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
